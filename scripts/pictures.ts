// npm run pictures: takes the pictures of README and walkthrough anew, from the page tests that show what is in them.
import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { runScript, Problem } from './workbench/problem.ts';
import { root } from './workbench/folders.ts';

const TESTS = ['models.e2e.ts', 'runCode.e2e.ts', 'steps.e2e.ts'];

await runScript(async () => {
  const command = ['node_modules/@playwright/test/cli.js', 'test', ...TESTS];
  const child = spawn(process.execPath, command, { cwd: root, stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Problem('A page test failed.', 'No picture was changed. Mend the test first.');
  await cp(join(root, 'test-results/pictures'), join(root, 'media'), { recursive: true });
});
