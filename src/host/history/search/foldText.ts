/** Text as the search compares it: without case, without accents, in one form of each character, with one space at a time. */

/** A letter with the marks that belong to it, or a Hangul syllable that was typed in its parts. */
const CLUSTER = /[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|\P{M}\p{M}*|\p{M}+/gu;
const NOT_ASCII = /[^\0-\x7f]/;
/** What is not ASCII, with the letter before it: an accent may stand behind. */
const NOT_PLAIN = /[\0-\x7f]?[^\0-\x7f]+/g;
/** Accents of Latin, Greek and Cyrillic letters. The marks of other scripts are letters of their own: they stay. */
const ACCENTS = /[\u0300-\u036f]/g;
/** Soft hyphen, zero-width space, word joiner, directions, variation selectors, byte order mark. Those that join letters or emoji stay. */
const INVISIBLE = /[\u00ad\u200b\u2060-\u206f\ufe00-\ufe0f\ufeff\p{Bidi_Control}]/gu;
/** Signs that keyboards have in one form, and letters without an accent that Unicode could take off. */
const AS_TYPED: readonly (readonly [RegExp, string])[] = [
  [/[\u02bb\u02bc\u2018-\u201b]/g, "'"],
  [/[«»\u201c-\u201f]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/ł/g, 'l'],
  [/ø/g, 'o'],
  [/[đð]/g, 'd'],
  [/ħ/g, 'h'],
  [/ŧ/g, 't'],
  [/þ/g, 'th'],
  [/æ/g, 'ae'],
  [/œ/g, 'oe'],
];

export interface Folded {
  readonly text: string;
  /** Where in the original each UTF-16 unit of `text` comes from, and at the end the original's length. */
  readonly from: readonly number[];
}

/** A word always folds to the same, whatever stands around it. A change here needs the index made anew: see `schema.ts`. */
export function fold(text: string): string {
  const plain = text.replaceAll(NOT_PLAIN, (part) => part.replaceAll(CLUSTER, foldCluster));
  return foldAscii(plain);
}

/** Folds a text and keeps where each of its characters came from. */
export function foldWithPlaces(text: string): Folded {
  const from: number[] = [];
  let folded = '';
  let isBehindSpace = false;
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const all = foldCluster(cluster);
    const piece = isBehindSpace && all.startsWith(' ') ? all.slice(1) : all;
    if (all !== '') isBehindSpace = all.endsWith(' ');
    folded += piece;
    for (let i = 0; i < piece.length; i++) from.push(index);
  }
  from.push(text.length);
  return { text: folded, from };
}

/** White space is one kind; a NUL would end an entry of the index early. */
const foldAscii = (text: string) => text.replaceAll(/[\0\t-\r ]+/g, ' ').toLowerCase();

/** A text has few different ones; the normal forms take long. */
const known = new Map<string, string>();
const MOST_KNOWN = 10_000;

function foldCluster(cluster: string): string {
  let folded = known.get(cluster);
  if (folded === undefined) {
    folded = foldedCluster(cluster);
    if (known.size >= MOST_KNOWN) known.clear();
    if (cluster.length <= 8) known.set(cluster, folded);
  }
  return folded;
}

function foldedCluster(cluster: string): string {
  if (!NOT_ASCII.test(cluster)) return foldAscii(cluster);
  const bare = cluster
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .replaceAll(INVISIBLE, '');
  // Up and down again: ß, ẞ and SS are the same then, and so are the three forms of sigma.
  const lower = bare.normalize('NFC').toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
  return AS_TYPED.reduce((rest, [sign, typed]) => rest.replaceAll(sign, typed), lower).replaceAll(/\s+/g, ' ');
}
