/**
 * Texts in the form of control tokens: `</s>`, `[INST]`, `<|im_end|>`, `<｜end▁of▁sentence｜>`, `>>TITLE<<`. Ordinary text in this form is
 * found as well; taking it apart does no harm.
 */
const FORM = /<[^<>\s]{1,64}>|\[[^[\]\s]{1,64}\]|>>[^<>\s]{1,64}<</gu;
/** Where one begins, also inside another: `[<s>]`. */
const BEGINNING = new RegExp(`(?=${FORM.source})`, 'gu');

/** No width, and no letter joins another across it: U+2060 WORD JOINER. */
const JOINER = '\u2060';

/** The text in pieces, none of which holds a whole text in the form of a control token; joined they are the text. */
export function withoutControlTexts(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { index } of text.matchAll(BEGINNING)) {
    pieces.push(text.slice(from, index + 1));
    from = index + 1;
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** The text as it may stand in a prompt that the server parses: what looks like a control token has a character without width in it. */
export const defused = (text: string): string => withoutControlTexts(text).join(JOINER);

/** The texts in the form of control tokens, as they follow one another. */
export const controlTexts = (text: string): string[] => text.match(FORM) ?? [];
