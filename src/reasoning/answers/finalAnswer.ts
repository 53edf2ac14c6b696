/**
 * The final answer of a text, read the way the usual evaluations of reasoning models do, in this order: the last
 * `\boxed{}`, the last "The answer is X.", the last `Answer: X`, the first `#### X`, and, less surely, a lone letter or
 * the last number.
 */

import { withoutThought } from '../steps/thought.ts';
import { numberKey, TWO_PART_MEASURE } from './answerNumber.ts';

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
  const words = text.replace(/^[ \t]*(`{3,}|~{3,})[^]*?(?:^[ \t]*\1[ \t]*\r?$|(?![^]))/gm, '');
  const source = withoutNextQuestion(words.trim() === '' ? text : words);
  for (const [how, read] of READINGS) {
    const value = read(source);
    if (value !== undefined && value !== '') return { value, how };
  }
  return undefined;
}

const READINGS: readonly (readonly [Reading, (text: string) => string | undefined])[] = [
  ['boxed', lastBoxed],
  ['answer-is', lastAnswerIs],
  ['answer-line', (text) => unwrapped(last(text, ANSWER_LINE))],
  // What comes behind the first answer of this form answers another question.
  ['hash', (text) => bare(/^[ \t]*####[ \t]*([-−$€£\d.].*)$/m.exec(text)?.[1]?.split('####', 1)[0])],
  ['lone-letter', (text) => last(text, /(?:^|\n)[ \t*_]*\(?([A-H])[).]{0,2}[ \t*_]*\s*$/gi)],
  ['last-number', lastNumber],
  ['lone-letter', (text) => last(text, /(?:\(([A-H])\)|(?<![\w'’])([B-H])(?![\w'’]))/g)],
];

/** Lines with which a model goes on to a question of its own. */
const NEXT_QUESTION = /^[ \t]*(?:[*#]+[ \t]*)?(?:Q|Question|Problem|User|Human|Instruction|Frage)(?:[ \t]+\d+)?[*]*:/m;

/** Up to the question that a model makes up behind its answer. */
function withoutNextQuestion(text: string): string {
  const next = NEXT_QUESTION.exec(text.slice(1));
  const before = next ? text.slice(0, next.index + 1) : '';
  return READINGS.some(([how, read]) => isStrict(how) && read(before)) ? before : text;
}

/** The last number, whole: with its sign, its fraction, and the other part of "3 hours and 20 minutes". */
function lastNumber(text: string): string | undefined {
  const number = [
    ...text.matchAll(
      /(?<![\w.,])((?:[-−]|\bminus |\bnegative )?\$?(?:\d[\d,]*(?:\.\d+)?(?: \d+\/\d+|\/\d+)?|\.\d+))/gi,
    ),
  ].at(-1);
  const measure = [...text.matchAll(TWO_PART_MEASURE)].at(-1);
  if (measure && number && number.index < measure.index + measure[0].length) return measure[0];
  return number?.[1]?.replace(/,+$/, '');
}

const ANSWER_IS =
  /\b(?:the|my|our)\s+(?:(?:final|correct|right|best)\s+)?(?:answer|(?<=(?:final|correct|right|best)\s+)(?:option|choice|result|value))\s+(?:to\s[^\n]{1,80}?\s)?(?:is|would be|must be|should be)(?:[\s:]+|(?=\*))(?:(?:option|choice)\s+)?/gi;
const ANSWER_LINE =
  /^[ \t]*(?:#{1,6}[ \t]+)?(?:[-*+][ \t]+)?[*_]{0,3}(?:the )?(?:final )?answer(?:[*_]{0,3}:[*_]{0,3}|[*_]{0,3}[ \t]*(?=\r?\n))\s*(\S.*)$/gim;

/** The first group that took part in the last match. */
function last(text: string, pattern: RegExp): string | undefined {
  let found: string | undefined;
  for (const match of text.matchAll(pattern)) found = match.slice(1).find((group: string | undefined) => group);
  return found;
}

function lastAnswerIs(text: string): string | undefined {
  let start: number | undefined;
  for (const match of text.matchAll(ANSWER_IS)) start = match.index + match[0].length;
  if (start === undefined) return undefined;
  const line = /^.*/.exec(text.slice(start))?.[0];
  // Of a sum that is worked out here, "48 + 24 = 72", the result.
  return bare(sentence(line))?.replace(/^[\d\s.,+\-−*×·/÷()]*=\s*(?=\S)/, '');
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

/** Up to its full stop (one inside of `3.5` or `a.length` is none) or its reason. */
function sentence(text: string | undefined): string | undefined {
  const end = text?.search(/(?<!\b(?:e\.g|i\.e|approx|vs))\.[*_)"'”$]*(?:\s|$)|,?\s(?:because|since|which)\s/i) ?? -1;
  return end < 0 ? text : text?.slice(0, end);
}

/** Without the emphasis and the maths delimiters around it. */
function unwrapped(text: string | undefined): string | undefined {
  let value = text?.trim();
  for (;;) {
    const inside =
      value === undefined ? null : /^(?:(\*\*|__|\*|\$\$?)([^*$]+)\1|\\\((.+)\\\)|\\\[(.+)\\\])$/.exec(value);
    if (!inside) return value;
    value = (inside[2] ?? inside[3] ?? inside[4])?.trim();
  }
}

/** Also without a full stop, and without one half of the emphasis or the maths around the sentence. */
function bare(text: string | undefined): string | undefined {
  const value = unwrapped(text?.trim().replace(/[.。]$/, ''));
  return value
    ?.replace(/^([^*]*)\*\*$/, '$1')
    .replace(/^([^$]+)\$$/, '$1')
    .trim();
}

/**
 * What all ways to write an answer have in common, for comparing only: the same for `1,000.0` and `$1000`, for `(B)`, `b` and `2`, for
 * `\dfrac12` and `1/2`. The choices A to D count as 1 to 4; units and
 * currencies do not count.
 */
export function answerKey(answer: string): string {
  const key = plainMaths(answer.trim().toLowerCase())
    .replace(/^["'`*“”]+(?=.)|(?<=.)["'`*“”]+$/g, '')
    .replace(/(?<=.)\.$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const letter = /^\(?([a-h])\)?[.:]?$|^(?:\(([a-h])\)|([a-h])[.:)])\s/.exec(key);
  if (letter) return choiceKey(letter[1] ?? letter[2] ?? letter[3] ?? '');
  const number = numberKey(key);
  if (number !== undefined) return number;
  return /[a-z]{2}/.test(key.replace(/\\[a-z]+/g, '')) ? key : key.replaceAll(' ', '');
}

function choiceKey(letter: string): string {
  const index = 'abcd'.indexOf(letter);
  return index < 0 ? letter : String(index + 1);
}

/** The variants of LaTeX that mean the same, reduced to one. */
function plainMaths(text: string): string {
  return text
    .replaceAll('−', '-')
    .replace(/^\\[[(]|\\[\])]$/g, '')
    .replace(/^(\$\$?)([^$]+)\1$/, '$2')
    .replace(/\\[$%]/g, (escaped) => escaped.slice(1))
    .replace(/\\(?:left|right)(?![a-z])|\\[!,;: ]|\^\{?\\circ\}?|\\degree/g, '')
    .replace(/(?<=\d)\s*\\(?:text|mathrm|mbox)\{[^{}]*\}(?:\^\{?\d\}?)?$/, '')
    .replace(/\\(?:text|mathrm|mbox|textbf|mathbf)\{([^{}]*)\}/g, '$1')
    .replace(/\\[dt]frac/g, '\\frac')
    .replace(/\\frac\s*(\d)\s*(\d)/g, '\\frac{$1}{$2}')
    .replace(/(?<=\d)\s*\\frac\{(\d+)\}\{(\d+)\}/g, ' $1/$2')
    .replace(/\\frac\{(-?\d+)\}\{(\d+)\}/g, '$1/$2')
    .replace(/\\sqrt\s*(\d)/g, '\\sqrt{$1}')
    .replace(/^[a-z]\s*=\s*(?=\S)/, '')
    .trim();
}
