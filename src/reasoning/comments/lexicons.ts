import { BRACES } from './braceLexicons.ts';
import {
  BACKSLASH,
  CHARACTER,
  DOUBLE,
  HASH,
  LONG,
  NESTED_STARS,
  SINGLE,
  SLASHES,
  STARS,
  between,
  dollarBraces,
  escaped,
  literal,
  triple,
  type Lexicon,
  type Quoted,
} from './lexicon.ts';
import { PERL, RUBY, SHELL } from './scriptLexicons.ts';

const scheme: Lexicon = {
  line: /;[^\n]*/y,
  block: { open: /#\|/y, close: /\|#/y, nests: true },
  quoted: [between('"', LONG), between('|', LONG)],
  whole: /#\\(?:[^\n\s]\w*)/y,
};
const heredoc = (open: RegExp): NonNullable<Lexicon['heredoc']> => ({
  open,
  close: ({ groups }) => new RegExp(`^\\s*${escaped(groups?.['tag'] ?? '')}(?!\\w)`),
});
const sql = (escape: string | undefined): Lexicon => ({
  line: /--[^\n]*/y,
  block: NESTED_STARS,
  quoted: [
    {
      open: /\bq'([[({<])/iy,
      close: ([, open = '']) => literal(`${{ '[': ']', '(': ')', '{': '}' }[open] ?? '>'}'`),
      lines: true,
    },
    ...["'", '"'].map((mark) => ({
      open: literal(mark),
      close: literal(mark),
      lines: true,
      ...(escape && { escape }),
    })),
    { open: /`/y, close: /`/y, lines: true },
    { open: /\$(\w*)\$/y, close: ([all]) => literal(all), lines: true },
  ],
  whole: /\w[\w$]*/y,
});
/** By language id. A language may have several, where its kinds differ: what all of them call code is code. */
export const LEXICONS: Readonly<Record<string, readonly Lexicon[]>> = {
  ...BRACES,
  clojure: [{ line: /;[^\n]*/y, quoted: [between('"', LONG)], whole: /\\\S\w*/y }],
  coffeescript: [
    {
      line: /#(?!##)[^\n]*/y,
      block: { open: /###/y, close: /###/y },
      quoted: [triple('"'), triple("'"), triple('/'), between('"', LONG), between("'", LONG), between('`', LONG)],
      whole: /(?<=[=(,:[!&|?{};\n]\s*)\/(?![\s/=])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\/|[A-Za-z_$][\w$]*/y,
      continued: BACKSLASH,
      continues: /^\s*\??\.\w/,
    },
  ],
  elixir: [
    {
      line: HASH,
      quoted: [
        ...['"', "'"].map((mark) => ({ ...triple(mark), open: new RegExp(`(?:~[a-zA-Z]+)?${mark.repeat(3)}`, 'y') })),
        ...sigils(),
        between('"', LONG),
        between("'", LONG),
      ],
      whole: /\?(?:\\.|\S)|\w+[?!]?/y,
      continues: /^\s*(?:\|>|<>|\+\+)/,
    },
  ],
  erlang: [
    {
      line: /%[^\n]*/y,
      quoted: [triple('"', { escape: '' }), between('"', LONG), between("'", LONG)],
      whole: /\$(?:\\.|[^\n])|\w+/y,
    },
  ],
  fsharp: [
    {
      line: SLASHES,
      block: { open: /\(\*(?!\))/y, close: /\*\)/y, nests: true, strings: true },
      quoted: [
        triple('"', { escape: '' }),
        { open: /(?:\$@|@\$?)"/y, close: /"/y, passed: /""/y, lines: true },
        between('"', LONG),
      ],
      whole: CHARACTER,
    },
  ],
  graphql: [{ line: HASH, quoted: [triple('"'), DOUBLE] }],
  haskell: [
    {
      line: /--+(?![!#$%&*+./<=>?@\\^|~:-])[^\n]*/y,
      block: { open: /\{-/y, close: /-\}/y, nests: true },
      quoted: [{ open: /\[[\w.']+\|/y, close: /\|\]/y, lines: true }, DOUBLE],
      whole: CHARACTER,
      continued: BACKSLASH,
    },
  ],
  julia: [
    {
      line: HASH,
      block: { open: /#=/y, close: /=#/y, nests: true },
      quoted: [triple('"'), triple('`'), between('"', LONG), between('`', LONG)],
      whole: /(?<![\w)\]}'.])'(?:\\[^\n']+|\\'|[^\\'\n])'|[\p{L}_][\p{L}\p{N}_!]*'*/uy,
    },
  ],
  lua: [
    {
      line: /--(?!\[=*\[)[^\n]*/y,
      quoted: [
        { open: /(?:--)?\[(=*)\[/y, close: ([, level = '']) => literal(`]${level}]`), lines: true },
        { ...DOUBLE, escape: '\\' },
        SINGLE,
      ],
      // `\z` passes line breaks; the string goes on behind them.
      continued: /\\z?\s*$/,
    },
  ],
  matlab: [
    {
      line: /%[^\n]*|\.\.\.[^\n]*/y,
      quoted: [
        { open: /(?<=^[ \t]*)%\{(?=[ \t]*$)/my, close: /(?<=^[ \t]*)%\}(?=[ \t]*$)/my, lines: true },
        { open: /"/y, close: /"/y },
        { open: /(?<![\w)\]}'.])'/y, close: /'/y },
      ],
      continued: /\.\.\.[^\n]*$/,
    },
  ],
  ocaml: [
    {
      block: { open: /\(\*/y, close: /\*\)/y, nests: true, strings: true },
      quoted: [
        { open: /\{(?:%%?[\w.]+\s*)?([a-z_]*)\|/y, close: ([, id = '']) => literal(`|${id}}`), lines: true },
        between('"', LONG),
      ],
      whole: CHARACTER,
    },
  ],
  perl: [PERL],
  php: [
    {
      line: /(?:\/\/|#(?!\[))[^\n]*/y,
      block: STARS,
      quoted: [between("'", LONG), between('"', LONG), between('`', LONG)],
      heredoc: heredoc(/<<<[ \t]*(["']?)(?<tag>[A-Za-z_]\w*)\1/y),
    },
  ],
  powershell: [
    {
      line: /(?<![\w`$-])#[^\n]*/y,
      block: { open: /<#/y, close: /#>/y },
      quoted: [
        { open: /@"(?=[ \t]*\n)/y, close: /(?<=\n)"@/y, lines: true },
        { open: /@'(?=[ \t]*\n)/y, close: /(?<=\n)'@/y, lines: true },
        {
          ...between('"', { ...LONG, escape: '`' }),
          nested: [{ open: /\$\(/y, close: /\)/y, counts: /\(/y }],
        },
        { open: /'/y, close: /'/y, lines: true },
      ],
      whole: /`[^\n]/y,
      continued: /`[ \t]*$/,
      continues: /^\s*(?:\.\w|\|)/,
    },
  ],
  python: [
    {
      line: HASH,
      quoted: [triple('"'), triple("'"), DOUBLE, SINGLE],
      continued: BACKSLASH,
      apart: [{ from: /^# \/\/\/ [\w-]+\s*$/, until: /^# \/\/\/\s*$/ }],
    },
  ],
  r: [
    {
      line: HASH,
      quoted: [
        {
          open: /\b[rR](["'])(-*)([[({])/y,
          close: ([, quote = '', dashes = '', open = '']) =>
            literal(`${{ '[': ']', '(': ')' }[open] ?? '}'}${dashes}${quote}`),
          lines: true,
        },
        between('"', LONG),
        between("'", LONG),
        between('`', LONG),
      ],
      whole: /[A-Za-z_.][\w.]*(?!["'])/y,
    },
  ],
  ruby: [RUBY],
  scheme: [scheme],
  shellscript: [SHELL],
  sql: [sql(undefined), sql('\\'), { ...sql(undefined), block: STARS }],
  terraform: [
    {
      line: /#[^\n]*|\/\/[^\n]*/y,
      block: STARS,
      quoted: [between('"', { nested: [dollarBraces, { ...dollarBraces, open: /%\{/y }] })],
      heredoc: heredoc(/<<-?(?<tag>[\p{L}_][\p{L}\p{N}_-]*)/uy),
    },
  ],
  toml: [
    {
      line: HASH,
      quoted: [triple('"'), triple("'", { escape: '' }), DOUBLE, between("'", { escape: '' })],
    },
  ],
  vb: [
    {
      line: /'[^\n]*|\bREM\b[^\n]*/iy,
      quoted: [{ open: /"/y, close: /"/y, lines: true }],
      continued: /(?:^|\s)_\s*(?:'[^\n]*)?$|[-,({=+*/&<>]\s*$/,
      continues: /^\s*[.)}]/,
    },
  ],
};

function sigils(): Quoted[] {
  const pairs = [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
    ['<', '>'],
    ['/', '/'],
    ['|', '|'],
    ['"', '"'],
    ["'", "'"],
  ] as const;
  return pairs.map(([open, close]) => ({
    open: new RegExp(`~[a-zA-Z]+${escaped(open)}`, 'y'),
    close: literal(close),
    escape: '\\',
    lines: true,
  }));
}
