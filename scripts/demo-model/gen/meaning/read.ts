/** The amounts of a question as they stand there, in order: the first thing that a careful reader writes down. */
import { inWords } from './say.ts';

const NUMBERS = new Map(Array.from({ length: 200 }, (_, n) => [inWords(n), n] as const));
const AMOUNTS = new Set(
  'half halves third thirds quarter quarters fifth fifths sixth sixths twice thrice double triple dozen pair pairs'.split(
    ' ',
  ),
);
/** Behind a number they say nothing about what it counts. */
const EMPTY = new Set(
  'of and or in on at to from for with the a an is are was were as by per each more less than then that how what he she they it i we has have had if there who but while too also not into out up off go goes'.split(
    ' ',
  ),
);

/** "36 cookies; 19; half": numbers in digits, each with the word behind it, and words for parts. */
export function figuresIn(question: string): string[] {
  const words =
    question.replace(/(\d),(?=\d{3})/g, '$1').match(/\$?\d+(?:[:.]\d+)?%?|[A-Za-z][A-Za-z'-]*|[.,;?!]/g) ?? [];
  const found: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const lower = words[i]!.toLowerCase();
    let figure: string | undefined;
    if (/\d/.test(lower)) figure = lower;
    else if (AMOUNTS.has(lower)) figure = lower;
    else {
      // "forty two" and "two hundred and five" are one number; "one" is most often none.
      for (let n = Math.min(5, words.length - i); n > 0 && figure === undefined; n--) {
        const text = words
          .slice(i, i + n)
          .join(' ')
          .toLowerCase();
        const value =
          NUMBERS.get(text) ??
          NUMBERS.get(text.replace(/ty (?=(?:one|two|three|four|five|six|seven|eight|nine)$)/, 'ty-'));
        if (value === undefined || value === 1) continue;
        figure = String(value);
        i += n - 1;
      }
    }
    if (figure === undefined) continue;
    const next = words[i + 1]?.toLowerCase();
    const counts =
      next !== undefined && /^[a-z]/.test(next) && !EMPTY.has(next) && !AMOUNTS.has(next) && !NUMBERS.has(next);
    found.push(counts && !AMOUNTS.has(figure) ? `${figure} ${next}` : figure);
  }
  return found;
}
