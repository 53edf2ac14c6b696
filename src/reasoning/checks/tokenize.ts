import { parseDecimal } from './rational.ts';
import {
  ARITHMETIC_CODE,
  COMPOUND,
  HAS_RELATION,
  LATEX,
  matchAt,
  NUMBER,
  opaqueAt,
  OPERATORS,
  RELATIONS,
  SUPERSCRIPTS,
  WORD,
} from './signs.ts';
import type { Shape, Token } from './token.ts';
import { isMeasure } from './units.ts';

/** Splits the text of a step into tokens that a calculation can be read from. Offsets are those of the text. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  /** Ends of quoted code whose content is read as arithmetic. */
  let codeEnd = -1;
  let codeIsGroup = false;

  const spacedAt = (start: number): boolean => start === 0 || /\s/.test(text[start - 1] ?? '');
  const push = (shape: Shape, length: number): void => {
    tokens.push({
      ...shape,
      start: at,
      end: at + length,
      text: text.slice(at, at + length),
      spaced: spacedAt(at),
    });
    at += length;
  };

  while (at < text.length) {
    const char = text[at] ?? '';
    if (at === codeEnd) {
      push({ kind: codeIsGroup ? 'close' : 'stop' }, 1);
      codeEnd = -1;
      continue;
    }
    if (char === '\n') {
      // A list marker is looked for from the start of its line.
      push({ kind: 'stop' }, 1);
      const marker = opaqueAt(text, at);
      if (marker) push({ kind: marker.kind }, marker.length);
      continue;
    }
    if (/\s/.test(char)) {
      const marker = at === 0 ? opaqueAt(text, at) : undefined;
      if (marker) push({ kind: marker.kind }, marker.length);
      else at++;
      continue;
    }
    if (char === '`' && !(text.startsWith('```', at) && opaqueAt(text, at))) {
      const run = /`+/.exec(text.slice(at))?.[0] ?? '`';
      const close = text.indexOf(run, at + run.length);
      const content = close < 0 ? '' : text.slice(at + run.length, close);
      if (run.length === 1 && close > 0 && ARITHMETIC_CODE.test(content) && /\d/.test(content)) {
        codeEnd = close;
        codeIsGroup = !HAS_RELATION.test(content);
        push({ kind: codeIsGroup ? 'open' : 'stop' }, 1);
      } else if (close > 0 && !content.includes('\n\n')) push({ kind: 'symbol' }, close + run.length - at);
      else push({ kind: 'other' }, run.length);
      continue;
    }
    const opaque = codeEnd < 0 ? opaqueAt(text, at) : undefined;
    // A figure inside a longer figure or name is not looked at.
    if (opaque && !(opaque.kind === 'symbol' && /\d/.test(char) && /[\p{L}\p{N}_.]/u.test(text[at - 1] ?? ''))) {
      push({ kind: opaque.kind }, opaque.length);
      continue;
    }
    if (char === '\\') {
      latex();
      continue;
    }
    const number = matchAt(NUMBER, text, at);
    if (number !== undefined) {
      pushNumber(number);
      continue;
    }
    if (char === '$' && (/[\d.]/.test(text[at + 1] ?? '') || !/[\p{L}_{]/u.test(text[at + 1] ?? ''))) {
      push({ kind: 'currency' }, 1);
      continue;
    }
    const word = matchAt(WORD, text, at);
    if (word !== undefined && !(char === '$' && word === '$')) {
      push({ kind: char === '_' || char === '$' || /[_$\d]/.test(word) ? 'symbol' : 'word' }, word.length);
      continue;
    }
    if (/[€£¥₹¢°]/.test(char)) {
      push({ kind: 'currency' }, 1);
      continue;
    }
    const superscript = SUPERSCRIPTS[char];
    if (superscript !== undefined) {
      push({ kind: 'superscript', value: { num: superscript, den: 1n } }, 1);
      continue;
    }
    sign(char);
  }
  return withoutEmphasis(tokens, text);

  function pushNumber(literal: string): void {
    const value = parseDecimal(literal.replace(/[,_{}]/g, ''));
    const after = text.slice(at + literal.length, at + literal.length + 24);
    const glued = /^[\p{L}_]+[\p{L}\p{N}_]*/u.exec(after)?.[0];
    const before = text[at - 1] ?? '';
    const odd =
      !value ||
      /^(?:[,'’_]\d|\.\d|[⁄½⅓¼¾!√¹⁰-⁹](?!=))/.test(after) ||
      (/[\p{L}\p{N}_.]/u.test(before) && tokens.at(-1)?.end === at && tokens.at(-1)?.kind !== 'stop') ||
      (glued !== undefined && !isMeasure(glued));
    if (odd)
      push({ kind: 'symbol' }, literal.length + (/^[\p{L}\p{N}_.,'’]*[\p{L}\p{N}_]/u.exec(after)?.[0].length ?? 0));
    else push({ kind: 'number', value, decimals: decimalsOf(literal) }, literal.length);
  }

  function latex(): void {
    const command = /^\\(?:([a-zA-Z]+)\*?|([^a-zA-Z]))/.exec(text.slice(at));
    const [whole = '\\', name, symbol] = command ?? [];
    if (name === undefined) {
      if (symbol === '%') push({ kind: 'percent' }, 2);
      else if (symbol === '$') push({ kind: 'currency' }, 2);
      else if (symbol !== undefined && /[,;:! ]/.test(symbol)) at += 2;
      else push({ kind: symbol !== undefined && /[()[\]\\]/.test(symbol) ? 'stop' : 'other' }, whole.length);
      return;
    }
    const known = LATEX[name];
    if (known === 'space') {
      at += whole.length;
      return;
    }
    if (known) {
      push(known, whole.length);
      return;
    }
    const unit = /^\\(?:text|mathrm|textrm|textbf|mathbf|operatorname)\{\s*([\p{L} .%]*)\}/u.exec(text.slice(at));
    if (unit) {
      push({ kind: (unit[1] ?? '').trim() === '' ? 'stop' : 'word' }, unit[0].length);
      return;
    }
    push({ kind: /^[dt]?frac$/.test(name) ? 'word' : 'other' }, whole.length);
  }

  function sign(char: string): void {
    const compound = matchAt(COMPOUND, text, at);
    // `2**-1` and `3--2` end in the sign of the next number.
    if (
      compound !== undefined &&
      !(compound === '--' && /\d/.test(text[at + 2] ?? '') && /\d/.test(text[at - 1] ?? ''))
    ) {
      push({ kind: 'other' }, compound.length);
      return;
    }
    for (const length of [3, 2, 1]) {
      const relation = RELATIONS[text.slice(at, at + length)];
      if (relation) {
        push({ kind: 'relation', relation }, length);
        return;
      }
    }
    for (const length of [2, 1]) {
      const operator = OPERATORS[text.slice(at, at + length)];
      if (operator) {
        push({ kind: 'operator', operator }, length);
        return;
      }
    }
    if (char === '%') {
      const glued = !spacedAt(at);
      const operand = /^%\s*-?[\d(`]/.test(text.slice(at, at + 8));
      if (operand && (!glued || /\S/.test(text[at + 1] ?? ' '))) push({ kind: 'operator', operator: '%' }, 1);
      else push({ kind: 'percent' }, 1);
    } else if (char === '(' || char === '{') push({ kind: 'open' }, 1);
    else if (char === ')' || char === '}') push({ kind: 'close' }, 1);
    else if (/[.,;:!?—…•→⇒∴"'“”‘’]/.test(char)) push({ kind: 'stop' }, 1);
    else push({ kind: 'other' }, Math.max(1, String.fromCodePoint(text.codePointAt(at) ?? 32).length));
  }
}

function decimalsOf(literal: string): number {
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e');
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent));
}

/** Takes Markdown's `**` and `*` away where they cannot be operators. */
function withoutEmphasis(tokens: readonly Token[], text: string): Token[] {
  const isValueEnd = (token: Token | undefined): boolean =>
    token !== undefined && /^(?:number|close|percent|symbol|word|superscript|currency)$/.test(token.kind);
  const isValueStart = (token: Token | undefined): boolean =>
    token !== undefined && (/^(?:number|open|currency|symbol|word)$/.test(token.kind) || token.text === '-');
  const kept: Token[] = [];
  tokens.forEach((token, index) => {
    const stars = token.text === '*' || token.text === '**';
    const after = text[token.end] ?? ' ';
    const evenlySpaced = token.spaced === /\s/.test(after);
    if (!stars || (isValueEnd(kept.at(-1)) && isValueStart(tokens[index + 1]) && evenlySpaced)) kept.push(token);
  });
  return kept;
}
