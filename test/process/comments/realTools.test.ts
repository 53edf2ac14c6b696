import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertedInto, type Inserted } from '../../support/hostileTexts.ts';

/** Compilers and interpreters read a document with each hostile text inserted, many at a time, and find what they find without. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'comments-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const has = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;

/** A test for where the tool is installed; elsewhere its name says that it was left out. */
function withTool(tool: string, title: string, test: () => void): void {
  if (has(tool)) it(title, test, 120_000);
  else {
    console.warn(`NOT CHECKED with ${tool}, which is not installed: comments ${title}`);
    it.skip(`${title} (${tool} is not installed)`);
  }
}

function expectSame(
  document: string,
  language: string,
  read: (texts: readonly string[]) => readonly unknown[],
  every = 1,
): void {
  const inserted = insertedInto(document, language, every);
  expect(inserted.length).toBeGreaterThan(500 / every);
  const [plain, ...found] = read([document, ...inserted.map(({ text }) => text)]);
  expect(found).toHaveLength(inserted.length);
  expect(JSON.stringify(plain)).not.toMatch(/error/i);
  const wrong = inserted.flatMap((one: Inserted, i) =>
    JSON.stringify(found[i]) === JSON.stringify(plain) ? [] : [{ ...one, found: found[i] }],
  );
  expect(wrong.slice(0, 3)).toEqual([]);
}

/** Runs a program that reads a JSON list of texts and writes a JSON list of what it found in each. */
function program(command: string, args: readonly string[]): (texts: readonly string[]) => unknown[] {
  return (texts) =>
    JSON.parse(
      execFileSync(command, args, { cwd: folder, input: JSON.stringify(texts), maxBuffer: 1e9, encoding: 'utf8' }),
    ) as unknown[];
}

const PYTHON = String.raw`
import ast, io, json, sys, tokenize
def read(text):
    data = text.encode()
    try:
        with_types = ast.parse(data, type_comments=True)
        return [ast.dump(with_types), [t.ignores and 1 for t in []], len(with_types.type_ignores), tokenize.detect_encoding(io.BytesIO(data).readline)[0]]
    except Exception as error:
        return 'error ' + str(error)
print(json.dumps([read(text) for text in json.load(sys.stdin)]))
`;

const PERL = String.raw`
use JSON::PP;
local $/;
my $texts = JSON::PP->new->utf8->decode(<STDIN>);
my @found = map { my $text = $_; utf8::encode($text); no strict; my $r = eval $text; $@ ? "error $@" : "$r" } @$texts;
print JSON::PP->new->encode(\@found);
`;

const PHP = String.raw`
$found = [];
foreach (json_decode(stream_get_contents(STDIN)) as $text) {
  $tokens = [];
  foreach (token_get_all($text) as $token) {
    if (is_array($token) && in_array($token[0], [T_COMMENT, T_DOC_COMMENT, T_WHITESPACE])) continue;
    $tokens[] = is_array($token) ? token_name($token[0]) . trim($token[1]) : $token;
  }
  $found[] = $tokens;
}
echo json_encode($found, JSON_INVALID_UTF8_SUBSTITUTE);
`;

const RUBY = String.raw`
require 'json'; require 'ripper'
def bare(tree) = tree.is_a?(Array) ? (tree.size == 2 && tree.all?(Integer) ? nil : tree.map { bare(_1) }) : tree
puts JSON.generate(JSON.parse(STDIN.read).map { |text|
  begin
    tree = bare(Ripper.sexp(text)) or next 'error'
    file = RubyVM::InstructionSequence.compile(text.encode('UTF-8'))
    [tree.inspect, file.eval.inspect]
  rescue SyntaxError, StandardError => error
    "error #{error.message}"
  end
})
`;

