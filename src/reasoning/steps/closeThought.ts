import { loopOf } from '../loops/loopStart.ts';
import { splitFences } from '../questions/fences.ts';
import { parseAnswer } from './answerParser.ts';
import { stepsOf } from './revise.ts';
import { closingTag, splitThought } from './thought.ts';

/** How an answer begins behind the steps, as the model writes it and `parseAnswer` reads it. The model goes on with a space. */
const ANSWER = 'Answer:';

/**
 * The end of a sentence or of a line. A full stop behind the number that begins a line is none; one behind a figure at the very end may
 * become a decimal point.
 */
const SENTENCE_END =
  /(?<!(?:^|\n)[ \t]*(?:\*\*|Step )?\d{1,3}|\b(?:e\.g|i\.e|approx|vs|cf))(?:[.!?](?!$)|(?<!\d)[.!?])[*_)"'”’\]$]*(?=\s|$)|\n/g;

/**
 * An unfinished answer whose thought ends with its last whole sentence, for the model to go on with the answer itself. What the end says
 * over and over stands once; a thought between tags is closed. `undefined`: there is no thought, or the answer has begun.
 */
export function closedThought(text: string): string | undefined {
  const [tagged, rest] = splitThought(text);
  const tag = closingTag(text);
  if (tagged === '' || tag !== undefined) return closedIn(text, tag);
  const closed = rest === '' ? ANSWER : closedIn(rest, undefined);
  return closed === undefined ? undefined : `${tagged}${/\s$/.test(tagged) ? '' : '\n\n'}${closed}`;
}

/** @param tag what closes a thought between tags that `text` ends in */
function closedIn(text: string, tag: string | undefined): string | undefined {
  const thought = beforeOpenCode(beforeLoop(text));
  if (text.trim() === '' || parseAnswer(thought).some(({ kind }) => kind === 'answer')) return undefined;
  const last = [...thought.matchAll(SENTENCE_END)].at(-1);
  const kept = last === undefined ? '' : thought.slice(0, last.index + last[0].length).trimEnd();
  if (tag !== undefined) return `${kept || tag.replace('/', '')}\n${tag}\n\n${ANSWER}`;
  return kept === '' ? ANSWER : `${kept}\n${ANSWER}`;
}

/**
 * Texts with which the model would think on behind a thought that was closed: its next step, another plan, a second answer. A list that
 * begins with 1 may be the answer. None behind any other text.
 */
export function stopsBehind(text: string): string[] {
  if (text !== ANSWER && !text.endsWith(`\n${ANSWER}`)) return [];
  const last = stepsOf(parseAnswer(text)).at(-1)?.number ?? 0;
  const steps = last === 0 ? [] : [`\n${last + 1}.`, `\n**${last + 1}.`, `\nStep ${last + 1}`];
  return [...steps, '\nPlan:', `\n${ANSWER}`];
}

/** Without the copies at its end but the first, which ends where a sentence does: the copies may be cut anywhere. */
function beforeLoop(text: string): string {
  const loop = loopOf(text);
  if (loop === undefined) return text;
  const first = text.slice(0, loop.start + loop.unit).trimEnd().length;
  const end = [...text.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length).find((at) => at >= first);
  // With the space behind it, by which it is known to be an end.
  return text.slice(0, end === undefined ? first : end + 1);
}

/** Up to a block of code that nothing closes: in it an answer would be code. */
function beforeOpenCode(text: string): string {
  const last = splitFences(text).at(-1);
  if (last?.kind !== 'code' || last.open === undefined) return text;
  // With the code a line break before it is left out, where there is any.
  const code = last.text === '' && !text.endsWith('\n') ? 0 : last.text.split('\n').length;
  const lines = text.split('\n').slice(0, -1 - code);
  return lines.map((line) => `${line}\n`).join('');
}
