import { stem, subwords } from './stems.ts';

/** A line of code as a set of features that the words of a step can be compared with. */
export interface CodeLine {
  /** Counted from 0 within the code. */
  readonly index: number;
  /** Columns of white space at its beginning. */
  readonly indent: number;
  /** Without white space, with one kind of quotes, without a separator at its end: for finding quoted code. */
  readonly squeezed: string;
  /**
   * `name:x` occurs · `sets:x` is assigned · `starts:x` is assigned for the first time · `changes:x` is assigned again ·
   * `defines:x` · `calls:x` · `number:4` · `op:>4` an operator with its right operand · `sign:>` the operator · `text:hello` in a string ·
   * `stem:price` a part of a name · `is:loop` and the like: what kind of statement it is.
   */
  readonly features: ReadonlySet<string>;
}

const KEYWORDS = new Set(
  (
    'abstract and as assert async await break case catch class const continue debugger def default del delete do elif else enum except ' +
    'export extends final finally fn for from func function global go if implements import in instanceof interface is lambda let loop ' +
    'match mut new nonlocal not of or package pass private protected public raise readonly return select static struct switch then throw ' +
    'throws try type typeof using var void when where while with yield True False None true false null undefined'
  ).split(' '),
);
export const isKeyword = (name: string): boolean => KEYWORDS.has(name);

const COMMENT = /^\s*(?:\/\/|#(?!\[|include|define)|\/?\*|--\s|"""|''')/;

/** What a line does, by its words. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:for|while|loop|foreach|forEach|until|do)\b|\.each\b/, 'loop'],
  [/\b(?:if|elif|unless|switch|match|case|when)\b|\?[^.:?][^:]*:/, 'if'],
  [/\belse\b|\bdefault\s*:|^\s*_\s*=>/, 'else'],
  [/\breturn\b|\byield\b|=>\s*[^{\s]/, 'return'],
  [/\b(?:print(?:ln|f)?|console|puts|echo|fmt|log|logger|logging|write)\b/i, 'print'],
  [/\b(?:function|def|fn|func|fun|sub)\b|=>|\blambda\b/, 'function'],
  [/\b(?:class|struct|interface|enum|trait)\b/, 'class'],
  [/^\s*(?:import|from|require|use|using|#include|package)\b|\brequire\(/, 'import'],
  [/\b(?:throw|raise|panic)\b/, 'throw'],
  [/\btry\b/, 'try'],
  [/\b(?:catch|except|rescue)\b/, 'catch'],
  [/\bfinally\b/, 'finally'],
  [/\bawait\b/, 'await'],
  [/\basync\b/, 'async'],
  [/\bbreak\b/, 'break'],
  [/\bcontinue\b/, 'continue'],
  [/\bassert\b/, 'assert'],
  [/\.(?:push|append|add|insert|unshift|extend)\(|\+=/, 'add'],
  [/=\s*(?:\[\]|\{\}|new \w+(?:<[^>]*>)?\(\)|\w+\(\)|set\(\)|list\(\)|dict\(\))/, 'empty'],
  [/\bconstructor\b|__init__/, 'constructor'],
  [/\.\.\.|\*\*?\w+\s*[,)]/, 'spread'],
];

const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\\n]|\\.)*`/g;
const ASSIGNED =
  /(?<![\p{L}\p{N}_$.=!<>])((?:this\.|self\.)?[\p{L}_$][\p{L}\p{N}_$]*(?:\s*,\s*[\p{L}_$][\p{L}\p{N}_$]*)*)(?:\[[^\]]*\])?\s*(?::[^=(){}]*)?\s*(?:[-+*/%&|^]|\*\*|\/\/|<<|>>|\?\?|\|\||&&|:)?=(?![=>])/gu;
