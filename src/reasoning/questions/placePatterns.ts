/** How outputs write places in files. */

const LETTER = String.raw`[\p{L}\p{M}\p{N}_.\-@+~$]`;
/** Routes are folders and files like `[id]`, `[[...id]]` and `(group)`. */
const ROUTE = String.raw`[/\\](?:\[{1,2}[\w.\-]+\]{1,2}|\([\w.\-]+\))`;
const ENDING = String.raw`(?<=[\p{L}\p{M}\p{N}_\-\]])\.[A-Za-z]\w{0,9}`;
const NAMELESS = String.raw`(?<!${LETTER})(?:(?:GNUm|[Mm])akefile|Dockerfile|Rakefile|Gemfile|Jenkinsfile|[Jj]ustfile)`;
const PATH = String.raw`(?:[A-Za-z]:)?(?:${ROUTE}|${LETTER}|[/\\])*(?:${ENDING}|${NAMELESS})`;
/** Not in the middle of a path, nor of one with brackets that are no route. */
const START = String.raw`(?<!${LETTER}|[/\\]|[)\]](?=[/\\.]))`;
/** `:3`, `(3`, `:line 3`, `: line 3`, ` on line 3` */
const LINE = String.raw`(?:[:(]|[:,]? ?(?:on )?line )(\d{1,7})(?![\w/]|\.\d)`;

/** Each finds a path and a line, the more certain first. */
export const PLACES = [
  /File "([^"<\n][^"\n]*)", line (\d+)/g,
  // Its path is spelled as a URL.
  /(file:\/\/[^\s:?]*(?::\/[^\s:?]+)?)(?:\?[^\s:]*)?:(\d+)/g,
  // A whole path in a stack trace may have spaces.
  /\(((?:[A-Za-z]:)?[/\\][^:\n]{1,400}):(\d+):\d+\)$/gm,
  new RegExp(`${START}(${PATH})${LINE}`, 'gu'),
];
/** Addresses of other places than files, and parts of Node: what looks like a file in them is none here. */
export const ADDRESS = /\b(?:node:|(?!file:)[a-z][\w+.\-]{1,30}:\/\/)[^\s)]*/gi;
/** A host with a port, as in `example.com:8080`. */
export const HOST = /^[\w\-.]+\.(?:com|org|net|edu|gov|io|dev|local|localhost|internal)$/i;

/** A file's name on a line and its places below, `  3:7  error`, as eslint and stylelint list them. */
export const LISTED = /^((?:[A-Za-z]:)?[^\s:][^:\n]*\.[A-Za-z]\w{0,9})\n((?:[ \t]+\d+:\d+[ \t][^\n]*(?:\n|$))+)/gm;
