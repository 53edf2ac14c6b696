/**
 * Answers of MATH as strings. `minervaAnswer` and `minervaForm` read and reduce an answer as EleutherAI's lm-evaluation-harness does in
 * minerva_math (the rules are those of appendix D of arXiv 2206.14858), faults included; `hendrycksForm` reduces it as the first grader
 * of MATH did (arXiv 2103.03874). Equal reduced strings count as the same answer; the harness then asks sympy, which is not here.
 */

/** What the harness takes where its pattern finds nothing. */
const INVALID = '[invalidanswer]';

/**
 * The answer in the last `\boxed{…}`, by its braces, else in the last `\fbox{…}`; of `\boxed 7` what stands before the next `$`.
 * `undefined` without a box, or where it is never closed.
 */
export function lastBoxed(text: string): string | undefined {
  const open = text.lastIndexOf(String.raw`\boxed `);
  if (open >= 0) return text.slice(open + 7).split('$', 1)[0];
  const boxed = text.lastIndexOf(String.raw`\boxed`);
  const start = boxed < 0 ? text.lastIndexOf(String.raw`\fbox`) : boxed;
  const brace = start < 0 ? -1 : text.indexOf('{', start);
  if (brace < 0) return undefined;
  let depth = 0;
  for (let i = brace; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return text.slice(brace + 1, i);
  }
  return undefined;
}

/** The answer behind the sentence that four worked examples teach; one on several lines is not found. */
export const minervaAnswer = (text: string): string =>
  // Appended first: an answer that was cut behind the value still counts. Both dots before "I" are any character.
  /Final Answer: The final answer is(.*?). I hope it is correct./.exec(`${text}I hope it is correct.`)?.[1]?.trim() ??
  INVALID;

/** Replaced everywhere, one after the other. */
const REPLACED: readonly (readonly [string, string])[] = [
  ['an ', ''],
  ['a ', ''],
  ['.$', '$'],
  ['\\$', ''],
  ['\\ ', ''],
  [' ', ''],
  ['mbox', 'text'],
  [',\\text{and}', ','],
  ['\\text{and}', ','],
  ['\\text{m}', '\\text{}'],
];

/** Removed everywhere, in this order: also inside of longer words, so that `\left(` loses its "ft". */
const REMOVED: readonly string[] = [
  ...'square ways integers dollars mph inches ft hours km units \\ldots sue points feet minutes digits cents'.split(
    ' ',
  ),
  ...'degrees cm gm pounds meters meals edges students childrentickets multiples'.split(' '),
  ...['\\text{s}', '\\text{.}', '\\text{\ns}', '\\text{}^2', '\\text{}^3', '\\text{\n}', '\\text{}'],
  ...['\\mathrm{th}', '^\\circ', '^{\\circ}', '\\;', ',\\!', '{,}', '"', '\\dots'],
];

/** An answer without units, spaces and variants of LaTeX, as minerva_math compares it. */
export function minervaForm(answer: string): string {
  let form = answer.split('=').at(-1) ?? '';
  for (const [before, after] of REPLACED) form = form.replaceAll(before, after);
  for (const removed of REMOVED) form = form.replaceAll(removed, '');
  form = form
    .replace(/(.*?)\$(.*?)\$(.*)/g, (_match, _before, inside: string) => `$${inside}$`)
    .replace(/\\text\{(.*?)\}/g, '$1')
    .replace(/\\textbf\{(.*?)\}/g, '$1')
    .replace(/\\overline\{(.*?)\}/g, '$1')
    .replace(/\\boxed\{(.*)\}/g, '$1')
    .replace(/frac([^{])(.)/g, 'frac{$1}{$2}')
    .replace(/sqrt([^{])/g, 'sqrt{$1}')
    .replaceAll('$', '');
  const digits = form.replaceAll(',', '');
  return /^\d+$/.test(digits) ? digits : form;
}

/** An answer as the first grader of MATH compares it; `undefined` where that grader gives up and compares what was written. @internal */
export function hendrycksForm(answer: string): string | undefined {
  const form = answer
    .replaceAll('\n', '')
    .replaceAll('\\!', '')
    .replaceAll('\\\\', '\\')
    .replaceAll('tfrac', 'frac')
    .replaceAll('dfrac', 'frac')
    .replaceAll('\\left', '')
    .replaceAll('\\right', '')
    .replaceAll('^{\\circ}', '')
    .replaceAll('^\\circ', '')
    .replaceAll('\\$', '');
  // A unit on the right; with two of them the grader gives up.
  const [value = '', ...units] = form.split('\\text{ ');
  if (units.length > 1) return undefined;
  const number = value.replaceAll('\\%', '').replaceAll(' .', ' 0.').replaceAll('{.', '{0.').replace(/^\./, '0.');
  if (number === '') return '';
  const [left = '', right, ...more] = number.split('=');
  const side = right !== undefined && more.length === 0 && left.length <= 2 ? right : number;
  const rooted = withBracedRoots(side)?.replaceAll(' ', '');
  const fractions = rooted === undefined ? undefined : withBracedFractions(rooted);
  if (fractions === undefined) return undefined;
  return slashed(fractions === '0.5' ? '\\frac{1}{2}' : fractions);
}

/** `\sqrt3` as `\sqrt{3}`; `undefined` for a root of nothing. */
function withBracedRoots(text: string): string | undefined {
  const [before = '', ...roots] = text.split('\\sqrt');
  if (roots.includes('')) return undefined;
  return [
    before,
    ...roots.map((root) => `\\sqrt${root.startsWith('{') ? root : `{${root.charAt(0)}}${root.slice(1)}`}`),
  ].join('');
}

/** `\frac12` as `\frac{1}{2}` and `\frac1{72}` as `\frac{1}{72}`; as it is where a fraction is too short; `undefined` for an empty one. */
function withBracedFractions(text: string): string | undefined {
  const [before = '', ...fractions] = text.split('\\frac');
  let form = before;
  for (const fraction of fractions) {
    if (fraction === '') return undefined;
    if (!fraction.startsWith('{') && fraction.length < 2) return text;
    const [top = '', below = ''] = fraction;
    if (fraction.startsWith('{')) form += `\\frac${fraction}`;
    else if (below === '{') form += `\\frac{${top}}${fraction.slice(1)}`;
    else form += `\\frac{${top}}{${below}}${fraction.slice(2)}`;
  }
  return form;
}

/** `3/4` as a fraction of LaTeX; `undefined` where one side is no whole number: there the grader gives up. */
function slashed(text: string): string | undefined {
  const sides = text.split('/');
  if (sides.length !== 2) return text;
  if (!sides.every((side) => /^[-+]?\d+(?:_\d+)*$/.test(side))) return undefined;
  return sides.every((side) => /^(?:0|-?[1-9]\d*)$/.test(side)) ? `\\frac{${sides.join('}{')}}` : text;
}

/** The same by minerva's rules or by Hendrycks'. */
export function sameString(answer: string, right: string): boolean {
  if (minervaForm(answer) === minervaForm(right)) return true;
  const [a, b] = [hendrycksForm(answer), hendrycksForm(right)];
  return a === undefined || b === undefined ? answer === right : a === b;
}
