import type { CommentStyle } from '../../../reasoning/comments/comment.ts';

const SLASHES = { line: '//' } as const;
const HASH = { line: '#' } as const;
const DASHES = { line: '--' } as const;
const SEMICOLONS = { line: ';;' } as const;
const PERCENT = { line: '%' } as const;
const STARS = { block: ['/*', '*/'] } as const;
const MARKUP = { block: ['<!--', '-->'] } as const;

/** By language id: VS Code has these in its language configurations, but not in its API. */
const STYLES: Readonly<Record<string, CommentStyle>> = {
  bat: { line: '@REM' },
  c: SLASHES,
  clojure: SEMICOLONS,
  coffeescript: HASH,
  cpp: SLASHES,
  csharp: SLASHES,
  css: STARS,
  'cuda-cpp': SLASHES,
  dart: SLASHES,
  dockerfile: HASH,
  elixir: HASH,
  erlang: PERCENT,
  fsharp: SLASHES,
  go: SLASHES,
  graphql: HASH,
  groovy: SLASHES,
  haskell: DASHES,
  hlsl: SLASHES,
  html: MARKUP,
  ini: { line: ';' },
  java: SLASHES,
  javascript: SLASHES,
  javascriptreact: SLASHES,
  jsonc: SLASHES,
  julia: HASH,
  kotlin: SLASHES,
  latex: PERCENT,
  less: SLASHES,
  lua: DASHES,
  makefile: HASH,
  markdown: MARKUP,
  matlab: PERCENT,
  'objective-c': SLASHES,
  'objective-cpp': SLASHES,
  ocaml: { block: ['(*', '*)'] },
  perl: HASH,
  php: SLASHES,
  powershell: HASH,
  python: HASH,
  r: HASH,
  ruby: HASH,
  rust: SLASHES,
  scala: SLASHES,
  scheme: SEMICOLONS,
  scss: SLASHES,
  shaderlab: SLASHES,
  shellscript: HASH,
  sql: DASHES,
  svelte: MARKUP,
  swift: SLASHES,
  terraform: HASH,
  tex: PERCENT,
  toml: HASH,
  typescript: SLASHES,
  typescriptreact: SLASHES,
  vb: { line: "'" },
  vue: MARKUP,
  xml: MARKUP,
  yaml: HASH,
  zig: SLASHES,
};

/** Languages whose files hold data or text, where nothing is a comment. */
const WITHOUT = ['csv', 'diff', 'json', 'jsonl', 'log', 'plaintext', 'tsv'];

/** How a language comments, by its id; `'none'` where nothing is a comment, `undefined` for one that is not known. */
export function commentStyle(languageId: string): CommentStyle | 'none' | undefined {
  if (WITHOUT.includes(languageId)) return 'none';
  return Object.hasOwn(STYLES, languageId) ? STYLES[languageId] : undefined;
}
