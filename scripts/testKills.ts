// npm run test:kills [-- N [SEED]]: kills VS Code's extension host N times (default 200) at random moments while answers are
// written, and looks each time whether all that was on screen for a second is there again.
import { spawn } from 'node:child_process';
import { runScript, Problem } from './workbench/problem.ts';
import { root } from './workbench/folders.ts';

await runScript(async () => {
  const [kills = '200', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
  if (![kills, seed].every((number) => /^[1-9]\d*$/.test(number))) {
    throw new Problem('That is no number of kills.', 'Give one, and if you like a seed: npm run test:kills -- 200 7.');
  }
  const child = spawn(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', 'kills.e2e.ts'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, KILLS: kills, KILLS_SEED: seed },
  });
  process.exitCode = await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
});
