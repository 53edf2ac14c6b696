import { between, escaped, literal, type Lexicon, type Nested, type Quoted } from './lexicon.ts';
import { PERL, RUBY, SHELL } from './scriptLexicons.ts';

const SLASHES = /\/\/[^\n]*/y;
const HASH = /#[^\n]*/y;
const STARS = { open: /\/\*/y, close: /\*\//y };
const NESTED_STARS = { ...STARS, nests: true };
const DOUBLE = between('"');
const SINGLE = between("'");
/** Strings that may go on over several lines. */
const LONG = { lines: true };
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*/uy;
/** A character, beside marks that look like the beginning of one: lifetimes, type variables, primes of names. */
const CHARACTER = /'(?:\\[^\n']+|\\'|\\\\|[^\\'\n])'|[\p{L}_][\p{L}\p{N}_']*|\d[\w.]*/uy;
const dollarBraces: Nested = { open: /\$\{/y, close: /\}/y, counts: /\{/y };
const BACKSLASH = /\\[ \t]*$/;

const c: Lexicon = {
  block: STARS,
  quoted: [
    // A line comment goes on behind a backslash, as a string does.
    { open: /\/\//y, close: /(?!)/y, escape: '\\' },
    DOUBLE,
    SINGLE,
  ],
  whole: /[A-Za-z_$]\w*|\.?\d(?:[\w.]|'\w)*/y,
  continued: /(?:\\|\?\?\/)[ \t]*$/,
};
const cpp: Lexicon = {
  ...c,
  quoted: [
    { open: /(?:u8|[uUL])?R"([^\s()\\]{0,16})\(/y, close: ([, tag = '']) => literal(`)${tag}"`), lines: true },
    ...c.quoted,
  ],
};
const scheme: Lexicon = {
  line: /;[^\n]*/y,
  block: { open: /#\|/y, close: /\|#/y, nests: true },
  quoted: [between('"', LONG), between('|', LONG)],
  whole: /#\\(?:[^\n\s]\w*)/y,
};
const triple = (mark: string, more: Partial<Quoted> = {}): Quoted => between(mark.repeat(3), { ...LONG, ...more });
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
const css: Lexicon = {
  block: STARS,
  quoted: [DOUBLE, SINGLE],
  whole: /url\(\s*[^\s"')][^)\n]*\)/y,
  continued: BACKSLASH,
};

/** By language id. A language may have several, where its kinds differ: what all of them call code is code. */
export const LEXICONS: Readonly<Record<string, readonly Lexicon[]>> = {
  c: [c],
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
  cpp: [cpp],
  csharp: [
    {
      line: SLASHES,
      block: STARS,
      quoted: [
        { open: /\$*("{3,})/y, close: ([, quotes = '']) => literal(quotes), lines: true },
        { open: /(?:\$@|@\$?)"/y, close: /"/y, passed: /""/y, lines: true },
        DOUBLE,
        SINGLE,
      ],
      whole: NAME,
    },
  ],
  css: [css],
  'cuda-cpp': [cpp],
  dart: [
    {
      line: SLASHES,
      block: NESTED_STARS,
      quoted: [
        ...['"', "'"].map((mark) => ({ ...triple(mark), open: literal(`r${mark.repeat(3)}`), escape: '' })),
        ...['"', "'"].map((mark) => ({ ...between(mark), open: literal(`r${mark}`), escape: '' })),
        ...['"', "'"].map((mark) => triple(mark, { nested: [dollarBraces] })),
        ...['"', "'"].map((mark) => between(mark, { nested: [dollarBraces] })),
      ],
      whole: NAME,
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
  go: [{ line: SLASHES, block: STARS, quoted: [{ ...between('`', LONG), escape: '' }, DOUBLE, SINGLE] }],
  graphql: [{ line: HASH, quoted: [triple('"'), DOUBLE] }],
  groovy: [
    {
      line: SLASHES,
      block: STARS,
      quoted: [
        triple("'"),
        triple('"', { nested: [dollarBraces] }),
        { open: /\$\//y, close: /\/\$/y, escape: '$', lines: true },
        { open: /(?<=[=(,:[!&|?{~\n]\s*|\breturn\s+)\/(?![/*])/y, close: /\//y, escape: '\\', lines: true },
        between('"', { nested: [dollarBraces] }),
        SINGLE,
      ],
      whole: NAME,
      continued: BACKSLASH,
    },
  ],
  haskell: [
    {
      line: /--+(?![!#$%&*+./<=>?@\\^|~:-])[^\n]*/y,
      block: { open: /\{-/y, close: /-\}/y, nests: true },
      quoted: [{ open: /\[[\w.']+\|/y, close: /\|\]/y, lines: true }, DOUBLE],
      whole: CHARACTER,
      continued: BACKSLASH,
    },
  ],
  hlsl: [c],
  java: [{ line: SLASHES, block: STARS, quoted: [triple('"'), DOUBLE, SINGLE] }],
  jsonc: [{ line: SLASHES, block: STARS, quoted: [DOUBLE] }],
  julia: [
    {
      line: HASH,
      block: { open: /#=/y, close: /=#/y, nests: true },
      quoted: [triple('"'), triple('`'), between('"', LONG), between('`', LONG)],
      whole: /(?<![\w)\]}'.])'(?:\\[^\n']+|\\'|[^\\'\n])'|[\p{L}_][\p{L}\p{N}_!]*'*/uy,
    },
  ],
  kotlin: [
    {
      line: SLASHES,
      block: NESTED_STARS,
      quoted: [
        { open: /"""/y, close: /"{3,}/y, lines: true, nested: [dollarBraces] },
        between('"', { nested: [dollarBraces] }),
        SINGLE,
        between('`', { escape: '' }),
      ],
      whole: NAME,
    },
  ],
  less: [{ ...css, line: SLASHES, quoted: [...css.quoted, between('`', LONG)] }],
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
  'objective-c': [c],
  'objective-cpp': [cpp],
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
  rust: [
    {
      line: SLASHES,
      block: NESTED_STARS,
      quoted: [
        { open: /\b(?:[bc]?r)(#*)"/y, close: ([, hashes = '']) => literal(`"${hashes}`), lines: true },
        between('"', LONG),
      ],
      whole: /'(?:\\[^\n']+|\\'|\\\\|[^\\'\n])'|(?![bc]?r#*")[\p{L}_][\p{L}\p{N}_]*/uy,
    },
  ],
  scala: [
    {
      line: SLASHES,
      block: NESTED_STARS,
      quoted: [
        { open: /"""/y, close: /"{3,}/y, lines: true, nested: [dollarBraces] },
        between('"', { nested: [dollarBraces] }),
        between('`', { escape: '' }),
      ],
      whole: CHARACTER,
    },
  ],
  scheme: [scheme],
  scss: [{ ...css, line: SLASHES }],
  shaderlab: [c],
  shellscript: [SHELL],
  sql: [sql(undefined), sql('\\'), { ...sql(undefined), block: STARS }],
  swift: [
    {
      line: SLASHES,
      block: NESTED_STARS,
      quoted: [
        {
          open: /(#+)(?:"""|\/(?=[ \t]*\n))/y,
          close: ([all, hashes = '']) => literal(all.slice(hashes.length) + hashes),
          lines: true,
        },
        { open: /(#+)(["/])/y, close: ([, hashes = '', mark = '']) => literal(mark + hashes) },
        triple('"', { nested: [{ open: /\\\(/y, close: /\)/y, counts: /\(/y }] }),
        DOUBLE,
        between('`', { escape: '' }),
      ],
    },
  ],
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
  zig: [{ line: /\/\/[^\n]*|\\\\[^\n]*/y, quoted: [DOUBLE, SINGLE], continues: /^\s*\\\\/ }],
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
