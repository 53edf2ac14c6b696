import { DENIAL } from './arithmetic/words.ts';
import type { Check, CheckContext } from './types.ts';

const LITERAL = '-?\\d+(?:\\.\\d+)?|\\[-?\\d+(?:\\.\\d+)?(?:, *-?\\d+(?:\\.\\d+)?)*\\]';
/** "`x` is set to 5." and "At the end `x` is 5.", as whole sentences. */
const CLAIMS = new RegExp(
  '(?<=^(?:\\d+[.)]|[-*])?\\s*|[.!:;]\\s+|\\n\\s*)' +
    '(?:`(?<set>[\\p{L}_$][\\p{L}\\p{N}_$]*)` is (?:first )?(?:set|initiali[sz]ed) to|(?:At|In) the end,? `(?<end>[\\p{L}_$][\\p{L}\\p{N}_$]*)` is(?: still)?) ' +
    `[\`*]*(?<value>${LITERAL})[\`*]*(?=\\.?\\s*$|[.,;]\\s)`,
  'gu',
);
const escape = (name: string): string => name.replaceAll('$', '\\$&');

/**
 * What a step says a variable is set to, or is at the end, against the code: only for variables with one single
 * assignment, of a literal, outside of every block, which nothing in the code can change.
 */
export function checkValues(text: string, { code }: CheckContext): Check[] {
  if (!code || DENIAL.test(text)) return [];
  return [...text.matchAll(CLAIMS)].flatMap((match): Check[] => {
    const groups = match.groups ?? {};
    const name = groups['set'] ?? groups['end'] ?? '';
    const claimed = groups['value'] ?? '';
    const value = constantIn(code.text, name);
    if (value === undefined) return [];
    const start = match.index + match[0].lastIndexOf(claimed);
    const span = { start, end: start + claimed.length };
    if (normal(claimed) === normal(value)) return [{ kind: 'value', verdict: 'true', ...span }];
    return [{ kind: 'value', verdict: 'false', ...span, expected: value }];
  });
}

const normal = (literal: string): string =>
  literal
    .replace(/\s+/g, '')
    .replace(/(\.\d*?)0+(?!\d)/g, '$1')
    .replace(/\.(?!\d)/g, '');

/** The literal that `name` holds from its only assignment to the end of the code; `undefined` where that is not certain. */
function constantIn(code: string, name: string): string | undefined {
  const own = `(?<![\\p{L}\\p{N}_$.])${escape(name)}(?![\\p{L}\\p{N}_$])`;
  const assignments = [
    ...code.matchAll(
      new RegExp(`${own}(?:[ \\t]*:[^=\\n]*)?[ \\t]*(?:[-+*/%&|^]|\\*\\*|//|<<|>>|\\?\\?|\\|\\||&&)?=(?!=|>)`, 'gu'),
    ),
  ];
  if (assignments.length !== 1) return undefined;
  const declared = new RegExp(
    `^(?:(?:const|let|var) )?${own}(?: ?: ?[\\w[\\]<>]+)? = (?<value>${LITERAL})(?=;?[ \\t]*$)`,
    'mu',
  ).exec(code);
  const value = declared?.groups?.['value'];
  if (value === undefined) return undefined;
  const changed = [
    `${own}[ \\t]*(?:\\+\\+|--)|(?:\\+\\+|--)[ \\t]*${own}`,
    `\\bfor\\b[^\\n]*${own}[^\\n]*\\b(?:in|of)\\b`,
    `\\b(?:def|function|catch)\\b[^\\n]*${own}|\\b(?:global|nonlocal|del|as)\\s+[^\\n]*${own}`,
    `${own}[^\\n()]*\\)?[ \\t]*=>|\\blambda\\b[^:\\n]*${own}`,
    `${own}[ \\t]*,[^\\n=(){}]*=(?!=)`,
    `[[({,][^\\n=]*${own}[^\\n=]*[\\])}][ \\t]*=(?!=)`,
    // A list may be changed by a method, an index, or whoever gets it.
    ...(value.startsWith('[')
      ? [
          `${own}(?:\\.(?!length\\b|map\\b|filter\\b|reduce\\b|join\\b)|\\[[^\\]\\n]*\\][ \\t]*(?:[-+*/%]?=(?!=)|\\+\\+|--|\\.))`,
          `(?<!\\b(?:log|print|len|sum|max|min|sorted|range|for|if|while) ?)\\([^()\\n]*${own}`,
          `=[ \\t]*${own}[ \\t]*;?$`,
          `\\b(?:return|yield)\\b[^\\n]*${own}`,
        ]
      : []),
  ];
  return changed.some((pattern) => !isDeclarationOnly(code, new RegExp(pattern, 'gmu'), declared?.index ?? 0))
    ? undefined
    : value;
}

/** Whether a pattern matches nothing but the declaration itself. */
function isDeclarationOnly(code: string, pattern: RegExp, declaration: number): boolean {
  const lineEnd = code.indexOf('\n', declaration);
  return [...code.matchAll(pattern)].every(
    ({ index }) => index >= declaration && index < (lineEnd < 0 ? code.length : lineEnd),
  );
}
