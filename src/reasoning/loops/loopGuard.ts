import { LayoutLines } from './layoutLines.ts';

/** In prose: so many copies and tokens, and no fewer. */
const COPIES = 4;
const TOKENS = 64;
/** Code and tables repeat themselves for good reasons. */
const LAYOUT_COPIES = 32;
const LAYOUT_TOKENS = 1024;
/** Tokens of the longest unit that is looked for. */
const LONGEST_UNIT = 512;

/** Tells when a text that is being written says the same over and over: its end is copies of one unit, to the token. */
export class LoopGuard {
  readonly #prompt: readonly number[];
  /** By the length of the unit: tokens of the longest such repetition in the prompt. */
  readonly #inPrompt = new Map<number, number>();
  readonly #tokens: number[] = [];
  /** For each length of a unit: how many tokens at the end are the same as those one unit before. */
  readonly #same = new Uint32Array(LONGEST_UNIT + 1);
  readonly #lines = new LayoutLines();
  /** Index behind the last token of code, of a table, or without a letter or a figure since the last one that has one. */
  #layoutEnd = 0;
  #lastWord = -1;

  /** @param prompt what stands in it may be quoted */
  constructor(prompt: readonly number[] = []) {
    this.#prompt = prompt;
  }

  /** Takes the next token and its text. @returns the tokens of the unit, where the text is a loop */
  push(token: number, text: string): number | undefined {
    const index = this.#tokens.push(token) - 1;
    this.#lines.push(text);
    if (this.#lines.isLayout) this.#layoutEnd = index + 1;
    if (/[\p{L}\p{N}]/u.test(text)) this.#lastWord = index;
    const longest = Math.min(LONGEST_UNIT, index);
    let unit: number | undefined;
    for (let length = 1; length <= longest; length++) {
      if (this.#tokens[index - length] !== token) this.#same[length] = 0;
      else {
        const same = (this.#same[length] ?? 0) + 1;
        this.#same[length] = same;
        unit ??= this.#isLoop(same + length, length) ? length : undefined;
      }
    }
    return unit;
  }

  #isLoop(span: number, unit: number): boolean {
    if (span < TOKENS || span < COPIES * unit) return false;
    if (span <= this.#quotable(unit) + unit) return false;
    const end = this.#tokens.length;
    // Signs alone are a rule or a frame.
    const isLayout = this.#layoutEnd > end - span || this.#lastWord < end - unit;
    return !isLayout || (span >= LAYOUT_TOKENS && span >= LAYOUT_COPIES * unit);
  }

  /** Tokens of the longest repetition by `unit` in the prompt. */
  #quotable(unit: number): number {
    const known = this.#inPrompt.get(unit);
    if (known !== undefined) return known;
    let [longest, same] = [0, 0];
    this.#prompt.forEach((token, index) => {
      same = token === this.#prompt[index - unit] ? same + 1 : 0;
      if (same > longest) longest = same;
    });
    this.#inPrompt.set(unit, longest + unit);
    return longest + unit;
  }
}
