import { columnsOf } from './columns.ts';
import { HEAD } from './pieces.ts';

/** How a step is numbered: `1.` · `**1. Title**` or `## 1. Title` · `Step 1:`. */
export type NumberedForm = 'list' | 'titled' | 'step';

/**
 * What the first words of a piece say about it. `body`: units to leave out where the marker itself is not shown,
 * 0 where it cannot be taken off without breaking the Markdown.
 */
export type Mark =
  /** `Plan:` */
  | { readonly type: 'planLabel'; readonly body: number }
  /** "To find …, we need to …" */
  | { readonly type: 'plan' }
  | {
      readonly type: 'numbered';
      readonly form: NumberedForm;
      readonly number: number;
      /** Columns of white space before it. */
      readonly indent: number;
      readonly body: number;
      /** The step itself says "the answer is". */
      readonly answers: boolean;
    }
  /** "First, …" */
  | { readonly type: 'first'; readonly answers: boolean }
  /** "Next, …", "Second, …", "Finally, …" */
  | { readonly type: 'next'; readonly answers: boolean }
  /** "Therefore, …" */
  | { readonly type: 'conclusion' }
  /** "The answer is …", `Answer:`, `#### 42` */
  | { readonly type: 'answer'; readonly isLabel: boolean; readonly body: number }
  | { readonly type: 'heading' }
  /** `Fix:` and its like, behind a list. */
  | { readonly type: 'fix' }
  /** A bullet, a table row, a quotation, code: part of what stands before it. */
  | { readonly type: 'block' }
  | { readonly type: 'none' };

/** Words that a line begins with, in a heading or an item perhaps; the first group is the emphasis that they begin with. */
const label = (words: string): RegExp =>
  new RegExp(String.raw`^[ \t]*(?:#{1,6}[ \t]+)?(?:[-*+][ \t]+)?([*_]{0,3})(?:${words})`, 'i');
const heading = (words: string): RegExp =>
  new RegExp(String.raw`^[ \t]*#{1,6}[ \t]+[*_]{0,3}(?:${words})[*_]{0,3}[ \t]*(?=\r?\n|$)`, 'i');

