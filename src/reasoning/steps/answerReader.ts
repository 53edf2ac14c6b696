import { AnswerParser, type Section } from './answerParser.ts';

/** The sections of an answer that is read again and again: while it only grows, only what is new is parsed. */
export class AnswerReader {
  #parser = new AnswerParser();
  #text = '';

  /** @returns the same array, changed, as long as `text` begins with the one before */
  read(text: string): readonly Section[] {
    if (!text.startsWith(this.#text)) {
      this.#parser = new AnswerParser();
      this.#text = '';
    }
    if (text !== this.#text) this.#parser.append(text.slice(this.#text.length));
    this.#text = text;
    return this.#parser.sections;
  }
}
