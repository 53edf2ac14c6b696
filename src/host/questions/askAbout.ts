import { freeTokens } from '../../reasoning/prompt/contextUse.ts';
import { systemTurn } from '../../reasoning/prompt/contextUse.ts';
import { SOME_CONTEXT } from '../../reasoning/prompt/contextUse.ts';
import { FailureError } from '../../protocol/failures.ts';
import type { ContextEntry } from '../../protocol/conversation.ts';
import type { ContextCandidate } from '../../reasoning/context/candidates.ts';
import { contextBudget, type ContextMode } from '../../reasoning/context/fill.ts';
import { cutToBudget, LINE_CUT } from '../../reasoning/questions/excerpt.ts';
import type { Snippet, SnippetPart, SnippetParts } from '../../reasoning/questions/explain.ts';
import { questionTitle } from '../../reasoning/questions/title.ts';
import type { LocatedSnippet } from '../editor/selection.ts';
import type { Engine } from '../engine/engine.ts';
import type { AskedQuestion } from './askedQuestion.ts';
import { pickContext, type SentLines } from './pickContext.ts';

/** Tokens of the mark where a line was cut, and some room for the cut itself. */
const CUT_TOKENS = 8;
/** A question of so many bytes fits into a context window of so many tokens, the demo model's, and is asked without waiting for the engine. */
const ALWAYS_FITS = { bytes: 400, contextSize: 1024 };
/** No text token is longer than this in characters: what lies beyond cannot fit and need not be counted. */
const LONGEST_TOKEN = 32;

/** Settings that a question depends on. */
export interface AskSettings {
  /** Tokens of the answer. */
  readonly maxTokens: number;
  readonly context: ContextMode;
  /** Tokens; the model may have fewer. */
  readonly contextSize: number;
  /** Empty: the model's own sentence. */
  readonly systemPrompt: string;
}

/**
 * Tokens that a question may take in a conversation of its own. Negative when the system prompt alone is too long.
 *
 * @throws FailureError when the engine does not start
 */
export async function questionBudget(
  engine: Engine,
  { maxTokens, systemPrompt }: Pick<AskSettings, 'maxTokens' | 'systemPrompt'>,
): Promise<number> {
  return freeTokens(await engine.measure({ turns: systemTurn(systemPrompt), question: '', context: [], maxTokens }));
}

/**
 * A question about a snippet, which is cut at a line boundary (a line that alone is too long: within it) to what the context window holds, with what the language
 * services know about it, as far as there is room.
 *
 * @param words makes the question's text of the snippet as it is sent
 * @param gather asks the language services; called only when there is room for what they tell
 * @param subject of the title; left out: what the code declares
 * @throws FailureError when the engine does not start, or `question-too-long` when not even the first line fits
 */
export async function askAbout(
  engine: Engine,
  snippet: LocatedSnippet,
  settings: AskSettings,
  words: (sent: Snippet) => string,
  gather: () => Promise<readonly ContextCandidate[]>,
  subject?: string,
): Promise<AskedQuestion> {
  const parts = await fit(engine, snippet, settings, words);
  const [first] = snippet.parts;
  const text = words({ ...snippet, parts });
  // Only a line that alone is too long is cut within, and then nothing else is sent.
  const isLineCut = parts[0].code !== first.code && parts[0].code.endsWith(LINE_CUT);
  const sent = parts.map((part) => ({ uri: snippet.uri, ...linesOf(part) }));
  const context = await contextFor(engine, sent, text, settings, gather);
  return {
    text,
    title: questionTitle(snippet, subject),
    source: {
      label: snippet.label,
      uri: snippet.uri,
      language: snippet.language,
      firstLine: first.firstLine,
      lastLine: lastPart(snippet.parts).lastLine,
      ...(snippet.parts.length > 1 && { pieces: snippet.parts.map(linesOf) }),
      lastSentLine: lastPart(parts).lastLine,
      ...(isLineCut && { isLineCut }),
    },
    ...(context.length === 0 ? {} : { context }),
  };
}

/**
 * What stands beside a question.
 *
 * @param sent the lines that are in the question already
 */
export async function contextFor(
  engine: Engine,
  sent: readonly SentLines[],
  question: string,
  settings: AskSettings,
  gather: () => Promise<readonly ContextCandidate[]>,
): Promise<ContextEntry[]> {
  const { context: mode } = settings;
  if (mode === 'never') return [];
  // An engine that does not start fails the answer, where the reason and a way out are shown.
  const model = await engine.start().catch(() => undefined);
  if (model === undefined) return [];
  const { maxTokens, systemPrompt } = settings;
  const turns = systemTurn(systemPrompt);
  const room = async () => freeTokens(await engine.measure({ turns, question, context: SOME_CONTEXT, maxTokens }));
  if (contextBudget(mode, model.contextSize, model.contextSize) === 0) return [];
  const [candidates, free] = await Promise.all([gather(), room()]);
  return pickContext(engine, candidates, sent, contextBudget(mode, model.contextSize, free));
}

async function fit(
  engine: Engine,
  snippet: Snippet,
  settings: AskSettings,
  words: (sent: Snippet) => string,
): Promise<SnippetParts> {
  const { parts } = snippet;
  const [first] = parts;
  const empty = words({ ...snippet, parts: [{ ...first, code: '' }] });
  const texts = [empty, settings.systemPrompt, ...parts.map(({ code }) => code)];
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes <= ALWAYS_FITS.bytes && settings.contextSize >= ALWAYS_FITS.contextSize) return parts;
  const [{ contextSize }, room, [frame = 0]] = await Promise.all([
    engine.start(),
    questionBudget(engine, settings),
    engine.countTokens([empty]),
  ]);
  const budget = Math.max(0, room - frame);
  const lines = parts.flatMap((part) => part.code.split('\n')).slice(0, Math.max(1, budget));
  const longest = Math.max(1, budget) * LONGEST_TOKEN;
  const counts = await engine.countTokens(lines.map((line) => line.slice(0, longest)));
  const [kept, ...rest] = cutToBudget(parts, counts, budget);
  if (kept !== undefined) return [kept, ...rest];
  const [firstLine = '', tokens = 0] = [lines[0], counts[0]];
  const code = await beginningOf(engine, firstLine.slice(0, longest), tokens, budget);
  if (code === '') throw new FailureError({ name: 'question-too-long', tokens, available: budget, contextSize });
  return [{ code, firstLine: first.firstLine, lastLine: first.firstLine }];
}

/** The beginning of a line that alone is too long, minified code for instance; empty when nothing of it fits. */
async function beginningOf(engine: Engine, line: string, tokens: number, budget: number): Promise<string> {
  let [text, cost] = [line, tokens];
  while (cost + CUT_TOKENS > budget && text !== '') {
    const share = Math.min(0.9, Math.max(0, budget - CUT_TOKENS) / cost);
    // Half a pair of surrogates is no character.
    text = text.slice(0, Math.floor(text.length * share)).replace(/[\uD800-\uDBFF]$/, '');
    cost = (await engine.countTokens([text]))[0] ?? 0;
  }
  return text === '' ? '' : text + LINE_CUT;
}

const linesOf = ({ firstLine, lastLine }: SnippetPart) => ({ firstLine, lastLine });

function lastPart([first, ...rest]: SnippetParts): SnippetPart {
  return rest.at(-1) ?? first;
}
