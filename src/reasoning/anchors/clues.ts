import { own } from '../own.ts';
import { isKeyword, operations, signOf, squeeze } from './codeLines.ts';
import { stem } from './stems.ts';

/** What a step says that lines of code may have: a feature of `CodeLine`, and how much it tells. */
export interface Clue {
  readonly feature: string;
  readonly weight: number;
}

export interface StepClues {
  readonly clues: readonly Clue[];
  /** Quoted code, squeezed, that is more than a name. */
  readonly quotes: readonly string[];
  /** It quotes names, and none of them is in the code: it speaks of something else. */
  readonly isForeign: boolean;
  /** Line numbers named, first and last. */
  readonly lines: readonly (readonly [number, number])[];
}

/** How much each kind of clue tells; what the words say is weighed in `CUES`. */
const WEIGHTS = {
  /** In backticks. */
  quotedName: 2,
  quotedOperation: 1.6,
  quotedNumber: 1,
  quotedCall: 1,
  /** Outside of backticks. */
  name: 1.3,
  stem: 0.9,
  text: 0.9,
  number: 0.9,
  numberWord: 0.8,
  operation: 1.4,
  sign: 0.8,
  /** `x` grows by 1. */
  stepBy: 1.2,
  /** `x` = 2 + 3, and what `x` stands for there. */
  calculated: 2.4,
  boundName: 1.3,
  /** Of the name that the step is about. */
  starts: 2,
  changesTarget: 2.4,
  changesSubject: 1.6,
  computes: 1.5,
  setsSubject: 1.2,
  defines: 2.2,
  calls: 1.4,
  /** What a name is, is mostly said where it comes first. */
  firstMention: 0.6,
} as const;

type Add = (feature: string, weight: number) => void;

/** What the words of a step say about the kind of line. Stronger ones say it of hardly any other. */
const CUES: readonly (readonly [RegExp, string, number])[] = [
  [/\breturn(?:s|ed|ing)?\b/i, 'is:return', 2],
  [/\bgives? back\b|\bhands? back\b|\byields?\b/i, 'is:return', 1],
  [
    /\b(?:loops?|looping|iterat\w+|repeat\w*|for each|goes (?:through|over)|each (?:element|item|number|of)|every (?:element|item)|walks?)\b/i,
    'is:loop',
    1.8,
  ],
  [/\bwhile\b/i, 'is:loop', 0.8],
  [/^\W*if\b|\b(?:checks?|checking|tests?|whether|condition\w*|compar\w+|branch|guard|when)\b/i, 'is:if', 1.4],
  [/\bif\b/i, 'is:if', 0.8],
  [/\b(?:otherwise|else|default)\b/i, 'is:else', 1.6],
  [/\b(?:prints?|printed|printing|logs?|logged|outputs?|displays?|displayed|console)\b/i, 'is:print', 2.2],
  [/\b(?:function|method|procedure|routine)\b/i, 'is:function', 1],
  [/\b(?:takes?|accepts?|receives?|parameters?|arguments?|signature|defines?|defined|declares?)\b/i, 'is:function', 1],
  [/\b(?:class|interface|struct|enum)\b/i, 'is:class', 1.6],
  [/\bconstructor\b/i, 'is:constructor', 2],
  [/\bimport(?:s|ed|ing)?\b/i, 'is:import', 2],
  [/\b(?:throws?|thrown|raises?|raised|raising|throwing)\b/i, 'is:throw', 2],
  [/\btry\b|\btries\b/i, 'is:try', 1.2],
  [/\b(?:catch\w*|caught|except\w*|handles? (?:the |any )?errors?)\b/i, 'is:catch', 1.6],
  [/\bfinally\b/i, 'is:finally', 0.8],
  [/\b(?:awaits?|awaited|waits? for)\b/i, 'is:await', 1.8],
  [/\basync\w*\b/i, 'is:async', 1.2],
  [/\b(?:breaks?|leaves? the loop|exits? the loop|stops? the loop)\b/i, 'is:break', 1.6],
  [/\b(?:continue|skips?|skipped)\b/i, 'is:continue', 1.6],
  [/\bassert\w*\b/i, 'is:assert', 2],
  [
    /\b(?:adds?|added|adding|appends?|appended|push(?:es|ed)?|accumulat\w+|increment\w*|increas\w+|collects?)\b/i,
    'is:add',
    1.2,
  ],
  [/\bempty\b|\bnew (?:list|array|map|set|dictionary|object)\b/i, 'is:empty', 1.4],
  [/\b(?:modulo|remainder|divisible|even|odd)\b/i, 'sign:%', 1],
  [/\b(?:divid\w+|quotient|division|halv\w+|half)\b/i, 'sign:/', 0.7],
  [/\b(?:integer division|rounded down)\b/i, 'sign://', 1],
  [/\b(?:multipl\w+|product|times|doubl\w+)\b/i, 'sign:*', 0.7],
  [/\b(?:plus|sum)\b/i, 'sign:+', 0.7],
  [/\b(?:minus|subtract\w*|difference|reduced)\b/i, 'sign:-', 0.7],
  [/\b(?:spread|unpack\w*|copy|copies)\b/i, 'is:spread', 1],
];

