import Mocha from 'mocha';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs the suites beside this file inside the extension host, the contract of `@vscode/test-electron` and of VS Code's
 * server alike. Prints one line per test and writes `{ passed, failed, names }` (of those that failed) to the file named by TEST_RESULTS.
 *
 * @throws when a test failed or there was none.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 60_000, reporter: LineReporter, grep: process.env['TEST_GREP'] ?? '' });
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith('.test.cjs'))) {
    mocha.addFile(join(__dirname, file));
  }
  const names: string[] = [];
  const { stats } = await new Promise<Mocha.Runner>((resolve) => {
    const runner: Mocha.Runner = mocha.run(() => resolve(runner));
    runner.on('fail', (test, { message }: Error) => names.push(`${test.fullTitle()}: ${message.split('\n')[0] ?? ''}`));
  });
  const passed = stats?.passes ?? 0;
  const failed = stats?.failures ?? 0;
  const results = process.env['TEST_RESULTS'];
  if (results) writeFileSync(results, JSON.stringify({ passed, failed, names }));
  if (failed > 0) throw new Error(`${failed} failed.`);
  if (passed === 0) throw new Error('No test ran.');
}

/** One call of `console.log` per test: that is what arrives in order from an extension host. */
class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pass', (test) => console.log(`✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`));
    runner.on('fail', (test, error: Error) => console.log(`✗ ${test.fullTitle()}\n${error.stack ?? error.message}`));
    runner.on('pending', (test) => console.log(`- ${test.fullTitle()} (skipped)`));
  }
}
