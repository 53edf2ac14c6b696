import { fold, foldWithPlaces } from './foldText.ts';

/** Where the words that were searched for stand. */
export interface Hit {
  /** Id of the turn. */
  readonly turn: string;
  /** Some words around them; each found word stands between `MARKS`. */
  readonly snippet: string;
}

/** Control characters, which no one types. */
const MARKS = { begin: '\u0002', end: '\u0003' } as const;
const MARK = new RegExp(`[${MARKS.begin}${MARKS.end}]`, 'g');

/** Characters of a query that count, here and in the field; nobody types more. */
const MOST_TYPED = 1000;
/** A phrase between quotes, or a word. */
const TERM = /"([^"]*[^"\s][^"]*)"(?=\s|$)|\S+/g;
/** The same where the end was cut off, perhaps within a phrase. */
const TERM_OF_CUT = /"([^"]*[^"\s][^"]*)(?:"(?=\s|$)|$)|\S+/g;
/** Sequences of three characters that the index is asked for; more make it no more exact. */
const MOST_TRIGRAMS = 32;

/** Characters before and after what was found. */
const BEFORE = 40;
const AFTER = 120;

/**
 * What someone typed, as folded terms that must all be there, in any order, each also as a part of a word. Between double
 * quotes several words are one term. Nothing to search for gives none.
 */
export function termsOf(query: string): readonly string[] {
  // Half an emoji would be found nowhere.
  const typed = fold(query.slice(0, MOST_TYPED).replace(/[\ud800-\udbff]$/, ''));
  const found = typed.matchAll(query.length < MOST_TYPED ? TERM : TERM_OF_CUT);
  return [...new Set(Array.from(found, ([whole, phrase]) => (phrase ?? whole).trim()))];
}

/** What the index is asked for so that it gives all turns that can hold the terms; `undefined`: it has no say, all are too short. */
export function trigramExpression(terms: readonly string[]): string | undefined {
  const trigrams = new Set<string>();
  for (const term of terms) {
    const characters = Array.from(term);
    for (let i = 0; i + 3 <= characters.length; i++) trigrams.add(characters.slice(i, i + 3).join(''));
  }
  if (trigrams.size === 0) return undefined;
  const step = Math.ceil(trigrams.size / MOST_TRIGRAMS);
  const asked = [...trigrams].filter((_, i) => i % step === 0);
  return asked.map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}

/** `start`: all terms are there and each begins a word somewhere · `part`: all are there · `undefined`: one is missing. */
export function matchOf(folded: string, terms: readonly string[]): 'start' | 'part' | undefined {
  let isStart = true;
  for (const term of terms) {
    let at = folded.indexOf(term);
    if (at < 0) return undefined;
    while (at > 0 && isLetter(folded, at - 1)) at = folded.indexOf(term, at + 1);
    if (at < 0) isStart = false;
  }
  return isStart ? 'start' : 'part';
}

const isLetter = (text: string, at: number): boolean => /[\p{L}\p{N}\p{M}]/u.test(text[at] ?? '');

/** The words of `text` around the first of the terms, with all terms marked. */
export function snippetOf(text: string, terms: readonly string[]): string {
  const { text: folded, from } = foldWithPlaces(text);
  const places = terms.flatMap((term) => placesOf(folded, term)).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const first = from[places[0]?.[0] ?? 0] ?? 0;
  const begin = edge(text, Math.max(0, first - BEFORE), first, 1);
  const end = edge(text, Math.min(text.length, first + AFTER), first, -1);
  let snippet = begin > 0 ? '…' : '';
  let at = begin;
  for (const [one, other] of places) {
    const [left, right] = [Math.max(at, from[one] ?? 0), Math.min(end, from[other] ?? text.length)];
    if (left >= right) continue;
    snippet += clean(text.slice(at, left)) + MARKS.begin + clean(text.slice(left, right)) + MARKS.end;
    at = right;
  }
  return snippet + clean(text.slice(at, end)) + (end < text.length ? '…' : '');
}

/** Begin and end of each place of `term`, at most some dozens. */
function placesOf(folded: string, term: string): [number, number][] {
  const places: [number, number][] = [];
  for (let at = folded.indexOf(term); at >= 0 && places.length < 64; at = folded.indexOf(term, at + term.length)) {
    places.push([at, at + term.length]);
  }
  return places;
}

/** The edge of a word near `at`, where there is one before `limit` is near; never inside a character. */
function edge(text: string, at: number, limit: number, step: 1 | -1): number {
  if (at <= 0 || at >= text.length) return at;
  for (let i = at; Math.abs(i - at) < 24 && (limit - i) * step > 0; i += step) {
    if (/\s/.test(text[step === 1 ? i - 1 : i] ?? ' ')) return i;
  }
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at + step : at;
}

const clean = (text: string) => text.replaceAll(MARK, '');

/** A snippet on one line and without marks. */
export const plainSnippet = (snippet: string): string => snippet.replaceAll(MARK, '').replaceAll(/\s+/g, ' ').trim();

/** A snippet on one line, cut at its marks: every second piece is what was found. */
export const snippetPieces = (snippet: string): string[] => snippet.replaceAll(/\s+/g, ' ').trim().split(MARK);
