import hljs from 'highlight.js';
import { load } from 'js-yaml';
import MarkdownIt from 'markdown-it';
import { DatabaseSync } from 'node:sqlite';
import { parse, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import postcss from 'postcss';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { explanationComment } from '../../../../../src/host/editor/edits/explanationComment.ts';
import { insertedInto } from '../../../../support/hostileTexts.ts';

/** Each hostile text as a comment of `document`; `read` must find the same in all of them as in the document itself. */
function expectSame(document: string, language: string, read: (text: string) => unknown, every = 1): void {
  const plain = read(document);
  const inserted = insertedInto(document, language, every);
  expect(inserted.length).toBeGreaterThan(500 / every);
  for (const { text, explanation, line } of inserted) {
    let found: unknown;
    try {
      found = read(text);
    } catch (error) {
      found = String(error);
    }
    if (JSON.stringify(found) !== JSON.stringify(plain)) {
      expect({ explanation, line, text, found }).toEqual({ explanation, line, text, found: plain });
    }
  }
}

/** What TypeScript's parser keeps and its types do not name. */
const hidden = (file: ts.SourceFile, name: string): unknown => Reflect.get(file, name);

function scriptTree(kind: ts.ScriptKind): (text: string) => unknown {
  return (text) => {
    const file = ts.createSourceFile('a', text, ts.ScriptTarget.Latest, false, kind);
    const tree = (node: ts.Node): unknown => {
      const children: unknown[] = [];
      ts.forEachChild(node, (child) => void children.push(tree(child)));
      return [
        ts.SyntaxKind[node.kind],
        'text' in node && node.kind !== ts.SyntaxKind.SourceFile ? node.text : '',
        children,
      ];
    };
    const parseDiagnostics = hidden(file, 'parseDiagnostics') as ts.Diagnostic[];
    const pragmas = hidden(file, 'pragmas') as Map<string, unknown>;
    return [
      tree(file),
      parseDiagnostics.map(({ messageText }) => messageText),
      [...pragmas.keys()],
      file.referencedFiles.length,
    ];
  };
}

/** Elements, attributes and texts; the comments between two texts are left out. */
function markupTree(root: DefaultTreeAdapterTypes.Node): unknown {
  const tree = (node: DefaultTreeAdapterTypes.Node): unknown => {
    const parts: unknown[] = [];
    let text = '';
    const flush = (): void => {
      const words = text.split(/\s+/).join(' ').trim();
      if (words !== '') parts.push(words);
      text = '';
    };
    for (const child of 'childNodes' in node ? node.childNodes : []) {
      if (child.nodeName === '#comment') continue;
      if ('value' in child) text += child.value;
      else {
        flush();
        parts.push(tree(child));
      }
    }
    flush();
    return [node.nodeName, 'attrs' in node ? node.attrs : [], parts, 'content' in node ? tree(node.content) : []];
  };
  return tree(root);
}

const SCRIPT = String.raw`/* a
 * b */
const s = \`
  ${'${'} [1,
    2].join(\`x
y\`) }
  text // no comment
\`;
const r = /[/"\`]\/*/.test('\
 it');
function f(a) {
  return a < 3 && a > 2
    ? "//"
    : \`${'${'}a}\`;
}
`.replaceAll('\\`', '`');
const ELEMENT = `const view = (a) => (
  <div
    class="a
    b"
    onClick={() => {
      a();
    }}
  >
    text // no comment
    {a ? (
      <b>/* none */</b>
    ) : (
      "x"
    )}
    {\`
      x
    \`}
  </div>
);
const f = (x) => x < 2;
`;

describe('an explanation inserted as a comment changes nothing', () => {
  it('in JavaScript and TypeScript', () => {
    expectSame(SCRIPT, 'javascript', scriptTree(ts.ScriptKind.JSX));
    expectSame(`#!/usr/bin/env node\n${SCRIPT}`, 'javascript', scriptTree(ts.ScriptKind.JS), 7);
    expectSame(
      `${SCRIPT}const y = <string>s;\ntype A<T> = T extends \`a\${infer B}\` ? B : never;\n`,
      'typescript',
      scriptTree(ts.ScriptKind.TS),
    );
  });

  it('in elements of JSX', () => {
    expectSame(ELEMENT, 'javascriptreact', scriptTree(ts.ScriptKind.JSX));
    expectSame(
      `const g = <T,>(x: T) => x;\nconst h = <T extends object>(x: T) => x;\n${ELEMENT}`,
      'typescriptreact',
      scriptTree(ts.ScriptKind.TSX),
    );
  });

  it('in HTML', () => {
    const page = `<!doctype html>
<html>
<head>
<title>
x</title>
<style>
a { b: url(//c) }
</style>
<script type="application/json">
{ "a": 1 }
</script>
<script>
const a = \`
</scr\`;
f();
</script>
</head>
<body
  class="a
  b">
<p>one
two</p>
<pre>
a
b</pre>
<!-- c
d -->
<textarea>
e</textarea>
</body>
</html>
`;
    const read = (text: string): unknown => {
      const scripts = [...text.matchAll(/<script>([^]*?)<\/script>/g)].map(([, code = '']) =>
        scriptTree(ts.ScriptKind.JS)(code),
      );
      const styles = [...text.matchAll(/<style>([^]*?)<\/style>/g)].map(([, code = '']) => cssTree(code));
      return [markupTree(parse(text.replaceAll(/<(script|style)>[^]*?<\/\1>/g, '<$1></$1>'))), scripts, styles];
    };
    expectSame(page, 'html', read);
  });

  it('in XML', () => {
    const file = `<?xml version="1.0"?>
<a
  b="c
  d">
  <e>text
  more</e>
  <![CDATA[
  <x>
  ]]>
  <f/>
</a>
`;
    const read = (text: string): unknown => {
      for (const [, inside = ''] of text.matchAll(/<!--([^]*?)-->/g)) {
        expect(inside).not.toMatch(/--|-$/);
        expect(inside).not.toMatch(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff\ud800-\udfff]/u);
      }
      return text.replaceAll(/\s*<!--[^]*?-->/g, '');
    };
    expectSame(file, 'xml', read);
  });

  it('in Vue and Svelte', () => {
    const vue = `<template>
  <div
    :a="b > c"
  >
    {{ x
    + y }}
    <template #d>
      <p>z</p>
    </template>
  </div>
</template>
<script setup lang="ts">
const a: string = \`
\`;
f();
</script>
<i18n>
{ "a": 1 }
</i18n>
<style lang="scss">
// x
a { b: c }
</style>
`;
    const read = (text: string): unknown => {
      const scripts = [...text.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, code = '']) =>
        scriptTree(ts.ScriptKind.TS)(code),
      );
      const rest = text
        .replaceAll(/<script[^>]*>[^]*?<\/script>/g, '<script></script>')
        .replaceAll(/<style[^>]*>[^]*?<\/style>/g, (style) => style.replaceAll(/^\s*\/\/.*\n/gm, ''));
      return [markupTree(parseFragment(rest)), scripts, [...rest.matchAll(/\{\{[^]*?\}\}/g)].map(([all]) => all)];
    };
    expectSame(vue, 'vue', read);
    const svelte = vue
      .replace(/ {4}\{\{ x\n {4}\+ y \}\}/, "    {#if x > '<'\n      && y}<b/>{/if}")
      .replace(/<i18n>[^]*<\/i18n>\n/, '');
    expectSame(svelte, 'svelte', read);
  });

  it('in CSS', () => {
    expectSame('@charset "x";\na {\n  b: "c\\\n  d"; /* e\n  f */\n  g: url(//h);\n}\n', 'css', cssTree);
  });

  it('in Markdown', () => {
    const markdown = new MarkdownIt({ html: true });
    const page = `---
title: x
---

# Head

one
two

- item

  more
- item

lazy

\`\`\`js
code

code
\`\`\`

> quote

    indented

| a | b |
| - | - |
| c | d |

<pre>

x
</pre>

last
`;
    const read = (text: string): unknown => markdown.render(text).replaceAll(/<!--[^]*?-->\n?/g, '');
    expectSame(page, 'markdown', read);
  });

  it('in YAML', () => {
    const file = `a: 1
b: |
  text # none
  more

  more
c:
  - d: >-
      folded
      text
    e: "x
      # y"
  - 'z
    w'
f: plain
  goes
  - on
g: [1,
  2]
h: {i: j,
  k: l}
m:
- n
- o
`;
    expectSame(file, 'yaml', (text) => load(text));
  });

  it('in SQL', () => {
    const file = `CREATE TABLE t(a, b);
INSERT INTO t VALUES ('x
-- no comment', 1), ('it''s', 2) /* c
d */;
INSERT INTO t SELECT
  "a"
  , 3
FROM t;
`;
    const read = (text: string): unknown => {
      const database = new DatabaseSync(':memory:');
      try {
        database.exec(text);
        return database.prepare('SELECT * FROM t').all();
      } finally {
        database.close();
      }
    };
    expectSame(file, 'sql', read);
  });

  it.each([
    [
      'csharp',
      'class A {\n  string a = @"x\n  // ""no""\n  ";\n  string b = """\n  y\n  """;\n  char c = \'"\';\n}\n',
      'csharp',
    ],
    ['kotlin', 'val a = """\n  x ${"y"}\n"""\nfun f() = 1 /* a\n*/\nval c = \'"\'\n', 'kotlin'],
    ['go', 'package a\n\nvar s = `\nx\n`\n\nfunc f() int {\n\treturn 1\n}\n', 'go'],
    ['rust', 'fn f<\'a>(x: &\'a str) {\n    let s = r#"\n " x\n"#;\n    let t = "a\n b";\n    g(s, t);\n}\n', 'rust'],
    ['swift', 'let a = """\n  x\n  """\nfunc f() {\n  g()\n}\n', 'swift'],
    ['haskell', 'main = do\n  print 1\n  {- a\n  b -}\n  print 2\n', 'haskell'],
    ['ocaml', 'let a = "x\n  y"\nlet b = {id|\n  z\n|id}\nlet c = 1\n', 'ocaml'],
    ['clojure', '(def a "x\n  y")\n(f\n  1)\n', 'clojure'],
    ['powershell', '$a = @"\nx\n"@\nf `\n  -b 1\n<# c\n#>\ng\n', 'powershell'],
    ['julia', 'a = """\nx\n"""\nf(1)\n#= b\n=#\ng(2)\n', 'julia'],
    ['r', 'a <- "x\ny"\nf(1)\ng <- function(x) {\n  x\n}\n', 'r'],
    ['erlang', 'f() ->\n  g("a\n  b"),\n  h.\n', 'erlang'],
    ['elixir', 'a = """\nx\n"""\nf(1)\n', 'elixir'],
    ['scheme', '(define a "x\n y")\n(f 1)\n', 'scheme'],
    ['less', '@a: 1;\nb {\n  c: d;\n}\n', 'less'],
    ['scss', '$a: 1;\nb {\n  c: d;\n}\n', 'scss'],
    ['dart', "var a = '''\nx\n''';\nvoid f() {\n  g();\n}\n", 'dart'],
    ['fsharp', 'let a = """\nx\n"""\nlet b = 1\n', 'fsharp'],
    ['vb', 'Dim a = 1\nf(1, _\n  2)\nDim b = "x"\n', 'vbnet'],
    ['latex', '\\begin{verbatim}\nx\n\\end{verbatim}\ny\n\nz\n', 'latex'],
    ['ini', '[a]\nb = 1\n  more\nc = 2\n', 'ini'],
    ['graphql', 'type A {\n  """\n  x\n  """\n  b: C\n}\n', 'graphql'],
    ['matlab', 'a = 1;\n%{\nx\n%}\nb = [1, ...\n 2];\nc = 3;\n', 'matlab'],
  ])('in %s, as its highlighter reads it', (language, document, grammar) => {
    const read = (text: string): unknown =>
      outsideComments(hljs.highlight(text, { language: grammar, ignoreIllegals: true }).value);
    expectSame(document, language, read);
  });
});

