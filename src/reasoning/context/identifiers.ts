/** A name used in code: where it stands first (0-based line and UTF-16 column) and how often it is there. */
export interface UsedName {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly uses: number;
}

const NAME = /(?<![\p{ID_Continue}$])[\p{ID_Start}_$][\p{ID_Continue}$]*/gu;
/** String literals and line comments hold words, not names. Template literals hold both and are kept. */
const STRINGS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*|\/\*[\s\S]*?\*\//g;
const HASH_COMMENTS = /(?<=^|\s)#.*/gm;
const HASH_LANGUAGES = ['python', 'ruby', 'shellscript', 'yaml', 'r', 'perl', 'elixir', 'julia', 'makefile'];

const KEYWORDS = new Set(
  (
    'abstract and any as assert async await bool boolean break case catch char class const continue def default del ' +
    'delete do double elif else end enum export extends false final finally float fn for from func function global if ' +
    'implements import in instanceof int interface is lambda let long match mut namespace native never new nil None not ' +
    'null number object of or package pass private protected pub public raise readonly return self short static str ' +
    'string struct super switch then this throw throws trait True False true try type typeof undefined unknown unsigned ' +
    'use using val var virtual void volatile where while with yield'
  ).split(' '),
);

/** Names that are looked up: a selection that uses more is too large for context anyway. */
const MOST_NAMES = 40;
/** Characters of a piece that are searched for names: no context window holds a minified file of megabytes. */
const MOST_CHARACTERS = 65_536;

/**
 * The first names that some pieces of a document use, each at its place in the document: the first line of a piece may begin
 * in the middle of a line.
 *
 * @param lineText the text of a line of the document, 0-based
 */
export function namesIn(
  parts: readonly { readonly code: string; readonly firstLine: number }[],
  fence: string,
  lineText: (line: number) => string,
): UsedName[] {
  const found: UsedName[] = [];
  for (const { code, firstLine } of parts) {
    const start = code.slice(0, MOST_CHARACTERS);
    const names = usedNames(start, fence).slice(0, MOST_NAMES - found.length);
    if (names.length === 0) continue;
    const begin = Math.max(0, lineText(firstLine - 1).indexOf(start.split('\n', 1)[0] ?? ''));
    for (const name of names) {
      const column = name.column + (name.line === 0 ? begin : 0);
      found.push({ ...name, line: firstLine - 1 + name.line, column });
    }
  }
  return found;
}

/** The names used in a piece of code, in the order they first appear; keywords, strings and comments are left out. @internal */
export function usedNames(code: string, fence: string): UsedName[] {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  let bare = code.replace(STRINGS, blank);
  if (HASH_LANGUAGES.includes(fence)) bare = bare.replace(HASH_COMMENTS, blank);
  const found = new Map<string, UsedName>();
  for (const [line, text] of bare.split('\n').entries()) {
    for (const { 0: name, index } of text.matchAll(NAME)) {
      if (KEYWORDS.has(name)) continue;
      // A member and a variable of one name are two things.
      const key = text[index - 1] === '.' ? `.${name}` : name;
      const known = found.get(key);
      found.set(key, known ? { ...known, uses: known.uses + 1 } : { name, line, column: index, uses: 1 });
    }
  }
  return [...found.values()];
}
