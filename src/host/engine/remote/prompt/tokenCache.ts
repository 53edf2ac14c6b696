import { controlTexts } from './controlTexts.ts';
import type { Tokenizer } from '../servers/server.ts';
import type { Piece } from './template.ts';

/** Texts whose tokens are kept; the oldest leave. */
const KEPT = 64;

/** The tokens of prompts, each text asked for once. */
export class TokenCache {
  readonly #tokenizer: Tokenizer;
  readonly #texts = new Map<string, readonly number[]>();
  readonly #controls = new Map<string, number | undefined>();

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
  }

  /** Without BOS; nothing in `text` becomes a control token. @throws FailureError */
  async of(text: string): Promise<readonly number[]> {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const ids = text === '' ? [] : await this.#tokenizer.plain(text);
    this.#texts.set(text, ids);
    for (const oldest of [...this.#texts.keys()].slice(0, -KEPT)) this.#texts.delete(oldest);
    return ids;
  }

  /** With BOS once, and the control tokens that the template wrote. @throws FailureError */
  async ofPrompt(pieces: readonly Piece[]): Promise<readonly number[]> {
    const { bos } = this.#tokenizer;
    const ids: number[] = [];
    let text = '';
    const flush = async () => {
      // One by one: `push(...ids)` overflows the stack on a long text.
      for (const id of await this.of(text)) ids.push(id);
      text = '';
    };
    for (const piece of pieces) {
      for (const { part, id } of piece.isTemplate
        ? await this.#parts(piece.text)
        : [{ part: piece.text, id: undefined }]) {
        if (id === undefined) text += part;
        else {
          await flush();
          ids.push(id);
        }
      }
    }
    await flush();
    return bos.every((id, index) => ids[index] === id) ? ids : [...bos, ...ids];
  }

  /** A template's text, parted at its control tokens. */
  async #parts(text: string): Promise<{ readonly part: string; readonly id: number | undefined }[]> {
    const parts: { part: string; id: number | undefined }[] = [];
    let rest = text;
    for (const control of controlTexts(text)) {
      const at = rest.indexOf(control);
      if (!this.#controls.has(control)) this.#controls.set(control, await this.#tokenizer.control(control));
      const id = this.#controls.get(control);
      if (id === undefined) continue;
      parts.push({ part: rest.slice(0, at), id: undefined }, { part: control, id });
      rest = rest.slice(at + control.length);
    }
    return [...parts, { part: rest, id: undefined }];
  }
}
