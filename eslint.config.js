import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The walls between the rooms (see ARCHITECTURE.md): what a room may not import. */
const wall = (room, rooms, packages) => ({
  files: [`src/${room}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...rooms.map((other) => ({
            group: [`**/${other}/**`],
            message: `${room}/ may not import ${other}/ (ARCHITECTURE.md).`,
          })),
          ...packages.map((name) => ({
            group: [name, `${name}/*`],
            message: `${room}/ may not import ${name} (ARCHITECTURE.md).`,
          })),
        ],
      },
    ],
  },
});

/** Inside the host each layer may import those before it, never those after it. */
const layers = ['platform', 'engine', 'models', 'editor', 'chat', 'commands'];
const layerWalls = layers.map((layer, i) => ({
  files: [`src/host/${layer}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...[...layers.slice(i + 1), 'extension.ts'].map((later) => ({
            group: [`../${later}/**`, `../${later}`],
            message: `host/${layer} may not import host/${later} (ARCHITECTURE.md).`,
          })),
          {
            group: ['**/inference/nodeLlama*', '**/inference/main*', '**/webview/**', 'node-llama-cpp'],
            message: 'The host speaks to the other rooms through protocol/ only.',
          },
        ],
      },
    ],
  },
}));

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
  wall('protocol', ['reasoning', 'inference', 'webview', 'host'], ['vscode', 'node:*', 'node-llama-cpp']),
  wall('reasoning', ['inference', 'webview', 'host'], ['vscode', 'node:*', 'node-llama-cpp']),
  wall('inference', ['webview', 'host'], ['vscode']),
  wall('webview', ['inference', 'host'], ['vscode', 'node:*', 'node-llama-cpp']),
  ...layerWalls,
);
