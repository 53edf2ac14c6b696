/** A chat as JSON: everything that is needed to read it again, on this machine or another. */
import { withoutOpenTries } from '../openTries.ts';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { FailureError, type Failure, type ImportProblem } from '../../../protocol/failures.ts';
import { chatSettingsInFile, hasOwnSettings, type ChatSettings } from '../../../protocol/chatSettings.ts';
import { OPEN_STATUSES, type Answer, type PanelTurn } from '../../../protocol/conversation.ts';
import type { Changes, Conversation } from '../store/conversationStore.ts';
import { shortened, type Prompt } from '../store/storedPrompts.ts';
import { answerShape, questionShape, turnOf } from '../turnShapes.ts';

const FORMAT = 'cerebrum-chat';

/** What is read in at most: far beyond what anyone writes, and what panel and database still take with ease. */
export const MOST_IMPORTED_BYTES = 256 * 1024 * 1024;
const MOST_TURNS = 20_000;
/** Characters of the text of one turn, and of one piece that went along with it. */
const MOST_TEXT = 4_000_000;
/** Of the path of a value in the file. */
const LONGEST_PLACE = 100;
/** A longer title is cut. */
const TITLE_LENGTH = 200;

/** Exactly what the model read: the text and, BOS included, its tokens. */
const prompt = v.object({ text: v.string(), tokens: v.array(v.pipe(v.number(), v.integer())) });
const answer = v.object({ ...answerShape.entries, prompt: v.exactOptional(prompt) });

const chatFile = v.object({
  format: v.literal(FORMAT),
  version: v.literal(1),
  title: v.string(),
  /** Id of the last turn on screen. */
  leaf: v.optional(v.string()),
  /** What the chat has of its own in place of the settings. */
  settings: v.exactOptional(chatSettingsInFile),
  /** Every turn after the one it follows, which `parent` names. */
  turns: v.pipe(v.array(v.variant('role', [questionShape, answer])), v.minLength(1)),
});

/**
 * All turns that are not deleted, every version; with each answer its model and that one's hash, its settings, seed and counts,
 * and its prompt where `prompts` has it by the answer's id.
 */
export function toJson(
  { title, leaf, settings = {}, turns }: Omit<Conversation, 'id'>,
  prompts: ReadonlyMap<string, Prompt> = new Map(),
): string {
  const present = turns.filter(({ deleted }) => deleted === undefined);
  const file = {
    format: FORMAT,
    version: 1,
    title,
    leaf,
    ...(hasOwnSettings(settings) && { settings: v.parse(chatSettingsInFile, settings) }),
    turns: present.map(({ turn, parent }) => {
      const read = prompts.get(turn.id);
      return { parent, ...lasting(turn), ...(read && { prompt: read }) };
    }),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/**
 * What a file holds, under new ids, so that a chat may be read in twice.
 *
 * @throws FailureError `import-invalid` with what is wrong, `import-too-large`; without the file's path
 */
export function fromJson(json: string): Changes {
  const { title: wholeTitle, leaf, settings = {}, turns } = parsed(json);
  const title = shortTitle(wholeTitle);
  const conversation = randomUUID();
  const ids = new Map<string, string>();
  for (const { id, parent } of turns) {
    if (ids.has(id)) throw invalid({ name: 'same-id', id });
    if (parent !== undefined && !ids.has(parent)) {
      throw invalid({ name: 'order', id, parent });
    }
    ids.set(id, randomUUID());
  }
  const renamed = (id: string | undefined) => (id === undefined ? undefined : ids.get(id));
  return {
    heads: [{ id: conversation, title, leaf: renamed(leaf), ...imported(settings) }],
    turns: turns.map((shaped) => ({
      conversation,
      parent: renamed(shaped.parent),
      deleted: undefined,
      turn: { ...turnOf(withoutPrompt(shaped)), id: ids.get(shaped.id) ?? shaped.id },
    })),
    prompts: turns.flatMap((shaped) =>
      shaped.role === 'assistant' && shaped.prompt !== undefined
        ? [shortened({ turn: ids.get(shaped.id) ?? shaped.id, prompt: shaped.prompt }, undefined)]
        : [],
    ),
  };
}

/** Text of others: the chat says so until the user has saved them. */
const imported = (settings: ChatSettings): Pick<Conversation, 'settings'> =>
  hasOwnSettings(settings) ? { settings: { ...settings, isImported: true } } : {};

function withoutPrompt(shaped: v.InferOutput<typeof chatFile>['turns'][number]) {
  if (shaped.role === 'user') return shaped;
  const rest = { ...shaped };
  delete rest.prompt;
  return rest;
}

function parsed(json: string): v.InferOutput<typeof chatFile> {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    throw invalid({ name: 'not-json' });
  }
  checkSize(value);
  const result = v.safeParse(chatFile, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? '';
  if (place === 'format') throw invalid({ name: 'other-format' });
  if (place === 'version') throw invalid({ name: 'other-version' });
  throw invalid({ name: 'shape', place: place.slice(0, LONGEST_PLACE) });
}

/** Looks at the sizes before every turn is looked at. */
function checkSize(value: unknown): void {
  if (typeof value !== 'object' || value === null || !('turns' in value) || !Array.isArray(value.turns)) return;
  const turns: readonly unknown[] = value.turns;
  if (turns.length > MOST_TURNS) throw tooLarge('messages', turns.length, MOST_TURNS);
  for (const turn of turns) {
    if (typeof turn !== 'object' || turn === null) continue;
    const texts = [
      'text' in turn ? turn.text : '',
      ...('context' in turn ? textsOf(turn.context) : []),
      ...('vote' in turn ? textsOf((turn.vote as { readonly chains?: unknown } | null)?.chains) : []),
    ];
    const longest = texts.reduce<number>((most, text) => Math.max(most, typeof text === 'string' ? text.length : 0), 0);
    if (longest > MOST_TEXT) throw tooLarge('characters', longest, MOST_TEXT);
  }
}

const textsOf = (pieces: unknown): unknown[] =>
  Array.isArray(pieces) ? pieces.map((piece: { readonly text?: unknown } | null) => piece?.text) : [];

function shortTitle(title: string): string {
  const line = title.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= TITLE_LENGTH) return line;
  return `${line.slice(0, TITLE_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

const invalid = (problem: ImportProblem) => new FailureError({ name: 'import-invalid', path: '', problem });

const tooLarge = (unit: Extract<Failure, { name: 'import-too-large' }>['unit'], found: number, limit: number) =>
  new FailureError({ name: 'import-too-large', path: '', unit, found, limit });

/** Words and buttons of a failure, and how far an answer is, belong to the moment. */
function lasting(turn: PanelTurn): PanelTurn {
  if (turn.role === 'user') return turn;
  const rest: { -readonly [K in keyof Answer]: Answer[K] } = { ...turn };
  delete rest.reading;
  delete rest.failure;
  return OPEN_STATUSES.includes(rest.status) ? { ...rest, status: 'interrupted' } : withoutOpenTries(rest);
}
