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
function readBindings(text: string, add: (feature: string, weight: number) => void): void {
  const bound = [...text.matchAll(/`([\p{L}_$][\p{L}\p{N}_$]*)` = (-?\d+(?:\.\d+)?)(?=[:,.;\s]|$)(?!\s*[-+*/%])/gu)];
  for (const [, name = ''] of text.matchAll(/`([\p{L}_$][\p{L}\p{N}_$]*)`(?: =| becomes) -?\d+(?:\.\d+)? [-+*/%]/gu))
    add(`changes:${name}`, 2.4);
  for (const [, name = ''] of text.matchAll(/`([\p{L}_$][\p{L}\p{N}_$]*)` is -?\d+(?:\.\d+)? [-+*/%]/gu))
    add(`sets:${name}`, 2.4);
  for (const operation of operations(text.replace(/`[^`\n]*`/g, ' ` ')))
    for (const [, name = '', value = ''] of bound)
      if (operation.replace(/^op:\W+/, '') === value) add(operation.slice(0, -value.length) + name, 1.3);
}

/** Reads a step (Markdown). `names` are the names in the code. */
export function readClues(step: string, names: ReadonlySet<string>): StepClues {
  const found = new Map<string, number>();
  const add = (feature: string, weight: number): void =>
    void found.set(feature, Math.max(found.get(feature) ?? 0, weight));
  const text = step.replace(/^\s*(?:\d+[.)]|[-*])\s+/, '').replace(/```[\s\S]*?(?:```|$)/g, ' ');
  const quoted = [...text.matchAll(/`([^`\n]+(?:`[^`\n]*`[^`\n]*(?=\)`))?)`/g)].map(([, code = '']) => code);
  const prose = text.replace(/`[^`\n]+`/g, ' ` ');

  const quotes: string[] = [];
  for (const code of quoted) {
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(code)) quotes.push(squeeze(code));
    for (const name of code.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []) if (!isKeyword(name)) add(`name:${name}`, 2);
    for (const operation of operations(code)) add(operation, 1.6);
    for (const [number] of code.matchAll(/(?<![\p{L}\p{N}_$.])\d+(?:\.\d+)?/gu)) add(`number:${number}`, 1);
    for (const [, name = ''] of code.matchAll(/([\p{L}_$][\p{L}\p{N}_$]*)\(/gu)) add(`calls:${name}`, 1);
  }
  const quotedNames = quoted
    .flatMap((code) => code.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [])
    .filter((name) => !isKeyword(name));
  const words = prose.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
  for (const word of words) {
    const lower = word.toLowerCase();
    if (names.has(word) && word.length > 1 && (!COMMON.has(lower) || /[_\p{Lu}\d]/u.test(word.slice(1))))
      add(`name:${word}`, 1.3);
    else if (lower.length > 2 && !COMMON.has(lower)) add(`stem:${stem(lower)}`, 0.9);
    add(`text:${lower}`, COMMON.has(lower) ? 0 : 0.9);
    const number = NUMBER_WORDS[lower];
    if (number !== undefined && lower !== 'one') add(`number:${number}`, 0.8);
  }
  const listed = STARTS.test(text) ? prose : prose.replace(/\[[^\]\n]*\]/g, ' ');
  for (const [number] of listed.matchAll(/(?<![\p{L}\p{N}_$.])\d+(?:\.\d+)?/gu)) add(`number:${number}`, 0.9);
  for (const operation of operations(prose)) {
    add(operation, 1.4);
    add(signOf(operation), 0.8);
  }
  readBindings(text, add);
  const change = STEP.exec(text);
  if (change) add(`op:${change[1] ? '+' : '-'}${NUMBER_WORDS[change[3] ?? '1'] ?? change[3] ?? '1'}`, 1.2);
  for (const [pattern, feature, weight] of CUES) if (pattern.test(prose)) add(feature, weight);

  const subject =
    quoted.find((code) => names.has(code)) ?? words.find((word) => names.has(word) && !COMMON.has(word.toLowerCase()));
  if (subject !== undefined) {
    if (STARTS.test(text)) add(`starts:${subject}`, 2);
    const target = TARGET.exec(text)?.[1];
    if (target !== undefined) add(`changes:${target}`, 2.4);
    else if (CHANGES.test(prose)) add(`changes:${subject}`, 1.6);
    if (COMPUTES.test(prose)) add(`sets:${subject}`, 1.5);
    // What a name is, is mostly said where it comes first.
    add(`starts:${subject}`, 0.6);
    if (new RegExp(`\`${subject.replaceAll('$', '\\$&')}\`\\s*(?:=|is\\b|becomes)`).test(text))
      add(`sets:${subject}`, 1.2);
    if (/\b(?:function|method|class|interface|struct|enum|takes|accepts|defines?|parameters?|called)\b/i.test(prose))
      add(`defines:${subject}`, 2.2);
    if (/\b(?:calls?|called|calling|invok\w+)\b/i.test(prose)) add(`calls:${subject}`, 1.4);
  }
  const lines = [...prose.matchAll(LINES)].map(([, from, to = from]) => [Number(from), Number(to)] as const);
  return {
    clues: [...found].map(([feature, weight]) => ({ feature, weight })),
    quotes,
    isForeign: quotedNames.length > 0 && !quotedNames.some((name) => names.has(name)),
    lines,
  };
}
