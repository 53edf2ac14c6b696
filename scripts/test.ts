// npm test [-- STAGE...]: every check and every suite, in order of cost, or the ones named and what they need.
// The last line is `N passed, M failed`; the exit code is 1 unless M is 0.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/** How a stage tells what came out: its exit code, vitest's JSON report, or `{"passed":n,"failed":n,"names":[…]}` as its last line. */
type Count = 'exitCode' | 'vitest' | 'lastLine';

interface Stage {
  readonly name: string;
  /** In package.json. */
  readonly script: string;
  readonly count: Count;
  /** Stages without whose result this one makes no sense. */
  readonly needs?: readonly string[];
  /** Looks at files only and takes one core: all such stages run at the same time. */
  readonly isCheck?: true;
}

const stages: readonly Stage[] = [
  { name: 'format', script: 'format:check', count: 'exitCode', isCheck: true },
  { name: 'lint', script: 'lint', count: 'exitCode', isCheck: true },
  { name: 'types', script: 'typecheck', count: 'exitCode', isCheck: true },
  { name: 'unused', script: 'unused', count: 'exitCode', isCheck: true },
  { name: 'build', script: 'build', count: 'exitCode' },
  { name: 'unit', script: 'test:unit', count: 'vitest' },
  { name: 'gpu', script: 'gpu:install', count: 'exitCode' },
  { name: 'server', script: 'server:build', count: 'exitCode' },
  { name: 'process', script: 'test:process', count: 'vitest' },
  { name: 'model', script: 'test:model', count: 'vitest' },
  { name: 'package', script: 'package', count: 'exitCode', needs: ['build'] },
  { name: 'vscode', script: 'test:vscode', count: 'lastLine', needs: ['build'] },
  { name: 'e2e', script: 'test:e2e', count: 'lastLine', needs: ['package'] },
];

interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Of tests that failed, where the stage tells. */
  readonly names?: readonly string[];
}

interface Result extends Tally {
  readonly stage: Stage;
  readonly seconds: number;
  /** Why it failed, where the numbers don't say it. */
  readonly note?: string;
}

const reportFolder = 'test-results';

/** @param show takes what the stage says, as it comes */
async function runStage(stage: Stage, show: (text: string) => void): Promise<Result> {
  const report = path.join(reportFolder, `${stage.name}.json`);
  await rm(report, { force: true });
  const reporters =
    stage.count === 'vitest' ? ` -- --reporter=default --reporter=json --outputFile.json=${report}` : '';

  const started = performance.now();
  const { code, lastLine } = await runStreaming(`npm run --silent ${stage.script}${reporters}`, show);
  const seconds = (performance.now() - started) / 1000;

  const tally = counted(stage.count, code, stage.count === 'vitest' ? await contentOf(report) : lastLine);
  if (tally === undefined) return { stage, seconds, passed: 0, failed: 1, note: 'ended without saying what it ran' };
  if (tally.passed + tally.failed === 0) return { stage, seconds, passed: 0, failed: 1, note: 'ran no test' };
  if (code !== 0 && tally.failed === 0)
    return { stage, seconds, ...tally, failed: 1, note: `exit code ${String(code)}` };
  return { stage, seconds, ...tally };
}

function runStreaming(
  command: string,
  show: (text: string) => void,
): Promise<{ code: number | null; lastLine: string }> {
  return new Promise((resolve, reject) => {
    const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const child = spawn(command, {
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...colour },
    });
    let tail = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      show(text);
      tail = (tail + text).slice(-10_000);
    });
    child.stderr.setEncoding('utf8').on('data', show);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, lastLine: tail.trimEnd().split('\n').at(-1) ?? '' }));
  });
}