const PLAN_WORDS = '(?:the |my |our )?(?:plan|approach|strategy)';
const PLAN_LABEL = label(PLAN_WORDS);
const PLAN_HEADING = heading(PLAN_WORDS);
const ANSWER_WORDS = '(?:the )?(?:final )?(?:answer|result)|conclusion|(?:die )?antwort|(?:das )?ergebnis';
const ANSWER_LABEL = label(ANSWER_WORDS);
const ANSWER_HEADINGS = [heading(ANSWER_WORDS), /^[ \t]*####[ \t]+(?=[-−$\d.])/];
const LABEL_END = /^[ \t]*:/;
const BEHIND_MARKS = /^[ \t]*:[ \t]*/;
/** A bold line needs no colon. */
const BEHIND_BOLD = /^[ \t]*(?::[ \t]*|(?=\r?\n|$))/;

const NUMBERED = /^([ \t]*)(#{1,6}[ \t]+)?(\*\*|__)?\(?(\d{1,3})(?:[.)](\3)?(?=\s)|[、．](\3)?)[ \t]*(?=(\S?))/;
const STEP = /^([ \t]*)(?:#{1,6}[ \t]+)?(?:[-*+][ \t]+)?([*_]{0,3})(?:Step|Schritt)[ \t]+#?(\d{1,3})/i;
/** What follows in brackets belongs to the step's own words. */
const STEP_END =
  /^(?:[ \t]*[:.)–—](?!\d)|[ \t]+-(?=\s)|(?=\r?\n)|[ \t]+(?=\([^()\n]{1,80}\)[*_]{0,3}[ \t]*(?::|\r?\n)))/;

const ANSWER_IS =
  /^[*_]{0,3}(?:(?:therefore|thus|so|hence|then|finally|in conclusion|as a result|consequently|this means(?: that)?|we conclude(?: that)?)[,:]?\s+)?(?:the|our|my)\s+(?:(?:final|correct|right|best)\s+)?(?:answer|(?<=(?:final|correct|right|best)\s+)(?:option|choice|result|value))\s+(?:to\s.{1,80}?\s)?(?:is|would be|must be|should be)(?=[\s:*]|$)/i;
const FIRST =
  /^[*_]{0,3}(?:(?:First(?:ly)?|First of all|To begin(?: with)?|To start(?: with)?),|(?:First|To begin) we\s)/;
const NEXT =
  /^[*_]{0,3}(?:(?:Second|Third|Fourth|Fifth|Sixth)(?:ly)?|Next|Then|After that|Afterwards|Now|Finally|Last(?:ly)?)(?:,|[ \t]we\s)/;
const CONCLUSION =
  /^[*_]{0,3}(?:(?:Therefore|Thus|Hence|Consequently),?\s|(?:In conclusion|In summary|To summari[sz]e|To sum up|Overall|As a result|In the end),)/;

const MUST = '(?:need|needs|must|should|can|could|will|would|have to|want|first|start|begin)';
const PLANS = [
  new RegExp(
    String.raw`^(?:In order to|To (?!be\b|summari|sum up|conclude|start with|begin with)\w+)\b[^.!?]{0,240}?,\s+(?:(?:we|I|one)\s+(?:also\s+|first\s+)?${MUST}\b|we'll\b|I'll\b|let's\b|let us\b|it (?:is|helps)\b)`,
    'i',
  ),
  /^(?:We|I) (?:first |will first )?(?:need|have|want|must|should|are asked|are going|am going) (?:to|find|determine|calculate)\b/i,
  /^(?:(?:Sure|Okay|OK|Alright|Well),\s+)?(?:Let's|Let us|Let me|I will|I'll|We will|We'll|We can)\s+(?:first\s+)?(?:think|work|go|walk|break|solve|find|start|figure|analy[sz]e|look|approach|consider|calculate|read|follow|reason|trace|begin|use|determine|identify|examine)\b/i,
  /^(?:The|My|Our) (?:goal|task|aim|idea|plan|approach|first step) (?:here )?is to\b/i,
  /^(?:This|The) (?:problem|question|task|puzzle) (?:requires|involves|asks us to)\b/i,
];

/** What the piece that begins with `head` is. `lineStart`: it begins a line. */
export function readMark(head: string, lineStart: boolean): Mark {
  return (lineStart ? readLine(head) : undefined) ?? readSentence(head);
}

function readLine(head: string): Mark | undefined {
  const step = STEP.exec(head);
  const stepEnd = step && labelEnd(head, step[0].length, step[2], STEP_END, /^[ \t]*:?[ \t]*/);
  if (stepEnd) {
    const [, indent = '', , number = ''] = step;
    return numbered(head, 'step', number, indent, stepEnd.at, stepEnd.isOpen);
  }
  const item = NUMBERED.exec(head);
  if (item) {
    const [marker, indent = '', hashes, bold, number = '', boldEnd, wideBoldEnd, follows] = item;
    const open = bold !== undefined && boldEnd === undefined && wideBoldEnd === undefined;
    // `#### 42.` alone is an answer, not the title of a step.
    if (hashes === undefined) return numbered(head, open ? 'titled' : 'list', number, indent, marker.length, open);
    if (follows !== '') return numbered(head, 'titled', number, indent, marker.length, open);
  }
  const answer = bodyBehind(head, ANSWER_LABEL, ANSWER_HEADINGS);
  if (answer !== undefined) return { type: 'answer', isLabel: true, body: answer };
  const plan = bodyBehind(head, PLAN_LABEL, [PLAN_HEADING]);
  if (plan !== undefined) return { type: 'planLabel', body: plan };
  if (/^[ \t]{0,3}#{1,6}[ \t]/.test(head)) return { type: 'heading' };
  if (/^(?:The fix|Fix|Fixed code|Corrected code):\s*(?:\n|$)/i.test(head)) return { type: 'fix' };
  if (/^(?:[ \t]*(?:[-*+•–][ \t]|\||>|`{3}|~{3}|\$\$|\\\[)| {2}|[ \t]*\t)/.test(head)) return { type: 'block' };
  return undefined;
}

/** Where the words begin behind a label or heading; 0 where it cannot be taken off, `undefined` where there is none. */
function bodyBehind(head: string, words: RegExp, headings: readonly RegExp[]): number | undefined {
  const [name, marks = ''] = words.exec(head) ?? [];
  const behindMarks = marks.length > 1 ? BEHIND_BOLD : BEHIND_MARKS;
  const end = name === undefined ? undefined : labelEnd(head, name.length, marks, LABEL_END, behindMarks);
  if (end) return end.isOpen ? 0 : end.at;
  return headings.map((pattern) => pattern.exec(head)?.[0].length).find((length) => length !== undefined);
}

/**
 * Where a label's own words are over, `at` being behind its name. `isOpen`: the emphasis it began with goes on, as in `**Answer: 4**`.
 *
 * @param marks the emphasis before the name
 * @param end what makes a label of the name
 * @param behindMarks what does so where the emphasis is over right behind the name
 */
function labelEnd(
  head: string,
  at: number,
  marks = '',
  end: RegExp,
  behindMarks: RegExp,
): { readonly at: number; readonly isOpen: boolean } | undefined {
  const close = Array.from(marks).reverse().join('');
  if (marks !== '' && head.startsWith(close, at)) {
    const colon = behindMarks.exec(head.slice(at + close.length))?.[0];
    return colon === undefined ? undefined : { at: at + close.length + colon.length, isOpen: false };
  }
  const found = end.exec(head.slice(at))?.[0];
  if (found === undefined) return undefined;
  const behind = head.slice(at + found.length);
  // A closing mark with a space on both sides closes for the writer, if not for Markdown.
  const [run, tight, loose] = /^(?:([*_]+)|[ \t]+([*_]+)(?=\s|$))[ \t]*/.exec(behind) ?? [''];
  const isClosed = marks !== '' && (tight ?? loose) === close;
  const blanks = /^[ \t]*/.exec(behind)?.[0] ?? '';
  return { at: at + found.length + (isClosed ? run : blanks).length, isOpen: marks !== '' && !isClosed };
}

function readSentence(head: string): Mark {
  const words = head.trimStart();
  if (ANSWER_IS.test(words)) return { type: 'answer', isLabel: false, body: 0 };
  for (const [type, pattern] of [
    ['first', FIRST],
    ['next', NEXT],
  ] as const) {
    const match = pattern.exec(words);
    if (match) return { type, answers: ANSWER_IS.test(words.slice(match[0].length).trimStart()) };
  }
  if (CONCLUSION.test(words)) return { type: 'conclusion' };
  if (PLANS.some((plan) => plan.test(words))) return { type: 'plan' };
  return { type: 'none' };
}

function numbered(
  head: string,
  form: NumberedForm,
  number: string,
  indent: string,
  length: number,
  open: boolean,
): Mark {
  return {
    type: 'numbered',
    form,
    number: Number(number),
    indent: columnsOf(indent),
    body: open ? 0 : length,
    answers: ANSWER_IS.test(head.slice(length, HEAD)),
  };
}

/** Does the sentence after a planning sentence still plan? Told by its first three words; yes until they are there. */
export function stillPlans(head: string): boolean {
  const [first, ...more] = head.trimStart().split(/\s+/, 4);
  if (first === undefined || !/\s/.test(head.trimStart())) return true;
  if (!/^(?:we|i|you|this|it|that|let's|let|then)$/i.test(first)) return false;
  if (more.length < 3) return true;
  return /\b(?:need|needs|must|should|can|could|will|want|requires?|involves?|means|have to|let's|let us|let me)\b/i.test(
    [first, ...more.slice(0, 2)].join(' '),
  );
}

const LISTED_THINGS =
  /\b(?:ideas?|examples?|options?|names?|reasons?|ways|tips|suggestions?|benefits|advantages|disadvantages|pros|cons|facts?|types?|kinds?|books?|movies?|songs?|questions|factors|features|differences|characteristics|points|things|information|consider|recommend\w*)\b/i;
const PROCEDURE =
  /\b(?:steps?|how|process|procedure|works?|does|happens|follow(?:s|ing)?|line by line|breakdown|break|explan\w+|explain\w*|algorithm|instructions|walk|approach|calculat\w+|solve|solution|reasoning)\b/i;

/** What a sentence that ends in a colon says of the numbered list behind it. */
export function readIntroduction(sentence: string): 'things' | 'procedure' | 'unclear' {
  if (LISTED_THINGS.test(sentence)) return 'things';
  return PROCEDURE.test(sentence) ? 'procedure' : 'unclear';
}