const STEPPED = /([\p{L}_$][\p{L}\p{N}_$]*)(\+\+|--)|(\+\+|--)([\p{L}_$][\p{L}\p{N}_$]*)/gu;
const DEFINED =
  /\b(?:function\*?|def|fn|func|fun|sub|class|struct|interface|enum|trait|type)\s+([\p{L}_$][\p{L}\p{N}_$]*)|(?:const|let|var)\s+([\p{L}_$][\p{L}\p{N}_$]*)\s*(?::[^=]*)?=\s*(?:async\s*)?(?:function\b|\([^)]*\)[^=]*=>|[\p{L}_$][\p{L}\p{N}_$]*\s*=>)|^\s*(?:(?:public|private|protected|static|async|override|get|set)\s+)*([\p{L}_$][\p{L}\p{N}_$]*)\s*\([^)]*\)\s*(?::\s*[^{;]+)?\{/gu;
/** Declared without a value. */
const DECLARED = /\b(?:let|var)\s+([\p{L}_$][\p{L}\p{N}_$]*)\s*(?::[^=;]*)?;?\s*$/u;
const OPERATION = /(\*\*|\/\/|<<|>>|[<>=!]==?|[-+*/%]=?|[<>])\s*(-?\d+(?:\.\d+)?|[\p{L}_$][\p{L}\p{N}_$]*)/gu;

/** Of longer lines (minified code) only the beginning is read, in UTF-16 units. */
const LONGEST_LINE = 500;

/** Code as it is compared with quotes of it. */
export const squeeze = (code: string): string =>
  code
    .replace(/\s+/g, '')
    .replace(/["`]/g, "'")
    .replace(/[;,:{]+$/, '');

/** The operators with their right operands in a piece of code or in a written calculation: `op:>4`, `op:+x`. */
export function operations(code: string): string[] {
  const found = [...code.matchAll(OPERATION)].map(
    ([, operator = '', operand = '']) =>
      `op:${operator.replace(/^([-+*/%])=$/, '$1').replace(/^([=!]=)=$/, '$1')}${operand}`,
  );
  return [...found, ...[...code.matchAll(/\+\+|--/g)].map(([sign]) => `op:${sign.charAt(0)}1`)];
}

/** The operator of an operation alone: `sign:+`. */
export const signOf = (operation: string): string => `sign:${/^op:(\W+?)-?[\p{L}\p{N}_$]/u.exec(operation)?.[1] ?? ''}`;

/** The lines of the code that say something: no blank lines, no brackets alone. Comments have names and words only. */
export function readLines(code: string): CodeLine[] {
  const assigned = new Set<string>();
  return code.split(/\r?\n/).flatMap((whole, index) => {
    const text = whole.slice(0, LONGEST_LINE);
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const features = new Set<string>();
    const strings = text.match(STRING) ?? [];
    const bare = text.replace(STRING, (string) => (string.startsWith('`') ? string : "''"));
    for (const name of text.match(NAME) ?? []) {
      if (!isKeyword(name)) features.add(`name:${name}`);
      for (const word of subwords(name)) features.add(`stem:${stem(word)}`);
    }
    if (!COMMENT.test(text)) {
      for (const word of strings.flatMap((string) => string.match(/[\p{L}\p{N}]+/gu) ?? []))
        features.add(`text:${word.toLowerCase()}`);
      for (const [number] of bare.matchAll(/(?<![\p{L}\p{N}_$.])\d+(?:\.\d+)?/gu)) features.add(`number:${number}`);
      for (const operation of operations(bare)) features.add(operation).add(signOf(operation));
      for (const [pattern, kind] of KINDS) if (pattern.test(bare)) features.add(`is:${kind}`);
      for (const name of definedIn(bare)) features.add(`defines:${name}`);
      for (const [, name = ''] of bare.matchAll(/([\p{L}_$][\p{L}\p{N}_$]*)\s*\(/gu))
        if (!isKeyword(name) && !features.has(`defines:${name}`)) features.add(`calls:${name}`);
      const declared = DECLARED.exec(bare)?.[1];
      for (const name of declared === undefined ? assignedIn(bare) : [declared]) {
        features.add(`sets:${name}`);
        features.add(assigned.has(name) ? `changes:${name}` : `starts:${name}`);
        assigned.add(name);
      }
    }
    return [
      { index, indent: /^\s*/.exec(text)?.[0].replaceAll('\t', '    ').length ?? 0, squeezed: squeeze(text), features },
    ];
  });
}

function definedIn(line: string): string[] {
  return [...line.matchAll(DEFINED)].flatMap(
    ([, a, b, c]) => [a, b, c].filter((name) => name !== undefined && !isKeyword(name)) as string[],
  );
}

function assignedIn(line: string): string[] {
  const plain = [...line.matchAll(ASSIGNED)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().replace(/^(?:this|self)\./, '')),
  );
  const stepped = [...line.matchAll(STEPPED)].map(([, after, , , before]) => after ?? before ?? '');
  return [...plain, ...stepped].filter((name) => !isKeyword(name));
}
