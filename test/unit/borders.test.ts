import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

/** Only the borders: the other rules want the files to exist. */
const eslint = new ESLint({
  overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => ruleId.startsWith('no-restricted'),
});

async function isAllowed(file: string, code: string): Promise<boolean> {
  const [result] = await eslint.lintText(code, { filePath: `src/${file}` });
  expect(result?.messages.filter((message) => message.fatal)).toEqual([]);
  return result?.messages.length === 0;
}

describe('the borders between the layers', () => {
  it.each([
    ['protocol/a.ts', "import '../reasoning/b.ts'"],
    ['protocol/a.ts', "import 'node:path'"],
    ['reasoning/a.ts', "import '../inference/b.ts'"],
    ['reasoning/a.ts', "import 'fs/promises'"],
    ['inference/a.ts', "import type { Uri } from 'vscode'"],
    ['inference/deep/a.ts', "export * from '../../host/b.ts'"],
    ['webview/turns/a.ts', "import '../../inference/b.ts'"],
    ['webview/a.ts', "import('../host/b.ts')"],
    ['host/extension.ts', "import 'node-llama-cpp'"],
    ['host/panel/a.ts', "import('node-llama-cpp')"],
    ['host/panel/a.ts', "import '../../webview/b.ts'"],
    ['host/panel/a.ts', "import '../commands/b.ts'"],
    ['host/engine/deep/a.ts', "import '../../sessions/b.ts'"],
    ['host/platform/a.ts', "import '../extension.ts'"],
    ['host/editor/a.ts', "import '../../../test/b.ts'"],
    ['host/questions/a.ts', "import '../panel/b.ts'"],
    ['host/questions/a.ts', "import '../sessions/b.ts'"],
    ['host/status/a.ts', "import '../integrations/b.ts'"],
    ['host/sandbox/a.ts', "import '../../sandbox/b.ts'"],
    ['host/engine/a.ts', "import '../sandbox/b.ts'"],
    ['sandbox/a.ts', "import '../host/b.ts'"],
    ['sandbox/realm/a.ts', "import 'vscode'"],
    ['reasoning/a.ts', "import '../sandbox/b.ts'"],
    ['cli/a.ts', "import '../sandbox/b.ts'"],
  ])('stop %s from: %s', async (file, code) => {
    expect(await isAllowed(file, code)).toBe(false);
  });

  it.each([
    ['reasoning/a.ts', "import '../protocol/b.ts'"],
    ['inference/a.ts', "import 'node-llama-cpp'; import 'node:fs'; import '../reasoning/b.ts'"],
    ['webview/a.ts', "import 'preact'; import './turns/b.ts'; import '../reasoning/b.ts'"],
    ['host/extension.ts', "import 'vscode'; import './commands/b.ts'"],
    ['host/commands/a.ts', "import '../panel/b.ts'; import '../platform/b.ts'; import '../../reasoning/b.ts'"],
    ['host/panel/a.ts', "import '../sandbox/b.ts'"],
    ['sandbox/a.ts', "import 'node:vm'; import '../protocol/b.ts'"],
    ['cli/a.ts', "import '../host/sandbox/b.ts'; import '../reasoning/b.ts'"],
  ])('let %s: %s', async (file, code) => {
    expect(await isAllowed(file, code)).toBe(true);
  });
});
