// npm run test:desktop [-- --grep TEXT]: the suites of test/vscode inside desktop VS Code, which is downloaded.
import { runTests } from '@vscode/test-electron';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copySampleWorkspace, ownFolder, root } from './workbench/folders.ts';
import { buildHostTests, hostTestsPath, reportHostTests } from './workbench/hostTests.ts';
import { runScript } from './workbench/problem.ts';

await runScript(async () => {
  const { grep } = parseArgs({ options: { grep: { type: 'string', default: '' } } }).values;
  await buildHostTests();
  const folder = await ownFolder('desktop-tests');
  const workspace = join(folder, 'sample-workspace');
  await copySampleWorkspace(workspace);
  const results = join(folder, 'results.json');
  const succeeded = await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: hostTestsPath,
    extensionTestsEnv: { TEST_RESULTS: results, TEST_GREP: grep },
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
  }).then(
    () => true,
    (error: unknown) => {
      console.error(error);
      return false;
    },
  );
  await reportHostTests(results, succeeded);
});