function outsideComments(html: string): string {
  let rest = html;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest
      .replaceAll(/<span class="hljs-comment">(?:(?!<span)[^])*?<\/span>/g, '')
      .replaceAll(/<span class="hljs-doctag">(?:(?!<span)[^])*?<\/span>/g, '');
  }
  return rest.replaceAll(/\s+/g, ' ').trim();
}

function cssTree(text: string): unknown {
  const root = postcss.parse(text, { map: false });
  root.walkComments((comment) => void comment.remove());
  return root.toString().replaceAll(/\s+/g, ' ');
}

describe('where an explanation is inserted', () => {
  const at = (document: string, language: string, line: number): unknown => {
    const found = explanationComment('Why.', document.split('\n'), language, line);
    return typeof found === 'string' ? found : [found.line, found.text];
  };

  it.each([
    ['above a text in quotes', 'python', 'def f():\n    x = """\n    select\n    """\n', 3, [2, '    # Why.\n']],
    ['above elements', 'typescriptreact', 'const a = (\n  <p>\n    text\n  </p>\n);\n', 3, [2, '  // Why.\n']],
    ['above a command of several lines', 'shellscript', 'run \\\n  --a\n', 2, [1, '# Why.\n']],
    ['above a heredoc', 'shellscript', 'cat <<EOF\n# x\nEOF\n', 2, [1, '# Why.\n']],
    ['below #!', 'python', '#!/usr/bin/python3\nx = 1\n', 1, [2, '# Why.\n']],
    ['below the encoding', 'python', '#!/x\n# coding: utf-8\nx = 1\n', 1, [3, '# Why.\n']],
    ['below <?php', 'php', '<?php\nf();\n', 1, [2, '// Why.\n']],
    ['below parser directives', 'dockerfile', '# syntax=a/b\nFROM x\n', 1, [2, '# Why.\n']],
    ['at the margin of a recipe', 'makefile', 'a:\n\tb\n', 2, [2, '# Why.\n']],
    ['in the language of a script', 'html', '<script>\n  f();\n</script>\n', 2, [2, '  // Why.\n']],
    ['in the language of a style', 'vue', '<style lang="less">\n  a {}\n</style>\n', 2, [2, '  // Why.\n']],
    [
      'above data in a script',
      'html',
      '<p>\n<script type="application/json">\n{}\n</script>\n',
      3,
      [2, '<!--\n  Why.\n-->\n'],
    ],
    ['nowhere in HTML around PHP', 'php', '<p>\n<b>\n<?php f() ?>\n', 2, 'no-place'],
    ['not before the C of Go', 'go', 'package a\n\n// #include <a.h>\nimport "C"\n', 4, [1, '// Why.\n']],
    ['nowhere in JSON', 'json', '{\n}\n', 1, 'no-comments'],
    ['nowhere in what is not known', 'cobol', 'x\n', 1, 'unknown-language'],
  ])('%s', (_, language, document, line, expected) => {
    expect(at(document, language, line)).toEqual(expected);
  });

  it('looks through a long file at once, and not through a huge one', () => {
    const long = 'const a = `x` / 2; // "\n'.repeat(20_000);
    expect(at(long, 'typescript', 15_000)).toEqual([15_000, '// Why.\n']);
    expect(at(long.repeat(5), 'rust', 3)).toBe('no-place');
  });
});