const STARTS =
  /\b(?:set to|sets? up|initiali[sz]\w+|declare[sd]?|starts? (?:at|with|as|from|out)|creat\w+|defin\w+|assign\w*|empty|stor\w+|sav\w+|keeps?|holds?|is the (?:list|text|item|array)|is `)/i;
const CHANGES =
  /\b(?:becomes?|adds?|added|adding|append\w*|push\w*|increment\w*|increas\w*|decrement\w*|decreas\w*|updat\w*|accumulat\w*|subtract\w*|multipl\w*|reassign\w*|overwrit\w*|chang\w*|replac\w*|swap\w*|halv\w*|doubl\w*|moves?|stays)\b/i;

/** "`x` is added to `sum`", "adds the price to `sum`", "subtracts it from `rest`". */
const TARGET =
  /\b(?:add\w*|append\w*|push\w*|subtract\w*|assign\w*|put|stor\w+|sav\w+)\b[^.;]*?\b(?:to|onto|from|in|into) (?:the )?`([\p{L}_$][\p{L}\p{N}_$]*)`/iu;

const COMPUTES =
  /\b(?:comput\w+|calculat\w+|determin\w+|convert\w+|read|chosen|choos\w+|built|builds|obtain\w+|deriv\w+|parsed|looked up)\b/i;
/** "is increased by 1", "grows by `step`", "is incremented". */
const STEP =
  /\b(?:(increas|increment|grow|rais)|(decreas|decrement|reduc|shrink))\w*\b(?:[^.;]{0,20}?\bby `?(\d+|[\p{L}_$][\p{L}\p{N}_$]*)\b)?/iu;

const NUMBER_WORDS: Readonly<Record<string, string>> = { zero: '0', one: '1', two: '2', three: '3', ten: '10' };
const COMMON = new Set(
  (
    'the and for with that this from into then than them they there their its are was were has have had not but each all any can will when while ' +
    'where which what who how one two step code line lines function method value values variable variables number numbers list array loop result ' +
    'returns return returned sets set first last next new end start takes take checks check call calls called uses used using after before same ' +
    'also only just more over so is of to in it if as at by be or an on up out does name type item items element elements string text true false string'
  ).split(' '),
);
/** "line 4", "lines 2-5", "L7"; not "7 lines". */
const LINES =
  /(?<![\w-])(?:lines?\s+#?|L(?=\d))(\d{1,6})(?:\s*(?:-|–|to|through|and)\s*(?:L|line\s+)?(\d{1,6}))?(?![\w%]|\.\d)/gi;

/**
 * "`i` = 2: `sum` = 1 + 2 = 3": a calculation assigned to a name changes it, and a value bound before it may stand for its name
 * there (`+ i`).
 */
function readBindings(text: string, add: Add): void {
  const bound = [...text.matchAll(/`([\p{L}_$][\p{L}\p{N}_$]*)` = (-?\d+(?:\.\d+)?)(?=[:,.;\s]|$)(?!\s*[-+*/%])/gu)];
  for (const [, name = ''] of text.matchAll(/`([\p{L}_$][\p{L}\p{N}_$]*)`(?: =| becomes) -?\d+(?:\.\d+)? [-+*/%]/gu))
    add(`changes:${name}`, WEIGHTS.calculated);
  for (const [, name = ''] of text.matchAll(/`([\p{L}_$][\p{L}\p{N}_$]*)` is -?\d+(?:\.\d+)? [-+*/%]/gu))
    add(`sets:${name}`, WEIGHTS.calculated);
  for (const operation of operations(text.replace(/`[^`\n]*`/g, ' ` ')))
    for (const [, name = '', value = ''] of bound)
      if (operation.replace(/^op:\W+/, '') === value) add(operation.slice(0, -value.length) + name, WEIGHTS.boundName);
}

/** A name as the languages write it. */
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const NUMBER = /(?<![\p{L}\p{N}_$.])\d+(?:\.\d+)?/gu;
const SAYS_DEFINED = /\b(?:function|method|class|interface|struct|enum|takes|accepts|defines?|parameters?|called)\b/i;
const SAYS_CALLED = /\b(?:calls?|called|calling|invok\w+)\b/i;

/** Reads a step (Markdown). `names` are the names in the code. */
export function readClues(step: string, names: ReadonlySet<string>): StepClues {
  const found = new Map<string, number>();
  const add: Add = (feature, weight) => void found.set(feature, Math.max(found.get(feature) ?? 0, weight));
  const text = step.replace(/^\s*(?:\d+[.)]|[-*])\s+/, '').replace(/```[\s\S]*?(?:```|$)/g, ' ');
  const quoted = [...text.matchAll(/`([^`\n]+(?:`[^`\n]*`[^`\n]*(?=\)`))?)`/g)].map(([, code = '']) => code);
  const prose = text.replace(/`[^`\n]+`/g, ' ` ');
  const words = prose.match(NAME) ?? [];

  for (const code of quoted) readQuote(code, add);
  for (const word of words) readWord(word, names, add);
  readFigures(text, prose, add);
  readBindings(text, add);
  for (const [pattern, feature, weight] of CUES) if (pattern.test(prose)) add(feature, weight);
  const subject =
    quoted.find((code) => names.has(code)) ?? words.find((word) => names.has(word) && !COMMON.has(word.toLowerCase()));
  if (subject !== undefined) readSubject(subject, text, prose, add);

  const quotedNames = quoted.flatMap((code) => code.match(NAME) ?? []).filter((name) => !isKeyword(name));
  return {
    clues: [...found].map(([feature, weight]) => ({ feature, weight })),
    quotes: quoted.filter((code) => !/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(code)).map(squeeze),
    isForeign: quotedNames.length > 0 && !quotedNames.some((name) => names.has(name)),
    lines: [...prose.matchAll(LINES)].map(([, from, to = from]) => [Number(from), Number(to)] as const),
  };
}

