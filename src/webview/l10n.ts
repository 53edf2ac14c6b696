/** The panel's words in the user's language; the host gives them with the page, as `vscode.l10n` has them. */

/** English sentences and what they are in the language of `Translation.language`. */
export interface Translation {
  /** BCP 47, e.g. `de`. */
  readonly language: string;
  readonly sentences: Readonly<Record<string, string>>;
}

const ENGLISH: Translation = { language: 'en-US', sentences: {} };
let current = ENGLISH;

/** From now on `t` and `count` speak this language; without one, English. */
export function speak(translation: Translation = ENGLISH): void {
  current = translation;
}

/** `sentence` in the user's language, with `{0}`, `{1}` … filled in. */
export function t(sentence: string, ...values: (string | number)[]): string {
  const known = Object.hasOwn(current.sentences, sentence) ? current.sentences[sentence] : undefined;
  return (known ?? sentence).replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}

/** A number as the language groups its digits. */
export const count = (n: number, fractionDigits = 0): string =>
  n.toLocaleString(current.language, { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits });

/** A number with as many digits behind the point as it has, and no groups. */
export const decimal = (n: number): string =>
  n.toLocaleString(current.language, { maximumFractionDigits: 20, useGrouping: false });

/** `Monday, 3 November`, with the year where it is another one. */
export const day = (date: Date, isThisYear: boolean): string =>
  date.toLocaleDateString(current.language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  });

/** `14:05` */
export const timeOfDay = (date: Date): string => date.toLocaleTimeString(current.language, { timeStyle: 'short' });

/** `3 Nov 2026, 14:05` */
export const moment = (date: Date): string =>
  date.toLocaleString(current.language, { dateStyle: 'medium', timeStyle: 'short' });

/** The translation in the page's data block `l10n`, if it holds one. */
export function translationOf(page: Document): Translation | undefined {
  const text = page.getElementById('l10n')?.textContent ?? '';
  return text === '' ? undefined : (JSON.parse(text) as Translation);
}
