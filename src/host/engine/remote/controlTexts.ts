/**
 * Texts in the form of control tokens: `</s>`, `[INST]`, `<|im_end|>`, `<｜end▁of▁sentence｜>`, `>>TITLE<<`. Ordinary text in this form is
 * found as well; taking it apart does no harm.
 */
const FORM = /<[^<>\s]{1,64}>|\[[^[\]\s]{1,64}\]|>>[^<>\s]{1,64}<</gu;

/** Joins no characters and has no width: U+2060 WORD JOINER. */
const JOINER = '\u2060';

/** The text in pieces, none of which holds a whole text in the form of a control token; joined they are the text. */
export function withoutControlTexts(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { index, 0: found } of text.matchAll(FORM)) {
    // Inside the marks too, so that `<<s>>` leaves no `<s>`.
    const cut = index + (found.startsWith('>>') ? 2 : 1);
    pieces.push(text.slice(from, cut));
    from = cut;
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** The text as it may stand in a prompt that the server parses: no text in it is a control token any more. Two characters of a match are parted by one without width. */
export const defused = (text: string): string => withoutControlTexts(text).join(JOINER);

/** The texts in the form of control tokens, as they follow one another. */
export const controlTexts = (text: string): string[] => text.match(FORM) ?? [];
