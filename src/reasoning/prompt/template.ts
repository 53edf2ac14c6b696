/**
 * The prompt of Cerebrum 7b, as the model was trained on it:
 *
 *     <s>{system sentence}
 *     User: {question}
 *     AI: {answer}
 *     User: {question}
 *     AI:
 *
 * Source: the Jinja template and the card of AetherResearch/Cerebrum-1.0-7b. BOS stands once, at the very start, and is
 * added as a token, not as text. EOS ends an answer and never stands between turns. The prompt ends at `AI:`, without a
 * space: the model's first token carries it.
 */
import { FailureError } from '../../protocol/failures.ts';
import type { Turn } from '../../protocol/turns.ts';

/** @internal */
export const DEFAULT_SYSTEM_SENTENCE =
  'A chat between a user and a thinking artificial intelligence assistant. ' +
  "The assistant describes its thought process and gives helpful and detailed answers to the user's questions.";

const USER = '\nUser: ';
const ASSISTANT = '\nAI:';

/** A generated text that begins the user's next turn also ends the answer. */
export const TEXT_STOP = '\nUser:';

const EOS_TEXT = '</s>';

/** A piece of the rendered prompt. Joined in order, the texts are the prompt without BOS. */
export interface PromptPart {
  readonly text: string;
  /** The piece is an earlier answer of the model with its leading space: its sampled tokens may stand in its place. */
  readonly isAnswer: boolean;
}

/**
 * Renders a conversation: optional system turn, then user and assistant in turn, the last one the user's.
 * With `continueAnswer` the last turn is the assistant's, unfinished, and the prompt ends with its text.
 *
 * @throws FailureError `roles-not-alternating` or `question-empty`.
 */
export function renderPrompt(turns: readonly Turn[], continueAnswer = false): PromptPart[] {
  assertOrder(turns, continueAnswer);
  const system = turns[0]?.role === 'system' ? strip(turns[0].content) : DEFAULT_SYSTEM_SENTENCE;
  const parts: PromptPart[] = [];
  let text = system;
  for (const [index, turn] of turns.entries()) {
    if (turn.role === 'system') continue;
    if (turn.role === 'user') {
      text += USER + strip(turn.content) + ASSISTANT;
      continue;
    }
    const open = continueAnswer && index === turns.length - 1;
    const answer = open ? stripStart(turn.content) : stripAnswer(turn.content);
    if (answer === '') continue;
    parts.push({ text, isAnswer: false }, { text: ` ${answer}`, isAnswer: true });
    text = '';
  }
  if (text !== '') parts.push({ text, isAnswer: false });
  return parts;
}

/** The prompt as one text, without BOS. */
export function promptText(parts: readonly PromptPart[]): string {
  return parts.map((part) => part.text).join('');
}

/** An answer as it stands in the history: white space at both ends and any EOS written as text at its end are gone. */
export function stripAnswer(content: string): string {
  let answer = strip(content);
  while (answer.endsWith(EOS_TEXT)) answer = strip(answer.slice(0, -EOS_TEXT.length));
  return answer;
}

/** @throws FailureError `roles-not-alternating` or `question-empty`, unless `renderPrompt` takes these turns. */
export function assertOrder(turns: readonly Turn[], continueAnswer: boolean): void {
  const first = turns[0]?.role === 'system' ? 1 : 0;
  for (const [index, { role }] of turns.entries()) {
    if (index < first) continue;
    const expected = (index - first) % 2 === 0 ? 'user' : 'assistant';
    if (role !== expected) throw new FailureError({ name: 'roles-not-alternating', index, role });
  }
  const last = turns.at(-1);
  if (last === undefined || last.role === 'system') throw new FailureError({ name: 'question-empty' });
  if ((last.role === 'assistant') !== continueAnswer) {
    throw new FailureError({ name: 'roles-not-alternating', index: turns.length - 1, role: last.role });
  }
  const question = last.role === 'user' ? last : turns.at(-2);
  if (question === undefined || strip(question.content) === '') throw new FailureError({ name: 'question-empty' });
}

/**
 * White space as Python's `str.strip()` knows it, which the published template calls: unlike `String.prototype.trim`,
 * the separators U+001C to U+001F and U+0085 count, the byte order mark does not.
 */
const SPACE = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const LEADING = new RegExp(`^${SPACE}`, 'u');

function stripStart(text: string): string {
  return text.replace(LEADING, '');
}

function strip(text: string): string {
  const start = stripStart(text);
  // A scan from the end: the regular expression `SPACE$` would try every run of blanks in a long text.
  let end = start.length;
  while (end > 0 && LEADING.test(start.charAt(end - 1))) end--;
  return start.slice(0, end);
}