/** What stands in backticks. */
function readQuote(code: string, add: Add): void {
  for (const name of code.match(NAME) ?? []) if (!isKeyword(name)) add(`name:${name}`, WEIGHTS.quotedName);
  for (const operation of operations(code)) add(operation, WEIGHTS.quotedOperation);
  for (const [number] of code.matchAll(NUMBER)) add(`number:${number}`, WEIGHTS.quotedNumber);
  for (const [, name = ''] of code.matchAll(/([\p{L}_$][\p{L}\p{N}_$]*)\(/gu)) add(`calls:${name}`, WEIGHTS.quotedCall);
}

/** A word outside of backticks: it may be a name all the same. */
function readWord(word: string, names: ReadonlySet<string>, add: Add): void {
  const lower = word.toLowerCase();
  const isCommon = COMMON.has(lower);
  if (names.has(word) && word.length > 1 && (!isCommon || /[_\p{Lu}\d]/u.test(word.slice(1))))
    add(`name:${word}`, WEIGHTS.name);
  else if (lower.length > 2 && !isCommon) add(`stem:${stem(lower)}`, WEIGHTS.stem);
  add(`text:${lower}`, isCommon ? 0 : WEIGHTS.text);
  const number = own(NUMBER_WORDS, lower);
  if (number !== undefined && lower !== 'one') add(`number:${number}`, WEIGHTS.numberWord);
}

/** Numbers and calculations outside of backticks, and by how much something grows or shrinks. */
function readFigures(text: string, prose: string, add: Add): void {
  const listed = STARTS.test(text) ? prose : prose.replace(/\[[^\]\n]*\]/g, ' ');
  for (const [number] of listed.matchAll(NUMBER)) add(`number:${number}`, WEIGHTS.number);
  for (const operation of operations(prose)) {
    add(operation, WEIGHTS.operation);
    add(signOf(operation), WEIGHTS.sign);
  }
  const [matched, grows, , by = '1'] = STEP.exec(text) ?? [];
  if (matched !== undefined) add(`op:${grows ? '+' : '-'}${own(NUMBER_WORDS, by) ?? by}`, WEIGHTS.stepBy);
}

/** What is said of the name that the step is about. */
function readSubject(subject: string, text: string, prose: string, add: Add): void {
  if (STARTS.test(text)) add(`starts:${subject}`, WEIGHTS.starts);
  const target = TARGET.exec(text)?.[1];
  if (target !== undefined) add(`changes:${target}`, WEIGHTS.changesTarget);
  else if (CHANGES.test(prose)) add(`changes:${subject}`, WEIGHTS.changesSubject);
  if (COMPUTES.test(prose)) add(`sets:${subject}`, WEIGHTS.computes);
  add(`starts:${subject}`, WEIGHTS.firstMention);
  if (new RegExp(`\`${subject.replaceAll('$', '\\$&')}\`\\s*(?:=|is\\b|becomes)`).test(text))
    add(`sets:${subject}`, WEIGHTS.setsSubject);
  if (SAYS_DEFINED.test(prose)) add(`defines:${subject}`, WEIGHTS.defines);
  if (SAYS_CALLED.test(prose)) add(`calls:${subject}`, WEIGHTS.calls);
}
