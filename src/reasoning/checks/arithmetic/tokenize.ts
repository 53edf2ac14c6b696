import { own } from '../../own.ts';
import { withoutEmphasis } from './emphasis.ts';
import { figureAt } from './numbers.ts';
import {
  ARITHMETIC_CODE,
  COMPOUND,
  HAS_RELATION,
  LATEX,
  matchAt,
  opaqueAt,
  OPERATORS,
  RELATIONS,
  SUPERSCRIPTS,
  VULGAR,
  WORD,
} from './signs.ts';
import type { Shape, Token } from './token.ts';
import { isMeasure } from './units.ts';

/** Splits the text of a step into tokens that a calculation can be read from. Offsets are those of the text. */
export const tokenize = (text: string): Token[] => withoutEmphasis(new Tokenizer(text).run(), text);

/** What is glued to the end of a figure and belongs to it, so that it is none. */
const ODD_TAIL = /[,'’_]\d|\.\d|⁄|!(?![=\s*/+-]|$)|√(?![=\s]|$)/y;
const COMPOUND_WORD = /-\p{Ll}{2,}(?:-\p{Ll}+)*(?![\p{L}\p{N}_(.])/uy;
const GLUED_WORD = /[\p{L}_]+[\p{L}\p{N}_]*/uy;
const REST_OF_SYMBOL = /[\p{L}\p{N}_.,'’]*[\p{L}\p{N}_]/uy;
/** `20mph`, `5kg`, `24k` are figures; `2x`, `3rd` and `5pm` are not. */
const NO_UNIT = /^(?:[a-z]|st|nd|rd|th|am|pm|ish|er|[a-z]*\d\w*|\w*_\w*)$/i;
const LINK_TEXT = /\[(?=[^[\]\n]{1,200}\]\([^()\s]{1,500}\))/y;
const LINK_ADDRESS = /\]\([^()\s]{1,500}\)/y;
/** Where LaTeX begins or ends lines of equations. */
const ENVIRONMENT = /\\(?:begin|end)\{(?:align(?:ed)?|equation|gather(?:ed)?|split|eqnarray)\*?\}/y;
/** A line break before a line that begins with an equals sign. */
const NEXT_LINE = /(?:\\\\)?\s*\n[ \t]*(?=&?=\s*[^=>\s])|\\\\[ \t]*(?=&=)/y;
const SUPERSCRIPT = /⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}/y;
const MODULO = /%\s*-?[\d(`]/y;

class Tokenizer {
  private readonly text: string;
  private readonly tokens: Token[] = [];
  private at = 0;
  /** The end of quoted code whose content is read as arithmetic, and whether it is one value. */
  private codeEnd = -1;
  private codeIsGroup = false;

  constructor(text: string) {
    this.text = text;
  }

  run(): Token[] {
    while (this.at < this.text.length) this.next();
    return this.tokens;
  }

  private push(shape: Shape, length: number): true {
    const { at, text } = this;
    const end = at + length;
    this.tokens.push({ ...shape, start: at, end, text: text.slice(at, end), spaced: this.isSpaced(at) });
    this.at = end;
    return true;
  }

  private isSpaced(at: number): boolean {
    return at === 0 || /\s/.test(this.text[at - 1] ?? '');
  }

  private match(pattern: RegExp, at = this.at): string | undefined {
    return matchAt(pattern, this.text, at);
  }

  private next(): void {
    const char = this.text[this.at] ?? '';
    if (this.at === this.codeEnd) this.closeCode();
    else if (/\s/.test(char)) this.space(char);
    else if (!this.value(char)) this.sign(char);
  }

  private value(char: string): boolean {
    return (
      this.code(char) ||
      this.opaque(char) ||
      this.latex(char) ||
      this.figure() ||
      this.currency(char) ||
      this.word(char) ||
      this.raised(char)
    );
  }

  private closeCode(): void {
    this.push({ kind: this.codeIsGroup ? 'close' : 'stop' }, 1);
    this.codeEnd = -1;
  }

  /** "(3 + 4) * 2\n= 7 * 2": the next line goes on with the equation, also behind the line break of LaTeX. */
  private goesOn(): boolean {
    const length = this.match(NEXT_LINE)?.length ?? 0;
    this.at += length;
    return length > 0;
  }

  /** A line break is an end; behind it, and at the start of the text, the marker of a list is looked for. */
  private space(char: string): void {
    if (char === '\n' && this.goesOn()) return;
    const isStart = this.at === 0;
    if (char === '\n') this.push({ kind: 'stop' }, 1);
    const marker = isStart || char === '\n' ? opaqueAt(this.text, this.at) : undefined;
    if (marker) this.push({ kind: marker.kind }, marker.length);
    else if (char !== '\n') this.at++;
  }

  /** Quoted code is a value when it is arithmetic, a statement when it has a relation, else a name. */
  private code(char: string): boolean {
    if (char !== '`' || (this.text.startsWith('```', this.at) && opaqueAt(this.text, this.at))) return false;
    const run = this.match(/`+/y) ?? '`';
    const from = this.at + run.length;
    const close = this.text.indexOf(run, from);
    const content = close < 0 ? '' : this.text.slice(from, Math.min(close, from + 500));
    if (run.length === 1 && close > 0 && ARITHMETIC_CODE.test(content) && /\d/.test(content)) {
      this.codeEnd = close;
      this.codeIsGroup = !HAS_RELATION.test(content);
      return this.push({ kind: this.codeIsGroup ? 'open' : 'stop' }, 1);
    }
    if (close > 0 && !content.includes('\n\n')) return this.push({ kind: 'symbol' }, close + run.length - this.at);
    return this.push({ kind: 'other' }, run.length);
  }

  private opaque(char: string): boolean {
    const opaque = this.codeEnd < 0 ? opaqueAt(this.text, this.at) : undefined;
    if (!opaque) return false;
    // A figure inside a longer figure or name is not looked at.
    const isInside =
      opaque.kind === 'symbol' && /\d/.test(char) && /[\p{L}\p{N}_.]/u.test(this.text[this.at - 1] ?? '');
    return !isInside && this.push({ kind: opaque.kind }, opaque.length);
  }

  private latex(char: string): boolean {
    if (char !== '\\') return false;
    if (this.goesOn()) return true;
    const environment = this.match(ENVIRONMENT);
    if (environment !== undefined) return this.push({ kind: 'stop' }, environment.length);
    const name = this.match(/\\[a-zA-Z]+\*?/y);
    if (name === undefined) return this.escape(this.text[this.at + 1] ?? '');
    const known = own(LATEX, name.replace(/[\\*]/g, ''));
    if (known === 'space') {
      this.at += name.length;
      return true;
    }
    if (known) return this.push(known, name.length);
    const unit = this.match(/\\(?:text|mathrm|textrm|textbf|mathbf|operatorname)\{\s*[\p{L} .%]*\}/uy);
    if (unit !== undefined) return this.push({ kind: /\{\s*\}/.test(unit) ? 'stop' : 'word' }, unit.length);
    return this.push(
      { kind: /^\\(?:[dt]?frac)$/.test(name) ? 'word' : name === '\\sqrt' ? 'root' : 'other' },
      name.length,
    );
  }

  private escape(symbol: string): boolean {
    if (symbol === '%') return this.push({ kind: 'percent' }, 2);
    if (symbol === '$') return this.push({ kind: 'currency' }, 2);
    if (/^[,;:! ]$/.test(symbol)) {
      this.at += 2;
      return true;
    }
    return this.push({ kind: /^[()[\]\\]$/.test(symbol) ? 'stop' : 'other' }, symbol === '' ? 1 : 2);
  }

  private figure(): boolean {
    const vulgar = VULGAR[this.text[this.at] ?? ''];
    if (vulgar) return this.push({ kind: 'vulgar', value: { num: vulgar[0], den: vulgar[1] } }, 1);
    const found = figureAt(this.text, this.at);
    if (!found) {
      const digits = this.match(/\.?\d+/y);
      return digits !== undefined && this.push({ kind: 'symbol' }, digits.length);
    }
    const { length, ...figure } = found;
    const end = this.at + length;
    // "a 5-minute song"
    const compound = this.match(COMPOUND_WORD, end);
    if (compound !== undefined) return this.push({ kind: 'symbol' }, length + compound.length);
    const before = this.tokens.at(-1);
    const isGluedBefore =
      /[\p{L}\p{N}_.]/u.test(this.text[this.at - 1] ?? '') && before?.end === this.at && before.kind !== 'stop';
    const isTimes = before?.kind === 'operator';
    if ((isGluedBefore && !isTimes) || this.match(ODD_TAIL, end) !== undefined || this.hasOddWord(end))
      return this.push({ kind: 'symbol' }, length + (this.match(REST_OF_SYMBOL, end)?.length ?? 0));
    return this.push({ kind: 'number', figure }, length);
  }

  private hasOddWord(end: number): boolean {
    const word = this.match(GLUED_WORD, end);
    if (word === undefined || isMeasure(word) || /^[kK]$|^[xX]$/.test(word))
      return word === 'x' && !/^\s*\d/.test(this.text.slice(end + 1, end + 3));
    if (/^x\d+$/i.test(word)) return false;
    return NO_UNIT.test(word);
  }

  private currency(char: string): boolean {
    const next = this.text[this.at + 1] ?? '';
    const isDollar = char === '$' && (/[\d.]/.test(next) || !/[\p{L}_{]/u.test(next));
    if (char === '°') return this.push({ kind: 'currency' }, /[CFK]/.test(next) ? 2 : 1);
    return (isDollar || /[€£¥₹¢]/.test(char)) && this.push({ kind: 'currency' }, 1);
  }

  private word(char: string): boolean {
    // `3x4`, `3 x4`
    const isTimes = /^[xX]$/.test(char) && /[\d($]/.test(this.text[this.at + 1] ?? '');
    if (isTimes && /^(?:number|close|percent)$/.test(this.tokens.at(-1)?.kind ?? ''))
      return this.push({ kind: 'operator', operator: '*' }, 1);
    const word = this.match(WORD);
    if (word === undefined || word === '$') return false;
    return this.push({ kind: /^[_$]|[_$\d]/.test(word) ? 'symbol' : 'word' }, word.length);
  }

  private raised(char: string): boolean {
    const raised = char === '⁻' || SUPERSCRIPTS.includes(char) ? this.match(SUPERSCRIPT) : undefined;
    if (raised === undefined) return false;
    const digits = raised.replace('⁻', '').replace(/./g, (digit) => String(SUPERSCRIPTS.indexOf(digit)));
    const value = { num: BigInt(digits) * (raised.startsWith('⁻') ? -1n : 1n), den: 1n };
    return this.push({ kind: 'superscript', value }, raised.length);
  }

  private sign(char: string): boolean {
    return this.compound() || this.relationOrOperator() || this.mark(char);
  }

  private compound(): boolean {
    const compound = this.match(COMPOUND);
    if (compound === undefined || (compound === '|' && this.isInTable())) return false;
    const [before, behind] = [this.text[this.at - 1] ?? '', this.text[this.at + compound.length] ?? ''];
    // `3--2` ends in the sign of the next number.
    if (compound === '--' && /\d/.test(behind) && /\d/.test(before)) return false;
    // `100%=1`
    if (compound === '%=' && /\d/.test(before)) return false;
    // `3 + 4 &= 7`, as LaTeX aligns equations.
    if (compound === '&=') return this.push({ kind: 'relation', relation: '=' }, compound.length);
    return this.push({ kind: 'other' }, compound.length);
  }

  private relationOrOperator(): boolean {
    for (const length of [3, 2, 1]) {
      const sign = this.text.slice(this.at, this.at + length);
      const [relation, operator] = [RELATIONS[sign], OPERATORS[sign]];
      if (relation) return this.push({ kind: 'relation', relation }, length);
      if (operator) return this.push({ kind: 'operator', operator }, length);
    }
    return false;
  }

  private mark(char: string): boolean {
    if (char === '%') return this.percent();
    const link = this.match(LINK_TEXT) ?? this.match(LINK_ADDRESS);
    if (link !== undefined) return this.push({ kind: 'stop' }, link.length);
    if (char === '|' && this.isInTable()) return this.push({ kind: 'stop' }, 1);
    if (char === '√') return this.push({ kind: 'root' }, 1);
    if (char === '!' && this.isFactorial()) return this.push({ kind: 'factorial' }, 1);
    if (char === '(' || char === '{') return this.push({ kind: 'open' }, 1);
    if (char === ')' || char === '}') return this.push({ kind: 'close' }, 1);
    if (/[.,;:!?—…•→⇒∴"'“”‘’]/.test(char)) return this.push({ kind: 'stop' }, 1);
    return this.push({ kind: 'other' }, String.fromCodePoint(this.text.codePointAt(this.at) ?? 32).length);
  }

  /** A line of a table begins with a bar. */
  private isInTable(): boolean {
    const start = this.text.lastIndexOf('\n', this.at - 1) + 1;
    return this.at - start < 500 && /^\s*\|/.test(this.text.slice(start, this.at + 1));
  }

  /** `17 % 5` and `17%5` take a remainder; `100%-25%`, `20% * 3` and `30% 4` have a percentage. */
  private percent(): boolean {
    const isGlued = !this.isSpaced(this.at);
    const isBeforeSign = /[-+]/.test(this.text[this.at + 1] ?? '');
    const isModulo = this.match(MODULO) !== undefined && !(isGlued && (isBeforeSign || this.isSpaced(this.at + 2)));
    return isModulo ? this.push({ kind: 'operator', operator: '%' }, 1) : this.push({ kind: 'percent' }, 1);
  }

  /** `5! = 120`, not the end of a sentence. */
  private isFactorial(): boolean {
    const before = this.tokens.at(-1);
    const isValue = before?.end === this.at && (before.kind === 'number' || before.kind === 'close');
    return isValue && /^\s*[-+*/×÷·=)]/.test(this.text.slice(this.at + 1, this.at + 4));
  }
}
