import { between, escaped, type Lexicon, type Nested } from './lexicon.ts';

/** Where a value is expected a slash begins a regular expression. */
const VALUE = String.raw`(?=\/)(?<=(?:^|[=(,;:!&|?{}[~<>+*%-]|\b(?:and|elsif|grep|if|join|map|not|or|push|puts|return|split|unless|until|when|while|x))\s*)`;
const REGEX = String.raw`${VALUE}\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\/[a-z]*`;

const CLOSERS: readonly (readonly [string, string])[] = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['<', '>'],
];
/** A text in brackets, which may hold others three deep. */
function bracketed(open: string, close: string): string {
  const [o, c] = [escaped(open), escaped(close)];
  let inner = String.raw`(?:\\[^]|[^\\${o}${c}])*`;
  for (let deep = 0; deep < 3; deep++) inner = String.raw`(?:\\[^]|[^\\${o}${c}]|${o}${inner}${c})*`;
  return o + inner + c;
}
const ANY_BRACKETS = CLOSERS.map(([open, close]) => bracketed(open, close)).join('|');
/** A text between equal marks of any kind. */
const MARKED = String.raw`(?<mark>[^\w\s([{<\\=,;)])(?:\\[^]|(?!\k<mark>)[^\\])*\k<mark>`;
const MARKED_TWICE = String.raw`(?<twice>[^\w\s([{<\\=,;)])(?:\\[^]|(?!\k<twice>)[^\\])*\k<twice>(?:\\[^]|(?!\k<twice>)[^\\])*\k<twice>`;

const hashBraces: Nested = { open: /#\{/y, close: /\}/y, counts: /\{/y };
const LONG = { lines: true };

export const RUBY: Lexicon = {
  line: /#[^\n]*/y,
  quoted: [
    between('"', { ...LONG, nested: [hashBraces] }),
    between("'", LONG),
    between('`', { ...LONG, nested: [hashBraces] }),
  ],
  whole: new RegExp(
    [
      String.raw`(?<![\w)\]}])%[qQwWiIrsx]?(?:${ANY_BRACKETS}|(?<mark>[!|/~^"'])(?:\\[^]|(?!\k<mark>)[^\\])*\k<mark>)`,
      REGEX,
      String.raw`(?<!\w)\?(?:\\.|[^\s\w])(?!\w)`,
      String.raw`\$[^\w\s]`,
      String.raw`[A-Za-z_]\w*[?!]?`,
    ].join('|'),
    'my',
  ),
  heredoc: {
    open: /<<(?<dash>[-~]?)(?<quote>["'`]?)(?<tag>[A-Z_]\w*|(?<=["'`])[^"'`\n]+)\k<quote>/y,
    close: ({ groups }) => new RegExp(`^${groups?.['dash'] ? '\\s*' : ''}${escaped(groups?.['tag'] ?? '')}$`),
  },
  apart: [{ from: /^=begin\b/, until: /^=end\b/ }, { from: /^__END__$/ }],
  continued: /\\$|(?:^|[^?\w])[.]$/,
  continues: /^\s*&?\.\w/,
};

export const PERL: Lexicon = {
  line: /#[^\n]*/y,
  quoted: [between('"', LONG), between("'", LONG), between('`', LONG)],
  whole: new RegExp(
    [
      String.raw`(?<![\w$@%&>])(?<!-)(?:s|tr|y)\s*(?:${CLOSERS.map(([open, close]) => `${bracketed(open, close)}\\s*(?:${ANY_BRACKETS}|\\/(?:\\\\[^]|[^/\\\\])*\\/)`).join('|')})[a-z]*`,
      String.raw`(?<![\w$@%&>])(?<!-)(?:s|tr|y)${MARKED_TWICE}[a-z]*`,
      String.raw`(?<![\w$@%&>])(?<!-)(?:q[qwxr]?|m)\s*(?:${ANY_BRACKETS})[a-z]*`,
      String.raw`(?<![\w$@%&>])(?<!-)(?:q[qwxr]?|m)${MARKED}[a-z]*`,
      REGEX,
      String.raw`\$#?[^\w\s({]`,
      String.raw`\$#(?=[{$\w])`,
      String.raw`[A-Za-z_]\w*(?:'(?=[A-Za-z_])\w+)*`,
    ].join('|'),
    'my',
  ),
  heredoc: {
    open: /<<(?<dash>~?)(?:(?<quote>["'])(?<quoted>[^"'\n]*)\k<quote>|(?<tag>[A-Za-z_]\w*))/y,
    close: ({ groups }) =>
      new RegExp(`^${groups?.['dash'] ? '\\s*' : ''}${escaped(groups?.['quoted'] ?? groups?.['tag'] ?? '')}$`),
  },
  apart: [
    { from: /^=[a-zA-Z]/, until: /^=cut\b/ },
    { from: /^__(?:END|DATA)__$/ },
    { from: /^\s*format\b[^=]*=\s*$/, until: /^\.$/ },
  ],
};

const command: Nested = { open: /\$\((?!\()/y, close: /\)/y, counts: /\(/y };
const arithmetic: Nested = { open: /\$?\(\(/y, close: /\)\)/y, counts: /\((?!\()/y };
const parameter: Nested = { open: /\$\{/y, close: /\}/y, counts: /\{/y };
const ticks: Nested = { open: /`/y, close: /`/y };

export const SHELL: Lexicon = {
  line: /(?<![^\s;&|()])#[^\n]*/y,
  quoted: [
    { open: /\$'/y, close: /'/y, escape: '\\', lines: true },
    { open: /'/y, close: /'/y, lines: true },
    between('"', { ...LONG, nested: [arithmetic, command, parameter, ticks] }),
  ],
  whole: /\\[^\n]|\$[#'"$!]|<<</y,
  nested: [arithmetic, command, parameter, { open: /(?:[<>]\()/y, close: /\)/y, counts: /\(/y }, ticks],
  heredoc: {
    open: /<<(?<dash>-?)[ \t]*(?:(?<quote>["'])(?<quoted>[^"'\n]*)\k<quote>|\\?(?<tag>[\w.+!@%^:/,-]*[A-Za-z_][\w.+!@%^:/,-]*))/y,
    close: ({ groups }) =>
      new RegExp(`^${groups?.['dash'] ? '\\t*' : ''}${escaped(groups?.['quoted'] ?? groups?.['tag'] ?? '')}$`),
  },
  continued: /(?:^|[^\\])(?:\\\\)*\\$/,
};