/** @returns undefined when `said` is not what the stage promises */
function counted(count: Count, code: number | null, said: string): Tally | undefined {
  if (count === 'exitCode') return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const report = parsed(said);
  if (count === 'lastLine') return tallyOf(report['passed'], report['failed'], report['names']);
  const tally = tallyOf(report['numPassedTests'], report['numFailedTests'], failedInVitest(report));
  // A file that does not even load fails as a file, with no test in it.
  const broken = report['success'] === false && tally?.failed === 0 ? report['numFailedTestSuites'] : 0;
  return tally && { ...tally, failed: tally.failed + (typeof broken === 'number' ? broken : 0) };
}

function tallyOf(passed: unknown, failed: unknown, names: unknown): Tally | undefined {
  if (typeof passed !== 'number' || typeof failed !== 'number') return undefined;
  return { passed, failed, names: Array.isArray(names) ? names.map(String) : [] };
}

interface VitestFile {
  readonly name: string;
  readonly message: string;
  readonly status: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages: readonly string[];
  }[];
}

/** The tests that failed, with the first line of why; a file that did not load stands for its own. */
function failedInVitest({ testResults = [] }: { readonly testResults?: unknown }): readonly string[] {
  return (testResults as readonly VitestFile[])
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = path.relative('.', name);
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      if (failed.length === 0) return [`${file}: ${message}`];
      return failed.map(
        ({ fullName, failureMessages: [why = ''] }) => `${file} › ${fullName}: ${why.split('\n')[0] ?? ''}`,
      );
    });
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function contentOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

/** The stages named, with all that they need, in their order. */
function selected(names: readonly string[]): readonly Stage[] {
  if (names.length === 0) return stages;
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown !== undefined) {
    throw new Error(`No stage is called "${unknown}". There are: ${stages.map((stage) => stage.name).join(', ')}.`);
  }
  const wanted = new Set(names);
  for (const stage of stages.toReversed()) {
    if (wanted.has(stage.name)) for (const need of stage.needs ?? []) wanted.add(need);
  }
  return stages.filter((stage) => wanted.has(stage.name));
}

function table(results: readonly Result[], seconds: number): string {
  const rows = results.map(({ stage, seconds, passed, failed, note }) =>
    [
      failed === 0 ? '  ok  ' : '  FAIL',
      stage.name.padEnd(8),
      `${seconds.toFixed(1)} s`.padStart(8),
      `${String(passed)} passed, ${String(failed)} failed`.padStart(22),
      note ?? '',
    ].join('  '),
  );
  return [...rows, `        ${'total'.padEnd(8)}  ${`${seconds.toFixed(1)} s`.padStart(8)}`].join('\n');
}

const heading = ({ name }: Stage) => `\n── ${name} ${'─'.repeat(60 - name.length)}\n`;

/** Runs them side by side; what each says comes out at its end, in their order. */
async function runChecks(checks: readonly Stage[]): Promise<readonly Result[]> {
  const running = checks.map(async (stage) => {
    let said = heading(stage);
    const result = await runStage(stage, (text) => (said += text));
    return { result, said };
  });
  const results: Result[] = [];
  for (const check of running) {
    const { result, said } = await check;
    process.stdout.write(said);
    results.push(result);
  }
  return results;
}

await mkdir(reportFolder, { recursive: true });
const started = performance.now();
const chosen = selected(process.argv.slice(2));
const results: Result[] = [...(await runChecks(chosen.filter(({ isCheck }) => isCheck)))];
for (const stage of chosen.filter(({ isCheck }) => !isCheck)) {
  process.stdout.write(heading(stage));
  const missing = stage.needs?.find((need) =>
    results.some((result) => result.stage.name === need && result.failed > 0),
  );
  if (missing !== undefined) {
    const note = `not run: ${missing} failed`;
    console.log(note);
    results.push({ stage, seconds: 0, passed: 0, failed: 1, note });
    continue;
  }
  results.push(await runStage(stage, (text) => process.stdout.write(text)));
}

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`\n${table(results, (performance.now() - started) / 1000)}\n`);
for (const { names = [] } of results) for (const name of names) console.log(`  failed: ${name}`);
console.log(`${String(passed)} passed, ${String(failed)} failed`);
process.exitCode = failed === 0 ? 0 : 1;
