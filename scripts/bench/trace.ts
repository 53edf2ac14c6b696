import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createEngine, sourceProcesses } from '../../src/host/engine/createEngine.ts';
import type { Engine } from '../../src/host/engine/engine.ts';
import { inspectGguf } from '../../src/host/models/gguf/ggufFile.ts';
import { runProgram } from '../../src/host/sandbox/sandboxProcess.ts';
import type { StepRun } from '../../src/protocol/runView.ts';
import { samplingParams } from '../../src/protocol/sampling.ts';
import { RUN_LIMITS, type RunResult } from '../../src/protocol/sandbox.ts';
import { compareAnswer } from '../../src/reasoning/checks/run/compareAnswer.ts';
import { RunComparison } from '../../src/reasoning/checks/run/compareRun.ts';
import { textBeforeRedo } from '../../src/reasoning/steps/revise.ts';
import { programIn, type Program } from '../../src/reasoning/run/programIn.ts';

const root = path.resolve(import.meta.dirname, '../..');
const DEMO_MODEL = path.join(root, 'media/demo-model/reasoning-demo-tiny.q8_0.gguf');

/** Sandbox processes at once. */
const AT_ONCE = 4;

/** An item of the trace set with the demo model's stored answer (`scripts/demo-model/results.json`). */
interface Item {
  readonly q: string;
  readonly answer: string;
  readonly got: string;
  readonly ok: boolean;
}

interface Compared extends Item {
  readonly program: Program | undefined;
  readonly run: RunResult | undefined;
  readonly steps: readonly StepRun[];
}

/** npm run bench -- --trace: how often code can be run, what the runs find in the demo model's answers, and what a redo gives. */
export async function benchTrace(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cerebrum-bench-sandbox-'));
  try {
    await promisify(execFile)(process.execPath, ['esbuild.js', '--only', 'sandbox', '--outdir', folder], { cwd: root });
    const results = JSON.parse(await readFile(path.join(root, 'scripts/demo-model/results.json'), 'utf8')) as {
      items: { trace: Item[] };
    };
    const { trace } = results.items;
    const compared: Compared[] = [];
    let next = 0;
    const work = async () => {
      for (let i = next++; i < trace.length; i = next++) {
        const item = trace[i];
        if (item !== undefined) compared[i] = await compare(item, path.join(folder, 'sandbox.mjs'));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    report(compared);
    await redo(compared);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(item: Item, entry: string): Promise<Compared> {
  const program = programIn(item.q);
  const run = program && (await runProgram(entry, { ...program, limits: RUN_LIMITS }));
  const steps = program && run?.type === 'finished' ? compareAnswer(item.got, program, run) : [];
  return { ...item, program, run, steps };
}

const differing = (steps: readonly StepRun[]): StepRun[] => steps.filter(({ differs }) => differs.length > 0);

function report(items: readonly Compared[]): void {
  const ran = items.filter(({ run }) => run?.type === 'finished');
  const wrong = items.filter(({ ok }) => !ok);
  const right = items.filter(({ ok }) => ok);
  console.log(`items ${items.length}; run to their end ${ran.length}; not run: ${reasons(items)}`);
  const known = ran.filter(({ program, run, answer, q }) => {
    if (program === undefined || run?.type !== 'finished') return false;
    const name = /What is (?:the value of )?`?([\w$]+)`? (?:at the end|after)/.exec(q)?.[1];
    const asked = name === undefined ? 'output' : ({ name, moment: 'end' } as const);
    return new RunComparison(run, program.code).compareAnswer(answer, asked)?.agrees === true;
  });
  console.log(`runs whose result is the set's own answer: ${known.length} of ${ran.length}`);
  console.log(
    `wrong answers with a step or the answer marked: ${wrong.filter(({ steps }) => differing(steps).length > 0).length} of ${wrong.length}`,
  );
  const marked = right.filter(({ steps }) => differing(steps).length > 0);
  console.log(`right answers with something marked (steps may be wrong in them): ${marked.length} of ${right.length}`);
  for (const { q, got, steps } of marked)
    console.log(JSON.stringify({ q, got, steps: differing(steps) }, undefined, 1));
  const agreeing = items.flatMap(({ steps }) => steps).filter(({ agrees }) => agrees.length > 0);
  console.log(`steps and answers that match a run: ${agreeing.length}`);
  const unmarked = wrong.filter(({ steps }) => differing(steps).length === 0);
  for (const { q, got } of unmarked) console.log(`not marked: ${q}\n${got}\n`);
}

function reasons(items: readonly Compared[]): string {
  const counts = new Map<string, number>();
  for (const { run } of items) {
    if (run?.type === 'finished') continue;
    const why = run?.why ?? 'no program found';
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return counts.size === 0 ? 'none' : [...counts].map(([why, n]) => `${why} ${n}`).join(', ');
}

/** One automatic redo with the real value from the first step that differs, as the panel's button does it. */
async function redo(items: readonly Compared[]): Promise<void> {
  const params = { modelPath: DEMO_MODEL, gpu: 'cpu', contextSize: 1024 } as const;
  const engine = createEngine({ processes: sourceProcesses(root), params, inspect: inspectGguf });
  try {
    let [right, changed] = [0, 0];
    for (const item of items) {
      const first = differing(item.steps)[0];
      const kept = first?.redo && textBeforeRedo(item.got, first.redo.step, first.redo.words);
      let answer = item.got;
      if (kept !== undefined) {
        changed++;
        answer = await goOn(engine, item.q, kept);
      }
      const final = /Answer: (.*)$/.exec(answer.trim().split('\n').at(-1) ?? '')?.[1]?.trim();
      if (final === item.answer) right++;
      else console.log(`wrong after the redo: ${item.q}\n${item.answer}\n${answer}\n`);
    }
    const before = items.filter(({ ok }) => ok).length;
    const percent = (n: number): string => `${((100 * n) / items.length).toFixed(1)} %`;
    console.log(`right before ${percent(before)}, after one redo of ${changed} answers ${percent(right)}`);
  } finally {
    await engine.stop();
  }
}

async function goOn(engine: Engine, question: string, kept: string): Promise<string> {
  const turns = [
    { role: 'user', content: question },
    { role: 'assistant', content: kept },
  ] as const;
  const options = { turns, continueAnswer: true, maxTokens: 400, sampling: samplingParams() };
  for await (const event of engine.generate(options, new AbortController().signal)) {
    if (event.type === 'finished') return event.result.answer;
  }
  return kept;
}
