import {
  BACKSLASH,
  CHARACTER,
  DOUBLE,
  LONG,
  NAME,
  NESTED_STARS,
  SINGLE,
  SLASHES,
  STARS,
  between,
  dollarBraces,
  literal,
  triple,
  type Lexicon,
  type Nested,
} from './lexicon.ts';

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
const css: Lexicon = {
  block: STARS,
  quoted: [DOUBLE, SINGLE],
  whole: /url\(\s*[^\s"')][^)\n]*\)/y,
  continued: BACKSLASH,
};

/** Values in a string of C#. `{{` is a brace in its text. */
const braces: Nested = { open: /\{/y, close: /\}/y, counts: /\{/y };

/** By language id: C and its kin, and style sheets. */
export const BRACES: Readonly<Record<string, readonly Lexicon[]>> = {
  c: [c],
  cpp: [cpp],
  csharp: [
    {
      line: SLASHES,
      block: STARS,
      quoted: [
        { open: /\$*("{3,})/y, close: ([, quotes = '']) => literal(quotes), lines: true },
        { open: /(?:\$@|@\$)"/y, close: /"/y, passed: /""|\{\{/y, lines: true, nested: [braces] },
        { open: /@"/y, close: /"/y, passed: /""/y, lines: true },
        between('"', { open: /\$"/y, passed: /\{\{/y, nested: [braces] }),
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
  go: [{ line: SLASHES, block: STARS, quoted: [{ ...between('`', LONG), escape: '' }, DOUBLE, SINGLE] }],
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
  hlsl: [c],
  java: [{ line: SLASHES, block: STARS, quoted: [triple('"'), DOUBLE, SINGLE] }],
  jsonc: [{ line: SLASHES, block: STARS, quoted: [DOUBLE] }],
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
  'objective-c': [c],
  'objective-cpp': [cpp],
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
  scss: [{ ...css, line: SLASHES }],
  shaderlab: [c],
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
  zig: [{ line: /\/\/[^\n]*|\\\\[^\n]*/y, quoted: [DOUBLE, SINGLE], continues: /^\s*\\\\/ }],
};
