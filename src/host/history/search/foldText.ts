/** Text as the search compares it: without case, without accents, in one form of each character. */

/** A letter with the marks that belong to it, or a Hangul syllable that was typed in its parts. */
const CLUSTER = /[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|\P{M}\p{M}*|\p{M}+/gu;
const NOT_ASCII = /[^\0-\x7f]/;
/** What is not ASCII, with the letter before it: an accent may stand behind. */
const NOT_PLAIN = /[\0-\x7f]?[^\0-\x7f]+/g;
/** Accents of Latin, Greek and Cyrillic letters. The marks of other scripts are letters of their own: they stay. */
const ACCENTS = /[\u0300-\u036f]/g;
/** Soft hyphen, zero-width space, variation selectors. */
const INVISIBLE = /[\u00ad\u200b\ufe00-\ufe0f]/g;

export interface Folded {
  readonly text: string;
  /** Where in the original each UTF-16 unit of `text` comes from, and at the end the original's length. */
  readonly from: readonly number[];
}

/** The same text always folds to the same, whatever stands around it. */
export function fold(text: string): string {
  const plain = text.replaceAll(NOT_PLAIN, (part) => part.replaceAll(CLUSTER, foldCluster));
  return foldAscii(plain);
}

/** Folds a text and keeps where each of its characters came from. */
export function foldWithPlaces(text: string): Folded {
  const from: number[] = [];
  let folded = '';
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const piece = foldCluster(cluster);
    folded += piece;
    for (let i = 0; i < piece.length; i++) from.push(index);
  }
  from.push(text.length);
  return { text: folded, from };
}

/** White space is one kind; a NUL would end an entry of the index early. */
const foldAscii = (text: string) => text.replaceAll(/[\0\t-\r]+/g, (all) => ' '.repeat(all.length)).toLowerCase();

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
  return bare.normalize('NFC').toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').replaceAll(/\s/g, ' ');
}
