/** Words of a comment that tools obey. A space or a dash inside makes them plain words again. */

/** Tools that read `name:`, `name=`, `name-option`, `name(…)` or `name[…]` in a comment. */
const TOOLS = [
  'arara|ansible-lint|autopep8|biome|c8|checkov|cspell|codespell|cppcheck|coverity|cython|deno-lint|detekt|dialyzer|distutils',
  'doctest|eslint|flake8|fmt|frozen[_-]string[_-]literal|gitleaks|hadolint|isort|istanbul|jscs|jshint|ktlint|markdownlint',
  'mypy|nolint|noqa|nosec|nosemgrep|oxlint|perlcritic|phpcs|phpstan|pragma|prettier|psalm|pylint|pyright|pytype|rubocop|ruff',
  'scalafix|scalafmt|scalastyle|shareable[_-]constant[_-]value|shellcheck|spell-checker|sqlfluff|staticcheck|stylelint',
  'svelte(?=-ignore)|swift-tools-version|swiftformat|swiftlint|taplo|tflint|tfsec|trivy|tslint|v8(?=-)|warn[_-]indent|yamllint',
  'yaml-language-server|yapf',
].join('|');

const ANYWHERE: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(?<![\\w-])(${TOOLS})(?=[-([])`, 'gi'), '$1 '],
  // Some of them pass spaces before the colon.
  [new RegExp(`(?<![\\w-])(${TOOLS})(?=\\s*[:=])`, 'gi'), '$1 -'],
  [/\b(NOLINT)(?=NEXTLINE|BEGIN|END)/gi, '$1 '],
  [/(clang-format)(?=\s+(?:on|off)\b)/gi, '$1 :'],
  [/((?:istanbul|c8|v8) ignore)(?=\s)/gi, '$1 :'],
  [
    /@(?=(?:ts|jest|vitest|phpstan|psalm|phpcs|formatter|codeCoverageIgnore)[-\w:]|(?:jsx|no-?flow|flow|dart|cc_on)\b)/gi,
    '@ ',
  ],
  [/@(?=jsx\w)/g, '@ '],
  // The encoding of the file: Python, Ruby, Emacs, Vim.
  [/(coding)(?=\s*[:=])/gi, '$1 -'],
  // Settings of an editor: Vim, Emacs.
  [/\b(vim?|ex)(?=(?:[<=>]?\d+)?:)/gi, '$1 -'],
  [/-\*-/g, '- * -'],
  [/\b(Local Variables)(?=:)/gi, '$1 -'],
  [/(source(?:Mapping)?URL)(?=\s*=)/gi, '$1 -'],
];

/**
 * Orders when a comment's line begins with them: Go build constraints, metadata in Python scripts, types of Python, what
 * Dart and IntelliJ ignore, signatures of PowerShell, programs that LaTeX editors start.
 */
const AT_BEGIN = /^(?:\+build\b|\/\/\/|type:|ignore(?:_for_file)?:|noinspection\b|SIG\s*#|!\s?(?:TeX|BIB)\b)/i;

/** A line of a comment, without what a tool would obey. */
export function withoutDirectives(line: string): string {
  const words = ANYWHERE.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), line);
  return plainAt(AT_BEGIN, words);
}

/** A line whose text begins with `order` gets a dash before it. */
export function plainAt(order: RegExp, line: string): string {
  const text = line.trimStart();
  return order.test(text) ? `${line.slice(0, line.length - text.length)}- ${text}` : line;
}
