/** Letters of TeX's alphabets (`\mathbb`, `\mathbf` …): browsers no longer read `mathvariant`, Unicode has them all. */

/** First code points: capital letters, small letters, digits, capital Greek, small Greek; 0 where there are none. */
const ALPHABETS: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
  bold: [0x1d400, 0x1d41a, 0x1d7ce, 0x1d6a8, 0x1d6c2],
  italic: [0x1d434, 0x1d44e, 0, 0x1d6e2, 0x1d6fc],
  'bold-italic': [0x1d468, 0x1d482, 0x1d7ce, 0x1d71c, 0x1d736],
  script: [0x1d49c, 0x1d4b6, 0, 0, 0],
  'bold-script': [0x1d4d0, 0x1d4ea, 0, 0, 0],
  fraktur: [0x1d504, 0x1d51e, 0, 0, 0],
  'bold-fraktur': [0x1d56c, 0x1d586, 0, 0, 0],
  'double-struck': [0x1d538, 0x1d552, 0x1d7d8, 0, 0],
  'sans-serif': [0x1d5a0, 0x1d5ba, 0x1d7e2, 0, 0],
  'bold-sans-serif': [0x1d5d4, 0x1d5ee, 0x1d7ec, 0x1d756, 0x1d770],
  'sans-serif-italic': [0x1d608, 0x1d622, 0x1d7e2, 0, 0],
  'sans-serif-bold-italic': [0x1d63c, 0x1d656, 0x1d7ec, 0x1d790, 0x1d7aa],
  monospace: [0x1d670, 0x1d68a, 0x1d7f6, 0, 0],
};

/** Letters that Unicode had before the alphabets. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'italic h': 'ℎ',
  ...pairs('script', 'BEFHILMRego', 'ℬℰℱℋℐℒℳℛℯℊℴ'),
  ...pairs('fraktur', 'CHIRZ', 'ℭℌℑℜℨ'),
  ...pairs('double-struck', 'CHNPQRZ', 'ℂℍℕℙℚℝℤ'),
};
/** What stands behind omega in the Greek alphabets. */
const GREEK_VARIANTS = '∂ϵϑϰϕϱϖ';

function pairs(variant: string, letters: string, signs: string): Record<string, string> {
  return Object.fromEntries(Array.from(letters, (letter, index) => [`${variant} ${letter}`, signs.charAt(index)]));
}

/** `text` in the letters of a `mathvariant`; characters that it has none for stay. */
export function inAlphabet(text: string, variant: string): string {
  const alphabet = ALPHABETS[variant];
  return alphabet
    ? Array.from(text, (char) => EXCEPTIONS[`${variant} ${char}`] ?? letterOf(char, alphabet)).join('')
    : text;
}

function letterOf(char: string, [capital, small, digit, greekCapital, greekSmall]: readonly number[]): string {
  const code = char.codePointAt(0) ?? 0;
  const from = (start: number | undefined, offset: number) => (start ? String.fromCodePoint(start + offset) : char);
  if (/[A-Z]/.test(char)) return from(capital, code - 0x41);
  if (/[a-z]/.test(char)) return from(small, code - 0x61);
  if (/\d/.test(char)) return from(digit, code - 0x30);
  if (/[\u0391-\u03a9]/.test(char)) return from(greekCapital, code - 0x391);
  if (char === '∇') return from(greekCapital, 25);
  if (/[\u03b1-\u03c9]/.test(char)) return from(greekSmall, code - 0x3b1);
  const variant = GREEK_VARIANTS.indexOf(char);
  return variant < 0 ? char : from(greekSmall, 25 + variant);
}
