// npm run engine:check: whether every binary package that a VSIX of ours ships is published in the pinned version.
import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { engineVersion } from './package/engineModules.ts';
import { enginePackagesOf, targets } from './package/targets.ts';

const run = promisify(exec);
const version = await engineVersion(process.cwd());

for (const target of targets) {
  for (const name of enginePackagesOf(target)) {
    const found = await run(`npm view ${name}@${version} version`).then(
      ({ stdout }) => stdout.trim() === version,
      () => false,
    );
    console.log(`${found ? 'ok     ' : 'MISSING'}  ${target.padEnd(12)}  ${name}@${version}`);
    if (!found) process.exitCode = 1;
  }
}
