import { defineConfig } from 'eslint/config';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

/** Matches an import of a folder beside this one or further up: `../panel/x.ts`, `../../webview/x.ts`. */
const folder = (...names) => `^(\\.\\./)+(${names.join('|')})/`;
const packages = (...names) => `^(${names.join('|')})($|/)`;
const node = `^(node:|(${builtinModules.join('|')})$)`;

/**
 * What a folder may not import, statically or by `import()`. All patterns for one file go into one object: of two objects that
 * configure the same rule for the same file, ESLint keeps only the later one.
 */
const border = (files, ...forbidden) => {
  const message = 'This import crosses a border between the layers (ARCHITECTURE.md).';
  return {
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: forbidden.map((regex) => ({ regex, message })) }],
      'no-restricted-syntax': [
        'error',
        ...forbidden.map((regex) => ({
          selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\u002f')}/]`,
          message,
        })),
      ],
    },
  };
};

const outside = folder('scripts', 'test');
const ofTheHost = [folder('webview', 'inference', 'cli'), packages('node-llama-cpp'), outside];

/**
 * Inside the host each layer may import those before it, never those after it, nor the entry points. Folders of one layer do
 * not import one another.
 */
const layers = [
  ['platform'],
  ['engine', 'sandbox'],
  ['models'],
  ['editor'],
  ['history'],
  ['questions'],
  ['sessions'],
  ['receipts', 'explanations', 'evaluation'],
  ['panel', 'threads'],
  ['status', 'integrations'],
  ['commands'],
];
const layerBorders = layers.flatMap((layer, i) =>
  layer.map((name) =>
    border(
      [`src/host/${name}/**`],
      ...ofTheHost,
      // The sandbox's own folder; `../sandbox/` is the host's.
      '^(\\.\\./){2,}sandbox/',
      '/(extension|start|build/\\w+)(\\.ts)?$',
      ...layers.slice(i + 1).map((later) => folder(...later)),
      ...layer.filter((other) => other !== name).map((other) => folder(other)),
    ),
  ),
);

export default defineConfig(
  {
    ignores: [
      'node_modules',
      'dist',
      'out',
      '.tsbuild',
      '.vscode-test',
      'test-results',
      'scripts/sample-workspace',
      'test/fixtures',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // Numbers that are drawn to fit the tables they index.
    files: ['scripts/demo-model/gen/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Syntax trees have eighty kinds of nodes.
    files: ['src/sandbox/**/*.ts'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  border(
    ['src/protocol/**'],
    folder('reasoning', 'inference', 'sandbox', 'webview', 'host', 'cli'),
    packages('vscode', 'node-llama-cpp'),
    node,
    outside,
  ),
  border(
    ['src/reasoning/**'],
    folder('inference', 'sandbox', 'webview', 'host', 'cli'),
    packages('vscode', 'node-llama-cpp'),
    node,
    outside,
  ),
  border(['src/inference/**'], folder('sandbox', 'webview', 'host', 'cli'), packages('vscode'), outside),
  border(
    ['src/sandbox/**'],
    folder('inference', 'webview', 'host', 'cli'),
    packages('vscode', 'node-llama-cpp'),
    outside,
  ),
  border(['src/cli/**'], folder('webview', 'inference', 'sandbox'), packages('vscode', 'node-llama-cpp'), outside),
  border(
    ['src/webview/**'],
    folder('inference', 'sandbox', 'host', 'cli'),
    packages('vscode', 'node-llama-cpp'),
    node,
    outside,
  ),
  border(['src/host/*.ts'], ...ofTheHost, folder('sandbox')),
  border(['src/host/build/**'], ...ofTheHost, '^(\\.\\./){2,}sandbox/'),
  ...layerBorders,
);
