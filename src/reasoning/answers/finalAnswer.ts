/**
 * The final answer of a text, read the way the usual evaluations of reasoning models do, in this order: the last
 * `\boxed{}`, the last "The answer is X.", the last `Answer: X`, the first `#### X`, and, less surely, a lone letter or
 * the last number.
 */

import { withoutThought } from '../steps/thought.ts';
import { numberKey } from './answerNumber.ts';
import { choiceKey, chosenLetter, statedLetter } from './choiceLetters.ts';
import { clockKey } from './clockTime.ts';
import { lastNumber } from './lastNumber.ts';
import { plainMaths } from './plainMaths.ts';
import { answerIs, answerLine, bare, remarkIs } from './saidAnswer.ts';

/** From what an answer was read. */
export type Reading = 'boxed' | 'answer-is' | 'answer-line' | 'hash' | 'last-number' | 'lone-letter';

export interface FinalAnswer {
  /** As it stands in the text, without the emphasis, maths delimiters and full stop around it. */
  readonly value: string;
  readonly how: Reading;
}

/** Was the answer said to be one (strict), or is it only what stands where answers stand (flexible)? */
export function isStrict(how: Reading): boolean {
  return how !== 'last-number' && how !== 'lone-letter';
}

/** The final answer of `text`, or `undefined`. Code blocks are not read, unless there is nothing else; a thought between tags never is. */
export function readFinalAnswer(answer: string): FinalAnswer | undefined {
  const text = withoutThought(answer);
  const words = withoutCode(text);
  const source = withoutNextQuestion(words.trim() === '' ? text : words);
  for (const [how, read] of READINGS) {
    const value = read(source);
    if (value !== undefined && value !== '') return { value, how };
  }
  return undefined;
}

/** Without code blocks. A block directly behind "Answer:" is the answer: its line stays; of several lines, only the fence, which is no answer. */
function withoutCode(text: string): string {
  return text.replace(
    /^[ \t]*(`{3,}|~{3,})[^]*?(?:^[ \t]*\1[ \t]*\r?$|(?![^]))/gm,
    (block, fence: string, at: number, whole: string) => {
      if (!/\banswer(?: is)?[*_]{0,3}:?[*_]{0,3}\s*$/i.test(whole.slice(Math.max(0, at - 40), at))) return '';
      const lines = block.split('\n').slice(1, -1);
      return lines.length === 1 ? (lines[0] ?? '') : fence;
    },
  );
}

const READINGS: readonly (readonly [Reading, (text: string) => string | undefined])[] = [
  ['boxed', lastBoxed],
  ['answer-is', answerIs],
  ['answer-line', answerLine],
  ['hash', (text) => bare(HASH.exec(text)?.[1]?.split('####', 1)[0])],
  ['answer-is', remarkIs],
  ['lone-letter', chosenLetter],
  ['last-number', lastNumber],
  ['lone-letter', statedLetter],
];

/** The first one: what comes behind it answers another question. "#### 1. Count" is a heading. */
const HASH = /^[ \t]*####[ \t]*(?!\d+[.)][ \t]+\S)([-−$€£\d.¼-¾⅐-⅞].*)$/m;

/** Lines with which a model goes on to a question of its own. */
const NEXT_QUESTION =
  /^[ \t]*(?:[*#]+[ \t]*)?(?:Q|Question|Problem|User|Human|Instruction|Frage)(?:[ \t]+\d+)?[*]*:|^#+[ \t]+(?:Question|Problem|Instruction|Frage)(?:[ \t]+\d+)?[ \t]*$/m;

/** Up to the question that a model makes up behind its answer. */
function withoutNextQuestion(text: string): string {
  const next = NEXT_QUESTION.exec(text.slice(1));
  const before = next ? text.slice(0, next.index + 1) : '';
  return READINGS.some(([how, read]) => isStrict(how) && read(before)) ? before : text;
}

/** Longer boxes are no answers. */
const LONGEST_BOX = 2000;

function lastBoxed(text: string): string | undefined {
  const boxes = [...text.matchAll(/\\boxed(?:(?=\{)| +([^\s${}]+))/g)];
  for (const box of boxes.reverse()) {
    const value = box[1] ?? braced(text.slice(box.index + box[0].length, box.index + LONGEST_BOX));
    if (value !== undefined) return value.trim();
  }
  return undefined;
}

/** What stands between the brace at the start of `text` and its partner; `undefined` if that is missing. */
function braced(text: string): string | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return text.slice(1, i);
  }
  return undefined;
}

/**
 * What all ways to write an answer have in common, for comparing only: the same for `1,000.0` and `$1000`, for `(B)`, `b` and `2`, for
 * `\dfrac12` and `1/2`. The choices A to D count as 1 to 4; units and currencies do not count.
 */
export function answerKey(answer: string): string {
  const text = plainMaths(answer.trim().toLowerCase())
    .replace(/^["'`*“”]+(?=.)|(?<=.)["'`*“”.]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  // "x = 5" is 5, but "x = a" is not choice A.
  const value = text.replace(/^[a-z] ?= ?(?=\S)/, '');
  return choiceKey(text) ?? clockKey(value) ?? numberKey(value) ?? withoutBlanks(value);
}

/** Without the blanks of a formula; those between figures and in words say something. */
const withoutBlanks = (text: string): string =>
  /[a-z]{2}/.test(text.replace(/\\[a-z]+/g, '')) ? text : text.replace(/(?<!\d) | (?!\d)/g, '');
