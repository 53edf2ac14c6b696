/** Words of a comment that tools obey. A space or a dash inside or before makes them plain words again. */

/** Tools that read `name: …` or `name=…` in a comment, wherever it stands. */
const TOOLS = [
  'arara|ansible-lint|autopep8|autoprefixer(?:\\s+grid)?|biome|checkov|chktex|cspell|codespell|cppcheck|coverity|cython',
  'deno-lint|detekt|dialyzer|distutils|doctest|eslint|flake8|frozen[_-]string[_-]literal|gitleaks|hadolint|isort|istanbul',
  'jscs|jshint|ktlint|luacheck|markdownlint|mypy|nolint|noqa|nosec|nosemgrep|oxlint|perlcritic|phpcs|phpstan|pragma|prettier',
  'psalm|pylint|pyright|pytype|renovate|rubocop|ruff|scalafix|scalafmt|scalastyle|selene|shareable[_-]constant[_-]value',
  'shellcheck|spell-?checker|sqlfluff|staticcheck|styler|stylelint|stylua|swift-tools-version|swiftformat|swiftlint|taplo',
  'tflint|tfsec|trivy|tslint|warn[_-]indent|yamllint|yaml-language-server|yapf|zizmor',
].join('|');
/** What they are told as `name-option`; other words behind the dash belong to names of packages. */
const OPTIONS = '(?:disable|enable|env|ignore|suppress|expect|capture|restore|configure|file)';

const ANYWHERE: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(?<![\\w-])(${TOOLS})(?=-${OPTIONS}\\b)`, 'gi'), '$1 '],
  // Some of them pass spaces before the colon.
  [new RegExp(`(?<![\\w-])(${TOOLS})(?=\\s*[:=])`, 'gi'), '$1 -'],
  [/(?<![\w-])(fmt)(?=\s*:\s*(?:on|off|skip)\b)/gi, '$1 -'],
  [/\b(NOLINT)(?=NEXTLINE|BEGIN|END)/gi, '$1 '],
  [/\b(nolint|coverity)(?=[([])/gi, '$1 '],
  [/\b(GCOVR?|LCOV)(?=_EXCL)/gi, '$1 '],
  [/(clang-format)(?=\s+(?:on|off)\b)/gi, '$1 :'],
  [/((?:istanbul|c8|v8) ignore)(?=\s)/gi, '$1 :'],
  [
    /@(?=ts-(?:ignore|expect-error|(?:no)?check|self-types)\b|(?:jest|vitest|phan|phpstan|psalm)-|deno-types\b|(?:phpcs|formatter):|codeCoverageIgnore|(?:jsx|no-?flow|flow|dart|cc_on)\b(?![/-]))/gi,
    '@ ',
  ],
  [/@(?=jsx\w)/g, '@ '],
  // A call that a bundler may leave out.
  [/([@#])(?=__[A-Z_]+__)/g, '$1 '],
  [/<(?=auto-?generated)/gi, '< '],
  // Settings of an editor: Vim, Emacs.
  [/(?<!\S)(ex|vi|[vV]im(?:[<=>]?\d+)?)(?=:)/g, '$1 -'],
  [/-\*-/g, '- * -'],
  [/\b(Local Variables)(?=:)/gi, '$1 -'],
  [/(source(?:Mapping)?URL)(?=\s*=)/gi, '$1 -'],
];

/** Orders of tools by any name, when a comment begins with them: `tool:ignore`, `tool: off`, `tool-ignore-file`; cells of notebooks. */
const OF_ANY_TOOL = [
  '[a-z][\\w-]*:\\s*(?:file-)?(?:ignore|disable|skip|off|allow|nolint)\\b',
  '[a-z][\\w-]*-(?:ignore|disable)\\b',
  'MAGIC\\b',
  'COMMAND --',
].join('|');

/** Other orders when a comment begins with them, in any case. */
const NAMED = [
  // Types of Python and Ruby, what Dart ignores.
  '(?:type|typed|ignore|ignore_for_file):',
  '(?:shellcheck|hadolint(?:\\s+global)?)\\s+[\\w-]+=',
  '(?:yamllint|ReSharper|Stryker)\\s+(?:disable|enable|restore)\\b',
  'no(?:lint|cov|sec|inspection)\\b',
  'no\\s+critic',
  'dart format\\s+o(?:n|ff)\\b',
  'kics-scan\\s',
  'pyre-(?:strict|unsafe)\\b',
  'Code generated\\b.*\\bDO NOT EDIT\\b',
  // Go builds and migrations of a database.
  '\\+(?:build|goose|migrate)\\b',
  // Metadata of Python scripts, signatures of PowerShell, programs that LaTeX editors start.
  '\\/\\/\\/',
  'SIG\\s*#',
  '!\\s?(?:TeX|BIB)\\b',
].join('|');

/** Some tools look for another comment in the text of one. */
const AT_BEGIN = [new RegExp(`(^|#)(\\s*)(?=${OF_ANY_TOOL})`, 'g'), new RegExp(`(^|#)(\\s*)(?=${NAMED})`, 'gi')];

/** A line of a comment, without what a tool would obey. */
export function withoutDirectives(line: string): string {
  const words = ANYWHERE.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), line);
  return AT_BEGIN.reduce((rest, pattern) => rest.replace(pattern, '$1$2- '), words);
}

/** A line whose text begins with `order` gets a dash before it. */
export function plainAt(order: RegExp, line: string): string {
  const text = line.trimStart();
  return order.test(text) ? `${line.slice(0, line.length - text.length)}- ${text}` : line;
}