/** Parts of the C program are told apart by a name of their own. */
function preprocessed(
  command: string,
  options: readonly string[],
  extension: string,
): (texts: readonly string[]) => unknown[] {
  return (texts) => {
    const file = join(folder, `all.${extension}`);
    writeFileSync(file, texts.map((text) => `${text}\nint next_document;\n`).join(''));
    const { stdout, stderr } = spawnSync(command, [...options, '-E', '-P', '-w', file], {
      maxBuffer: 1e9,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return stdout
      .split(/int next_document;/)
      .slice(0, -1)
      .map((part) => part.replaceAll(/\s+/g, ' ').trim());
  };
}

/** Runs each text as a script of a shell, in a process of its own that ends with it. */
function shell(command: string): (texts: readonly string[]) => unknown[] {
  return (texts) => {
    texts.forEach((text, i) => writeFileSync(join(folder, `s${i}.sh`), text));
    const loop = `i=0; while [ $i -lt ${texts.length} ]; do (. ./s$i.sh) 2>&1; echo "end of document"; i=$((i + 1)); done`;
    const out = execFileSync(command, ['-c', loop], { cwd: folder, maxBuffer: 1e9, encoding: 'utf8' });
    return out.split('end of document\n').slice(0, -1);
  };
}

describe('an explanation inserted as a comment changes nothing', () => {
  withTool('python3', 'for Python', () => {
    const document =
      'import os\n\ndef f(a):\n    """Doc\n    string"""\n    x = f"""{a}\n# y\n"""\n    if x and \\\n       a:\n        return [\n            1,\n            2,\n        ]\n\tif_not = 1\n'.replace(
        '\tif_not = 1\n',
        '',
      ) + 'y = f(1)\n';
    expectSame(document, 'python', program('python3', ['-c', PYTHON]));
    expectSame(
      `#!/usr/bin/python3\n# -*- coding: latin-1 -*-\n${document}`,
      'python',
      program('python3', ['-c', PYTHON]),
    );
  });

  const C =
    'int a(void) {\n  int x = 1; /* b\n  c */\n  x = x /* d */ + \'"\';\n  return x;\n}\n#define E(y) \\\n  (y + \\\n   1)\nconst char *s = "//\\\n f";\nint g = E(2);\n';
  withTool('gcc', 'for C, with trigraphs', () => {
    expectSame(C, 'c', preprocessed('gcc', ['-std=c99'], 'c'));
    expectSame(C, 'c', preprocessed('gcc', ['-std=gnu17'], 'c'));
  });
  withTool('g++', 'for C++', () => {
    expectSame(
      `${C}auto r = R"x(\n// no comment )"\n)x";\nint m = 1'000; /* n\n o */ char p = u8'p';\n`,
      'cpp',
      preprocessed('g++', ['-std=c++14', '-trigraphs'], 'cpp'),
    );
  });

  withTool('javac', 'for Java, run', () => {
    const document =
      'static String run() {\n  int x = 1;\n  /* a\n     b */\n  x += 2;\n  String s = """\n    // no comment\n    """;\n  char c = \'"\';\n  return x + s + c;\n}\n';
    expectSame(document, 'java', (texts) => {
      const classes = texts.map((text, i) => `class T${i} {\n${text}}\n`).join('');
      const size = 100;
      const groups = Array.from({ length: Math.ceil(texts.length / size) }, (_, g) => {
        const calls = texts
          .slice(g * size, (g + 1) * size)
          .map((_text, i) => `out.append(T${g * size + i}.run()).append("\\0");`);
        return `static void g${g}(StringBuilder out) {${calls.join('\n')}}\n`;
      });
      const main = `public class Main {\n${groups.join('')}public static void main(String[] a) {\nStringBuilder out = new StringBuilder();\n${groups.map((_, g) => `g${g}(out);`).join('\n')}\nSystem.out.print(out);\n}\n}\n`;
      writeFileSync(join(folder, 'Main.java'), classes + main);
      const { status, stderr } = spawnSync('javac', ['-encoding', 'utf8', '-nowarn', 'Main.java'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(stderr.slice(0, 2000)).toBe('');
      expect(status).toBe(0);
      return execFileSync('java', ['-cp', '.', 'Main'], { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 })
        .split('\0')
        .slice(0, -1);
    });
  });

  withTool('make', 'for make, what it would run', () => {
    const document =
      'a = 1 \\\n  2\ndefine d\nx\ny\nendef\nifdef a\n  b = 3\nendif\nall: e\n\techo $(a) \\\n\t  $(b)\n\techo $(d)\n\ne:\n\techo e\n';
    expectSame(
      document,
      'makefile',
      (texts) => {
        texts.forEach((text, i) => writeFileSync(join(folder, `m${i}`), text));
        const loop = `i=0; while [ $i -lt ${texts.length} ]; do make -n -f m$i 2>&1; echo "end of document"; i=$((i + 1)); done`;
        const out = execFileSync('sh', ['-c', loop], { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 });
        return out
          .split('end of document\n')
          .slice(0, -1)
          .map((part) => part.replaceAll(/\bm\d+:/g, 'm:'));
      },
      3,
    );
  });

  const SCRIPT =
    'read_all() { while IFS= read -r line; do echo "$line"; done; }\na=1\necho "x\n# no comment\n$(echo "y\n")"\nfor i in 1 2; do\n  echo \\\n    $i\ndone\nread_all <<EOF\n# text\n  EOF\nEOF\nread_all <<-\'X Y\'\n\t# text $a\n\tX Y\nb=`echo \\\nz`\necho $((1 <<\n 2)) ${#a} $# $b\ncase $a in\n  1) echo one ;;\nesac\necho \'it\n\'\n';
  withTool('bash', 'for Bash, run', () => {
    expectSame(`${SCRIPT}c=(1\n 2)\necho \${c[1]} <<<x $'it\\'s\n#'\n`, 'shellscript', shell('bash'), 3);
  });
  withTool('dash', 'for a plain shell, run', () => {
    expectSame(SCRIPT, 'shellscript', shell('dash'), 3);
  });

  withTool('perl', 'for Perl, run', () => {
    const document =
      'my $a = "x\n# no comment";\nmy $b = q{it\'s\n{#} };\n$b =~ s/["#]/\'/g;\n$b =~ s{x}{\n"};\nmy $c = <<"E" . <<\'F\';\n# text\nE\n# more\nF\n\n=pod\n\n"\n\n=cut\n\nmy @d = map { /"/ ? 1 : 2 } ($a, $b);\nmy $e = $#d;\n$a =~ tr/a"/b/;\n"$a$b$c@d$e" . __LINE__ * 0 . __FILE__ =~ /eval/;\n';
    expectSame(document, 'perl', program('perl', ['-MB', '-e', PERL]));
  });

  withTool('php', 'for PHP', () => {
    const document =
      '<p>\n<?php\n$a = "x\n// no comment";\n/* b\n ?> c */\n$d = <<<E\n  # text\n  E . "x";\nif ($a) { // y ?>\n<b>\n<?php }\necho 1;\n';
    expectSame(document, 'php', program('php', ['-d', 'memory_limit=1G', '-r', PHP]));
  });

  withTool('ruby', 'for Ruby, run', () => {
    const document =
      'a = "x\n# no comment #{1 + [2,\n3].size}"\nb = <<~E + <<-\'F\'\n  # text #{a}\nE\n  # more\n  F\n=begin\n"\n=end\nc = %w[it\'s "\n]\nd = [a, b]\n  .map { |e| e =~ /["#]/ ? 1 : 2 }\nf = %q(x (\n) y)\n[a, b, c, d, f, ?"]\n';
    expectSame(document, 'ruby', program('ruby', ['-W0', '-e', RUBY]));
  });

  withTool('lua5.4', 'for Lua', () => {
    const document =
      'local a = [[x\n-- no comment]]\nlocal b = [=[\n]]\n]=]\n--[[ c\n" d ]]\nlocal e = "f\\\n g"\nreturn a, b, e\n';
    expectSame(document, 'lua', (texts) => {
      texts.forEach((text, i) => writeFileSync(join(folder, `l${i}.lua`), text));
      const loop = `for i = 0, ${texts.length - 1} do local code, err = loadfile("l" .. i .. ".lua"); print((code and string.dump(code, true) or "error " .. err):gsub(".", function(c) return string.format("%02x", c:byte()) end)) end`;
      return execFileSync('lua5.4', ['-e', loop], { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 }).trim().split('\n');
    });
  });

  withTool('rustc', 'for Rust', () => {
    const document =
      'fn f<\'a>(x: &\'a str) -> usize {\n    let c = \'"\';\n    let s = r#"\n    // " no comment\n"#;\n    /* a /* b\n    */ c */\n    let t = "d\n// e";\n    x.len() + s.len() + t.len() + c as usize\n}\n';
    expectSame(document, 'rust', (texts) => {
      const modules = texts.map((text, i) => `mod m${i} {\n${text}}\n`);
      writeFileSync(join(folder, 'all.rs'), `#![allow(warnings)]\n${modules.join('')}`);
      const { stderr } = spawnSync(
        'rustc',
        [
          '--edition=2021',
          '--crate-type=lib',
          '--emit=metadata',
          '-o',
          join(folder, 'all.rmeta'),
          join(folder, 'all.rs'),
        ],
        { encoding: 'utf8' },
      );
      expect(stderr.slice(0, 2000)).toBe('');
      return texts.map(() => 'compiled');
    });
  });
});
