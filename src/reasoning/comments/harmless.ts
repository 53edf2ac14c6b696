import { plainAt, withoutDirectives } from './directives.ts';

/** A pattern that may not stand in a comment of a language, and what the reader sees in its place. */
type Rule = readonly [RegExp, string];

/** Java and its kin read these before they look for comments; a wrong one does not compile. */
const UNICODE_ESCAPE: Rule = [/\\(?=u)/g, '\\ '];
/** In C a backslash that ends a line, also written as a trigraph, takes the next line into the comment. */
const CONTINUED: readonly Rule[] = [
  [/\\$/, '\\ .'],
  [/\?\?\/$/, '??/ .'],
];
/** The encoding of a file, as a comment at its top names it. */
const ENCODING: Rule = [/(coding)(?=\s*[:=]\s*[-\w.])/gi, '$1 -'];
/** The same where a name that is none is an error. */
const ANY_ENCODING: Rule = [/(coding)(?=\s*[:=])/gi, '$1 -'];
/** Template engines run these also where HTML, SQL or YAML has a comment. */
const TEMPLATES: readonly Rule[] = [
  [/\{(?=[{%#])/g, '{ '],
  [/([}%#])(?=\})/g, '$1 '],
  [/<(?=[%?#@])/g, '< '],
  [/([%?])(?=>)/g, '$1 '],
];
const MARKUP: readonly Rule[] = [
  [/-(?=-)/g, '- '],
  // `-` at the end of a line and `>` at the beginning of the next are apart already.
  [/-(?=!?>)/g, '- '],
  [/<(?=!)/g, '< '],
  // Expressions of Razor, Java Server Pages, FreeMarker, Thymeleaf.
  [/([$#*@])(?=[{([])/g, '$1 '],
  [/\[(?=[[(])/g, '[ '],
  [/@(?=[\w@])/g, '@ '],
  [/<(?=\/?(?:[a-z]+:|script|style|template|textarea))/gi, '< '],
];
const STARS: readonly Rule[] = [
  [/\*(?=\/)/g, '* '],
  [/\/(?=\*)/g, '/ '],
];
/** What ends a `<script>` or `<style>`, whatever the language in it. */
const EMBEDDED: readonly Rule[] = [
  [/<(?=[/!])/g, '< '],
  [/-(?=->)/g, '- '],
  [/<(?=script)/gi, '< '],
];
const VARIABLES: Rule = [/\$(?=[({])/g, '$ '];

/** Languages whose comments end with their line. Template engines rarely write files in them: `{{`, `%}` and `?>` are code there. */
const ENDING: readonly string[] = [
  ...['bat', 'clojure', 'coffeescript', 'csharp', 'dart', 'elixir', 'erlang', 'fsharp', 'go', 'graphql', 'groovy'],
  ...['java', 'javascript', 'javascriptreact', 'julia', 'kotlin', 'latex', 'lua', 'matlab', 'ocaml', 'perl'],
  ...['powershell', 'python', 'r', 'ruby', 'rust', 'scala', 'scheme', 'shellscript', 'swift', 'terraform', 'tex'],
  ...['typescript', 'typescriptreact', 'vb', 'zig'],
];
/** Those and others, whose comments go on behind a backslash. Haskell's do where it is preprocessed as C. */
const WITHOUT_TEMPLATES: readonly string[] = [
  ...ENDING,
  ...['c', 'cpp', 'cuda-cpp', 'haskell', 'hlsl', 'makefile', 'objective-c', 'objective-cpp', 'shaderlab'],
];

interface Rules {
  readonly inside?: readonly Rule[];
  /** For the first two lines. */
  readonly atTop?: readonly Rule[];
  /** For what ends a line. */
  readonly atEnd?: readonly Rule[];
  /** A line that begins like this gets a dash before it. */
  readonly atBegin?: RegExp;
}

const RULES: Readonly<Record<string, Rules>> = {
  bat: {
    inside: [
      [/%/g, '%%'],
      [/\/(?=\?)/g, '/ '],
    ],
    atEnd: [[/\^$/, '^ .']],
    // The first word after REM is still read as a command's.
    atBegin: /^[\s,;=]*[^\s,;=]*[&|<>^()"]/,
  },
  coffeescript: { inside: [...STARS, [/#(?=##)/g, '# ']] },
  css: { inside: STARS },
  // Parser directives: `# syntax=` names the program that builds.
  dockerfile: { atBegin: /^[a-z]\w*\s*=/i },
  erlang: { atTop: [ENCODING] },
  graphql: { atBegin: /^import\b/ },
  groovy: { inside: [UNICODE_ESCAPE] },
  haskell: { inside: STARS },
  html: { inside: MARKUP },
  java: { inside: [UNICODE_ESCAPE] },
  makefile: { inside: [VARIABLES] },
  markdown: { inside: MARKUP },
  ocaml: {
    inside: [
      [/\((?=\*)/g, '( '],
      [/\*(?=\))/g, '* '],
      // Strings are read within comments, and must end there.
      [/"/g, "''"],
      [/\{(?=\S)/g, '{ '],
    ],
  },
  // A line number and the name of a file.
  perl: { atBegin: /^line\s+\d/ },
  php: { inside: [[/<(?=\/script)/gi, '< ']] },
  // Jupytext makes these commands of a notebook.
  python: { atTop: [ENCODING], atBegin: /^[%!]/ },
  ruby: { atTop: [ANY_ENCODING] },
  scala: { inside: [UNICODE_ESCAPE] },
  // Guile looks through the first 500 bytes.
  scheme: { inside: [ANY_ENCODING] },
  sql: {
    // SQL*Plus and sqlcmd put their variables also into comments.
    inside: [[/&(?=\S)/g, '& '], VARIABLES, ...STARS],
    atEnd: [[/;$/, '; .']],
    // Migrations (dbmate, Flyway, Liquibase) and named queries (sqlc, HugSQL).
    atBegin: /^(?::\w|name\s*:|[a-z]+:[a-z]|(?:liquibase|changeset|rollback|preconditions?)(?:\s|$))/i,
  },
  svelte: { inside: MARKUP },
  vb: { atEnd: [[/_$/, '_ .']] },
  vue: { inside: MARKUP },
  xml: { inside: MARKUP },
};

/** The lines of a text; of what the eye does not see, only tabs and what joins letters and emoji stay. */
export function plainLines(text: string): string[] {
  return text
    .replaceAll(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll(
      /(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}\u200B\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu,
      '',
    )
    .split('\n');
}

/** A line of a text in which nothing ends a comment of the language or is run where it stands. */
export function harmless(line: string, language: string, embedded: boolean): string {
  const isTemplate = embedded || !WITHOUT_TEMPLATES.includes(language);
  const own = RULES[language]?.inside ?? [];
  return applied([...(isTemplate ? TEMPLATES : []), ...own, ...(embedded ? EMBEDDED : [])], line);
}

/** The line `i` (0-based) of a comment, where nothing takes the next line along or is an order to a tool. */
export function harmlessLine(line: string, language: string, i: number): string {
  const { atTop = [], atEnd = [], atBegin } = RULES[language] ?? {};
  const goesOn = ENDING.includes(language) ? [] : CONTINUED;
  const words = withoutDirectives(applied(i < 2 ? atTop : [], line.trimEnd()));
  const plain = applied([...goesOn, ...atEnd], words);
  return atBegin === undefined ? plain : plainAt(atBegin, plain);
}

const applied = (rules: readonly Rule[], line: string): string =>
  rules.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), line);
