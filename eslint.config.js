import { defineConfig } from 'eslint/config';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

/** Matches an import of a folder beside this one or further up: `../chat/x.ts`, `../../webview/x.ts`. */
const folder = (...names) => `^(\\.\\./)+(${names.join('|')})/`;
const packages = (...names) => `^(${names.join('|')})($|/)`;
const node = `^(node:|(${builtinModules.join('|')})$)`;

/**
 * What a room may not import, statically or by `import()`. The regular expressions of all that holds for a file go into
 * one object: of two objects that configure a rule for the same file, ESLint keeps the later and forgets the other.
 */
const wall = (files, ...forbidden) => {
  const message = 'The walls between the rooms forbid this import (ARCHITECTURE.md).';
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

/** Inside the host each layer may import those before it, never those after it, nor the entry points. */
const layers = ['platform', 'engine', 'models', 'editor', 'chat', 'commands'];
const layerWalls = layers.map((layer, i) =>
  wall(
    [`src/host/${layer}/**`],
    ...ofTheHost,
    '/(extension|start)(\\.ts)?$',
    ...layers.slice(i + 1).map((later) => folder(later)),
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
      'scripts/demo-model',
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
  wall(
    ['src/protocol/**'],
    folder('reasoning', 'inference', 'webview', 'host', 'cli'),
    packages('vscode', 'node-llama-cpp'),
    node,
    outside,
  ),
  wall(
    ['src/reasoning/**'],
    folder('inference', 'webview', 'host', 'cli'),
    packages('vscode', 'node-llama-cpp'),
    node,
    outside,
  ),
  wall(['src/inference/**'], folder('webview', 'host', 'cli'), packages('vscode'), outside),
  wall(['src/webview/**'], folder('inference', 'host', 'cli'), packages('vscode', 'node-llama-cpp'), node, outside),
  wall(['src/cli/**'], folder('webview', 'inference'), packages('vscode', 'node-llama-cpp'), outside),
  wall(['src/host/*.ts'], ...ofTheHost),
  ...layerWalls,
);
