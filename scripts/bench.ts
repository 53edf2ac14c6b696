// npm run bench: what the engine does here and now, every number beside its baseline. --panel: what the panel costs. --checks: what the checks find.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchChecks } from './bench/checks/benchChecks.ts';
import { benchEngine, MEASURE_NAMES, MODEL_NAMES } from './bench/engine/benchEngine.ts';
import { benchEditor } from './bench/editor.ts';
import { benchPanel } from './bench/panel.ts';
import { printCapacity } from './bench/capacity.ts';
import { benchRemotePath } from './bench/remotePath.ts';
import { benchServer } from './bench/server.ts';
import { benchTrace } from './bench/trace.ts';
import { Problem, runScript } from './workbench/problem.ts';

const USAGE = `npm run bench -- [options]

  --quick          fewer rounds, a smaller model: under two minutes on a quiet machine
  --only NAME      one of ${MEASURE_NAMES.join(', ')}; may be repeated
  --model NAME     ${MODEL_NAMES.join(' or ')}
  --threads N      of both sides of a comparison (all cores but one)
  --json           machine-readable; run it as "npm run --silent bench": npm writes a banner otherwise
  --write          puts the table into docs/performance.md
  --panel          the panel in a browser instead of the engine
  --trace          what running the code finds in the demo model's traces, and what a redo with the real value gives
  --checks PATH    how many statements of worked solutions are judged: a folder with train.jsonl and test.jsonl of GSM8K, or a file
  --server URL     a server with several people at once, in place of the engine (key: CEREBRUM_API_KEY):
  --users N,N…     how many (1,2,4,8,16); --per-minute N: questions of each (2); --seconds N: for each number (60)
  --remote         what Cerebrum adds to a server's own time: beside a bare HTTP loop on the same llama-server
  --capacity       how many people pools of servers can answer: a simulation from published speeds
  --editor         a real VS Code instead: its start with the extension, and keys while an answer is written

Without --quick a file of a 7b's shape (4.1 GB) is written once to ~/.cache/cerebrum-bench, and up to 14 GB of memory are
used. Where llama-bench and llama-batched-bench are on the PATH, they are measured beside the engine.`;

await runScript(async () => {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    options: {
      ...{
        quick: flag,
        json: flag,
        write: flag,
        panel: flag,
        editor: flag,
        trace: flag,
        capacity: flag,
        remote: flag,
        help: flag,
      },
      only: { type: 'string', multiple: true },
      model: { type: 'string', multiple: true },
      threads: { type: 'string' },
      checks: { type: 'string' },
      ...{ server: { type: 'string' }, users: { type: 'string', default: '1,2,4,8,16' } },
      ...{ 'per-minute': { type: 'string', default: '2' }, seconds: { type: 'string', default: '60' } },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  if (values.panel) {
    await benchPanel();
    return;
  }
  if (values.capacity) {
    printCapacity();
    return;
  }
  if (values.remote) {
    await benchRemotePath(values.quick ? 10 : 30);
    return;
  }
  if (values.trace) {
    await benchTrace();
    return;
  }
  if (values.server !== undefined) {
    const count = (name: string, text: string) => {
      const value = Number(text);
      if (Number.isFinite(value) && value > 0) return value;
      throw new Problem(`"${text}" is no number for --${name}.`, 'Give one above 0.');
    };
    await benchServer({
      address: values.server,
      users: values.users.split(',').map((text) => count('users', text)),
      perMinute: count('per-minute', values['per-minute']),
      seconds: count('seconds', values.seconds),
    });
    return;
  }
  if (values.checks !== undefined) {
    benchChecks(resolve(process.env.INIT_CWD ?? '.', values.checks), values.json);
    return;
  }
  if (values.editor) {
    benchEditor(values.json);
    return;
  }
  checkNames(values.only, MEASURE_NAMES);
  checkNames(values.model, MODEL_NAMES);
  const threads = values.threads === undefined ? undefined : Number(values.threads);
  if (threads !== undefined && !(Number.isInteger(threads) && threads > 0)) {
    throw new Problem(`--threads takes a number, not "${values.threads ?? ''}".`, 'Try --threads 2.');
  }
  await benchEngine({
    quick: values.quick,
    format: values.write ? 'page' : values.json ? 'json' : 'markdown',
    ...(threads === undefined ? {} : { threads }),
    ...(values.only === undefined ? {} : { only: values.only }),
    ...(values.model === undefined ? {} : { models: values.model }),
  });
});

function checkNames(names: readonly string[] | undefined, known: readonly string[]): void {
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Problem(`There is nothing called "${unknown}".`, `Known: ${known.join(', ')}.`);
}
