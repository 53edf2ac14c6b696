// npm run test:vscode [-- --grep TEXT]: the suites of test/vscode inside the extension host of VS Code's server.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from './workbench/browser.ts';
import { copySampleWorkspace, createProfile, ownFolder } from './workbench/folders.ts';
import { buildHostTests, reportHostTests, runHostTests } from './workbench/hostTests.ts';
import { ensureWorkbench } from './workbench/install.ts';
import { runScript } from './workbench/problem.ts';
import { startServer } from './workbench/server.ts';

await runScript(async () => {
  const { grep } = parseArgs({ options: { grep: { type: 'string', default: '' } } }).values;
  const browser = await ensureBrowser();
  await ensureWorkbench();
  await buildHostTests();
  const folder = await ownFolder('host-tests');
  const workspace = join(folder, 'sample-workspace');
  await copySampleWorkspace(workspace);
  const results = join(folder, 'results.json');
  const server = await startServer({
    profile: await createProfile(folder),
    smokeTestDriver: true,
    env: { TEST_RESULTS: results, TEST_GREP: grep },
  });
  try {
    await reportHostTests(results, await runHostTests(server, browser, workspace));
  } finally {
    await server.stop();
  }
});
