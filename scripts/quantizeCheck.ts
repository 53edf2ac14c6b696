// npm run quantize-check [-- --limit N]: what quantization costs the demo model. Writes it as f16, q8_0 and q4_0, evaluates each
// file on its own held-out word problems, and compares them question by question, as one does with a model of one's own.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { blocksOf, weightsOf, TYPES, type WrittenType } from './quantize/blocks.ts';
import { readGguf, writeGguf, type Tensor } from './quantize/gguf.ts';
import { root } from './workbench/folders.ts';
import { Problem, runScript } from './workbench/problem.ts';

const MODEL = join(root, 'media/demo-model/reasoning-demo-tiny.q8_0.gguf');
const QUESTIONS = join(root, 'scripts/demo-model/data/eval/arithmetic.jsonl');
const FOLDER = join(root, 'out/quantize-check');
const KINDS = ['f16', 'q8_0', 'q4_0'] as const satisfies readonly WrittenType[];

await runScript(async () => {
  const { values } = parseArgs({ options: { limit: { type: 'string', default: '400' } } });
  await mkdir(FOLDER, { recursive: true });
  const data = join(FOLDER, 'questions.jsonl');
  await writeFile(data, await problems());
  const file = await readFile(MODEL);
  for (const kind of KINDS) {
    const written = requantized(file, kind);
    await writeFile(modelOf(kind), written);
    console.log(`\n${kind}: ${(written.length / 1e6).toFixed(1)} MB`);
    await rm(runOf(kind), { force: true });
    const model = ['--model', modelOf(kind), '--out', runOf(kind)];
    await evaluate(['--task', 'gsm8k', '--data', data, '--gpu', 'cpu', '--quiet', '--limit', values.limit, ...model]);
  }
  for (const kind of KINDS.slice(1)) {
    console.log(`\nf16 and ${kind}`);
    await evaluate([
      '--compare',
      runOf('f16'),
      runOf(kind),
      '--data',
      data,
      '--report',
      join(FOLDER, `f16-${kind}.html`),
    ]);
  }
});

function modelOf(kind: WrittenType): string {
  return join(FOLDER, `demo.${kind}.gguf`);
}

function runOf(kind: WrittenType): string {
  return join(FOLDER, `demo.${kind}.jsonl`);
}

/** The held-out word problems in the form of GSM8K. */
async function problems(): Promise<string> {
  const lines = (await readFile(QUESTIONS, 'utf8')).trim().split('\n');
  return lines
    .map((line) => JSON.parse(line) as { readonly q: string; readonly answer: string })
    .map(({ q, answer }) => `${JSON.stringify({ question: q, answer: `#### ${answer}` })}\n`)
    .join('');
}

/** The same model with its matrices as `kind`; norms stay as they are. */
function requantized(file: Buffer, kind: WrittenType): Buffer {
  const { keys, tensors } = readGguf(file);
  const changed = tensors.map((tensor): Tensor => {
    const { shape, type, data } = tensor;
    if (shape.length < 2) return tensor;
    const count = shape.reduce((product, size) => product * size, 1);
    return { ...tensor, type: TYPES[kind], data: blocksOf(kind, weightsOf(type, data, count)) };
  });
  return writeGguf({ keys, tensors: changed });
}

async function evaluate(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'src/cli/evaluate.ts'), ...args], { cwd: root, stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Problem('The evaluation failed.', 'Its message is above.');
}
