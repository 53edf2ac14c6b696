import type { LlamaModel, Token } from 'node-llama-cpp';
import { matches, specialTokens, type Match, type SpecialTokens } from './specialTokens.ts';
import type { TemplatePiece } from './templateMessages.ts';

/** White space as C's `isspace` knows it, which llama.cpp strips by. */
const isSpace = (sign: string): boolean => /^[ \t-\r]$/.test(sign);

/**
 * Tokenizes rendered prompts as llama.cpp does (`tokenizer_st_partition`): cut at the special tokens, the longest first, each
 * stretch between them by itself. But a special token counts only where the template wrote all of it; in what a user or a
 * model wrote, its text is plain text.
 */
export class TemplateTokens {
  readonly #model: LlamaModel;
  readonly #special: SpecialTokens;
  /** What a line break becomes at the beginning of a text. */
  readonly #lineBreak: readonly Token[];
  /** The tokenizer puts a space in front of every text. */
  readonly #addsSpace: boolean;

  /** @param template the Jinja source */
  constructor(model: LlamaModel, template: string) {
    this.#model = model;
    this.#special = specialTokens(model, template);
    this.#lineBreak = model.tokenize('\n');
    this.#addsSpace = !startsWith(model.tokenize('\nab').slice(this.#lineBreak.length), model.tokenize('ab'));
  }

  tokenize(pieces: readonly TemplatePiece[]): Token[] {
    const text = pieces.map((piece) => piece.text).join('');
    const tokens: Token[] = [];
    let at = 0;
    for (const { special, start, end } of this.#written(pieces, text)) {
      let stop = start;
      if (special.strips.before) while (stop > at && isSpace(text.charAt(stop - 1))) stop--;
      this.#plain(text.slice(at, stop), tokens);
      tokens.push(special.token);
      at = end;
      if (special.strips.behind) while (at < text.length && isSpace(text.charAt(at))) at++;
    }
    this.#plain(text.slice(at), tokens);
    const { bos, shouldPrependBosToken } = this.#model.tokens;
    if (bos !== null && shouldPrependBosToken && tokens[0] !== bos) tokens.unshift(bos);
    return tokens;
  }

  /** The first special token in what a template wrote, and where it stands. */
  first(text: string): Match | undefined {
    return this.#written([{ text, source: 'template' }], text)[0];
  }

  /** The special tokens that the template wrote, in order. */
  #written(pieces: readonly TemplatePiece[], text: string): Match[] {
    const found: Match[] = [];
    let at = 0;
    for (const piece of pieces) {
      const end = at + piece.text.length;
      if (piece.source === 'template') found.push(...matches(this.#special.all, text, at, end));
      at = end;
    }
    found.sort((a, b) => b.special.text.length - a.special.text.length || a.start - b.start);
    const taken: Match[] = [];
    for (const match of found) {
      if (taken.every(({ start, end }) => match.end <= start || end <= match.start)) taken.push(match);
    }
    return taken.sort((a, b) => a.start - b.start);
  }

  /** Text without special tokens. What would become a user-defined token all the same is cut behind its first character. */
  #plain(text: string, tokens: Token[]): void {
    if (text === '') return;
    const cuts = new Set<number>();
    for (const { start } of matches(this.#special.userDefined, text)) {
      cuts.add(start + String.fromCodePoint(text.codePointAt(start) ?? 0).length);
    }
    let at = 0;
    for (const cut of [...[...cuts].sort((a, b) => a - b), text.length]) {
      append(tokens, at === 0 ? this.#model.tokenize(text.slice(0, cut)) : this.#inside(text.slice(at, cut)));
      at = cut;
    }
  }

  /** Tokens of a text that does not begin the prompt, nor follows a special token. */
  #inside(text: string): readonly Token[] {
    if (!this.#addsSpace) return this.#model.tokenize(text);
    // The line break takes the space that the tokenizer adds, and is cut off again.
    const tokens = this.#model.tokenize(`\n${text}`);
    return startsWith(tokens, this.#lineBreak) ? tokens.slice(this.#lineBreak.length) : this.#model.tokenize(text);
  }
}

const startsWith = (tokens: readonly Token[], head: readonly Token[]): boolean =>
  head.every((token, i) => tokens[i] === token);

/** `push(...tokens)` overflows the stack on a long text. */
function append(tokens: Token[], more: readonly Token[]): void {
  for (const token of more) tokens.push(token);
}
