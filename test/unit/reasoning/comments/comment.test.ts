import { describe, expect, it } from 'vitest';
import { commentBlock } from '../../../../src/reasoning/comments/comment.ts';

describe('a comment', () => {
  it('begins each line with the mark, as deep as the code', () => {
    expect(
      commentBlock('Plan: add.\r\n\r\n1. `sum` is 0.\n', { line: '//' }, { indentation: '\t', language: '' }),
    ).toBe('\t// Plan: add.\n\t//\n\t// 1. `sum` is 0.\n');
    expect(commentBlock('Plan: add.', { block: ['<!--', '-->'] }, { indentation: '  ', language: '' })).toBe(
      '  <!--\n    Plan: add.\n  -->\n',
    );
  });

  it('cannot be ended by what stands in it', () => {
    const css = commentBlock('a */ body {} /* b', { block: ['/*', '*/'] }, { indentation: '', language: 'css' });
    expect(css).toBe('/*\n  a * / body {} / * b\n*/\n');
    expect(
      commentBlock('a --> <script>', { block: ['<!--', '-->'] }, { indentation: '', language: 'html' }).match(/-->/g),
    ).toHaveLength(1);
    expect(commentBlock('path C:\\', { line: '//' }, { indentation: '', language: '' })).toBe('// path C:\\ .\n');
    expect(commentBlock('a\u2028b\rc', { line: '#' }, { indentation: '', language: '' })).toBe('# a\n# b\n# c\n');
  });

  it('wraps long lines, list items below their words, and leaves long words whole', () => {
    const words = 'word '.repeat(50).trim();
    const lines = commentBlock(`1. ${words}`, { line: '//' }, { indentation: '    ', language: '' })
      .trimEnd()
      .split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(lines[0]).toMatch(/^ {4}\/\/ 1\. word/);
    expect(lines[1]).toMatch(/^ {4}\/\/ {4}word/);
    expect(lines.join(' ').match(/word/g)).toHaveLength(50);
    const url = `https://example.org/${'a'.repeat(200)}`;
    expect(commentBlock(`see ${url} there`, { line: '#' }, { indentation: '', language: '' })).toBe(
      `# see\n# ${url}\n# there\n`,
    );
  });

  it.each([
    ['java', '//', 'C:\\users \\\\u000a', '// C:\\ users \\\\ u000a'],
    ['c', '//', 'end ??/\nnext\\', '// end ??/ .\n// next\\ .'],
    [
      'python',
      '#',
      'coding: latin-1\n/// script\n# type: ignore',
      '# coding -: latin-1\n# - /// script\n# # - type: ignore',
    ],
    ['ruby', '#', 'frozen_string_literal : true', '# frozen_string_literal - : true'],
    ['dockerfile', '#', 'syntax=x/y\nescape = `', '# - syntax=x/y\n# - escape = `'],
    ['bat', '@REM', '& del %x%^\na & b /?', '@REM - & del %%x%%^ .\n@REM a & b / ?'],
    ['makefile', '#', 'a $(shell id) ${x}', '# a $ (shell id) $ {x}'],
    ['php', '//', 'a ?> b', '// a ? > b'],
    ['vb', "'", 'a _', "' a _ ."],
    ['go', '//', '+build ignore', '// - +build ignore'],
    ['perl', '#', 'line 12 "x"', '# - line 12 "x"'],
    ['sql', '--', 'a &x {{ y }} b;', '-- a & x { { y } } b; .'],
    ['javascript', '//', '@ts-nocheck\neslint-disable', '// @ ts-nocheck\n// eslint -disable'],
    ['typescript', '//', 'type: string, i = 1', '// - type: string, i = 1'],
    ['c', '//', 'a\0b\u001bc\u202ed\ud800e\tf\u0085g\vh 👩‍💻', '// abcde\tf\n// g\n// h 👩‍💻'],
  ])('of %s is near to the text and gives no orders', (language, line, text, expected) => {
    expect(commentBlock(text, { line }, { indentation: '', language })).toBe(`${expected}\n`);
  });

  const lineOf = (language: string, text: string, line = '#'): string =>
    commentBlock(text, { line }, { indentation: '', language }).slice(line.length + 1, -1);

  it.each([
    ['python', 'x = f()  # type: ignore', 'x = f()  # - type: ignore'],
    ['python', '# type: ignore[x] tells mypy', '# - type: ignore[x] tells mypy'],
    ['python', 'a #type:ignore', 'a #- type:ignore'],
    ['python', 'ty: ignore', '- ty: ignore'],
    ['python', 'pyre-ignore-all-errors', '- pyre-ignore-all-errors'],
    ['python', 'pyre-strict', '- pyre-strict'],
    ['python', 'MAGIC %sh rm -rf x', '- MAGIC %sh rm -rf x'],
    ['python', '!rm -rf x', '- !rm -rf x'],
    ['python', '%% cell', '- %% cell'],
    ['python', 'fmt: off', 'fmt -: off'],
    ['shellscript', 'shellcheck disable=SC2086', '- shellcheck disable=SC2086'],
    ['shellscript', '# shellcheck shell=sh', '# - shellcheck shell=sh'],
    ['dockerfile', 'hadolint ignore=DL3006', '- hadolint ignore=DL3006'],
    ['dockerfile', 'hadolint global ignore=DL3006', '- hadolint global ignore=DL3006'],
    ['yaml', 'yamllint disable rule:line-length', '- yamllint disable rule:line-length'],
    ['yaml', 'zizmor: ignore[template-injection]', 'zizmor -: ignore[template-injection]'],
    ['yaml', 'renovate: datasource=docker', 'renovate -: datasource=docker'],
    ['sql', '+goose Down', '- +goose Down'],
    ['sql', '+migrate Up', '- +migrate Up'],
    ['sql', 'migrate:down', '- migrate:down'],
    ['sql', 'changeset bob:1', '- changeset bob:1'],
    ['sql', 'rollback DROP TABLE x', '- rollback DROP TABLE x'],
    ['sql', 'liquibase formatted sql', '- liquibase formatted sql'],
    ['sql', 'name: GetUser :one', '- name: GetUser :one'],
    ['sql', ':name get-user :? :1', '- :name get-user :? :1'],
    ['go', 'Code generated by x. DO NOT EDIT.', '- Code generated by x. DO NOT EDIT.'],
    ['go', 'lint:file-ignore U1000 x', '- lint:file-ignore U1000 x'],
    ['go', 'nolint', '- nolint'],
    ['go', '#nosec G101', '#- nosec G101'],
    ['csharp', '<auto-generated>', '< auto-generated>'],
    ['csharp', 'an <autogenerated/> file', 'an < autogenerated/> file'],
    ['csharp', 'ReSharper disable All', '- ReSharper disable All'],
    ['csharp', 'Stryker disable all', '- Stryker disable all'],
    ['dart', 'dart format off', '- dart format off'],
    ['dart', 'coverage:ignore-file', '- coverage:ignore-file'],
    ['lua', 'luacheck: ignore', 'luacheck -: ignore'],
    ['lua', 'stylua: ignore', 'stylua -: ignore'],
    ['css', 'autoprefixer: off', 'autoprefixer -: off'],
    ['cpp', 'see LCOV_EXCL_START', 'see LCOV _EXCL_START'],
    ['cpp', 'NOLINTBEGIN(x)', '- NOLINT BEGIN(x)'],
    ['r', 'nolint start', '- nolint start'],
    ['r', 'nocov start', '- nocov start'],
    ['ruby', 'typed: ignore', '- typed: ignore'],
    ['perl', '## no critic', '## - no critic'],
    ['elixir', 'credo:disable-for-this-file', '- credo:disable-for-this-file'],
    ['elixir', 'coveralls-ignore-start', '- coveralls-ignore-start'],
    ['graphql', 'import A from "a.graphql"', '- import A from "a.graphql"'],
    ['swift', 'swift-format-ignore-file', '- swift-format-ignore-file'],
    ['javascript', 'dprint-ignore-file', '- dprint-ignore-file'],
    ['javascript', 'deno-fmt-ignore-file', '- deno-fmt-ignore-file'],
    ['javascript', 'deno-coverage-ignore-file', '- deno-coverage-ignore-file'],
    ['javascript', 'deno-lint-ignore-file', 'deno-lint -ignore-file'],
    ['javascript', '#__PURE__', '# __PURE__'],
    ['javascript', '@ts-ignore @phan-suppress x', '@ ts-ignore @ phan-suppress x'],
    ['latex', 'chktex-file 1', 'chktex -file 1'],
    ['typescript', 'vim: set et\nex: set et', 'vim -: set et\n# ex -: set et'],
    ['ruby', "a\nencoding = 'utf-8'", "a\n# encoding - = 'utf-8'"],
    ['python', 'Encoding: UTF-8', 'Encoding -: UTF-8'],
    ['scheme', 'a\n\n\ncoding: x', 'a\n#\n#\n# coding -: x'],
  ])('of %s gives no order with %j', (language, text, expected) => {
    expect(lineOf(language, text)).toBe(expected);
  });

  it('gives no order that stands at the beginning of a line only when it is wrapped', () => {
    const text = `${'word '.repeat(19)}shellcheck disable=SC2086`;
    expect(lineOf('shellscript', text)).toMatch(/word\n# - shellcheck disable=SC2086$/);
  });

  it.each([
    ['python', "open(f, encoding='utf-8') reads it"],
    ['python', 'It opens the file.\nIt reads it.\nencoding=utf8 is its encoding'],
    ['javascript', "fs.readFile(f, {encoding: 'utf8'})"],
    ['java', 'Map<String, ?> m'],
    ['python', 'f"{{x}}" gives "{x}", and f\'{p:.1%}\' a percentage'],
    ['r', 'df %>% filter(x)'],
    ['shellscript', '${#x} ${x%%} ${x#}'],
    ['powershell', '@{ a = @{} } <# x #>'],
    ['cpp', 'int a[2][2] = {{1,2},{3,4}};'],
    ['latex', String.raw`\frac{1}{{x}}`],
    ['csharp', '{0:#} {{'],
    ['javascriptreact', 'style={{ color: 1 }}'],
    ['javascript', 'eslint-plugin-react, prettier-plugin-x, v8-profiler and c8-x'],
    ['python', 'mypy-extensions, ruff-lsp, mypy[dmypy] and pylint-django'],
    ['typescript', '@tsconfig/node18, @jsx-email/x, @ts-morph/common and @types/node'],
    ['go', 'Ex: 5 apples, index: 2'],
    ['go', 'fmt: prints'],
    ['c', 'C8: a register'],
    ['kotlin', String.raw`C:\users`],
    ['python', 'C:\\dir\\'],
    ['shellscript', 'C:\\dir\\'],
    ['rust', 'println!("{:#}", x)'],
    ['lua', 't = {{1},{2}}'],
    ['python', 'Note: ignore the first, disable it'],
    ['python', 'We use shellcheck, yamllint and luacheck.'],
    ['sql', 'The name of the user'],
  ])('of %s leaves %j as it is', (language, text) => {
    expect(lineOf(language, text)).toBe(text.replaceAll('\n', '\n# '));
  });

  it.each([
    ['yaml', '{{ x }} {% if %}', '{ { x } } { % if % }'],
    ['css', '{{ x }} <?php ?>', '{ { x } } < ?php ? >'],
    ['php', 'a ?> <% {{ x }}', 'a ? > < % { { x } }'],
    ['c', 'C:\\dir\\', 'C:\\dir\\ .'],
    ['makefile', 'C:\\dir\\', 'C:\\dir\\ .'],
    ['scala', String.raw`C:\users`, String.raw`C:\ users`],
  ])('of %s, where it may not stand, parts %j', (language, text, expected) => {
    expect(lineOf(language, text)).toBe(expected);
  });

  it('leaves lines of code in fences whole', () => {
    const code = `x = [${'1, '.repeat(60)}]`;
    const prose = 'word '.repeat(30).trim();
    for (const fence of ['```', '~~~~']) {
      const lines = lineOf('python', `${prose}\n\n${fence}py\n    ${code}\n${fence}\n${prose}`).split('\n# ');
      expect(lines).toContain(`    ${code}`);
      expect(lines.filter((line) => line.length > 100)).toEqual([`    ${code}`]);
    }
  });

  it('in a script of a page, which may be a template, parts the marks of one', () => {
    const place = { indentation: '', language: 'javascript', embedded: true };
    expect(commentBlock('{{ x }} <% y %>', { line: '//' }, place)).toBe('// { { x } } < % y % >\n');
  });

  it('in a script or a style does not end it', () => {
    const place = { indentation: '', language: 'javascript', embedded: true };
    expect(commentBlock('a </script> <!-- b', { line: '//' }, place)).toBe('// a < /script> < !-- b\n');
  });
});
