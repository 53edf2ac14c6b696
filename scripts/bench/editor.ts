import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../workbench/folders.ts';
import { Problem } from '../workbench/problem.ts';

interface Start {
  /** From asking for its code to having it. */
  readonly load: number;
  /** In its `activate`. */
  readonly activate: number;
}

interface Measured {
  /** What VS Code counts for each start of the extension, and of one that does nothing at all. */
  readonly startMs: readonly { readonly ours: Start; readonly empty: Start }[];
  /** From a key to the frame that shows it, 95th percentile; milliseconds. */
  readonly keyP95Ms: readonly { readonly idle: number; readonly besideRaw: number; readonly writing: number }[];
  /** While an answer is written ÷ idle, and ÷ beside the raw engine loop on the same model; medians over the rounds. */
  readonly ratio: { readonly idle: number; readonly besideRaw: number };
}

/**
 * Measures what the extension costs the editor, in a real VS Code with the packaged extension: what its start takes, and how
 * much later keys show while an answer is written.
 */
export function benchEditor(json: boolean): void {
  const { stdout, status } = spawnSync('npx', ['playwright', 'test', '--reporter=line', 'editor.bench.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CEREBRUM_BENCH: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  const line = /^.*?(\{"startMs".*\})/m.exec(stdout)?.[1];
  if (status !== 0 || line === undefined) {
    console.error(stdout);
    throw new Problem(
      'The editor could not be measured.',
      `What went wrong is above and in ${join(root, 'test-results')}.`,
    );
  }
  const measured = JSON.parse(line) as Measured;
  console.log(json ? JSON.stringify(measured, null, 2) : table(measured));
}

function table({ startMs, keyP95Ms, ratio }: Measured): string {
  const ms = (value: number) => value.toFixed(1).padStart(8);
  const startLine = (name: string, of: (each: Measured['startMs'][number]) => Start) => {
    const list = (key: keyof Start) => startMs.map((each) => of(each)[key]).join(', ');
    return `${name.padEnd(27)}${list('load').padEnd(30)}${list('activate')}`;
  };
  return [
    'start, ms                  code asked for until there    activate()',
    startLine('Cerebrum', ({ ours }) => ours),
    startLine('an empty extension', ({ empty }) => empty),
    '',
    'key to frame, p95, ms    idle  beside raw loop  writing',
    ...keyP95Ms.map(
      ({ idle, besideRaw, writing }) => `${' '.repeat(21)}${ms(idle)}         ${ms(besideRaw)} ${ms(writing)}`,
    ),
    `writing ÷ idle ${ratio.idle.toFixed(2)}, ÷ beside the raw loop ${ratio.besideRaw.toFixed(2)} (medians)`,
  ].join('\n');
}
