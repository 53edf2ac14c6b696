/** What is to be run, as the options say, before any model is started. */
import { basename, join } from 'node:path';
import { builtInFile } from '../../host/evaluation/builtIn.ts';
import { readExamples } from '../../host/evaluation/readExamples.ts';
import type { ItemFile } from '../../host/evaluation/readItems.ts';
import { expectRun } from '../../host/evaluation/runFile.ts';
import type { GpuChoice } from '../../protocol/inference.ts';
import { TASKS, type Item, type TaskName } from '../../reasoning/evaluation/items.ts';
import { chainsOf, PROTOCOLS, shotsOf, type Example, type Protocol } from '../../reasoning/evaluation/prompts.ts';
import type { RunConfig } from '../../reasoning/evaluation/runRecords.ts';
import { fileIdentity } from '../fileIdentity.ts';
import { expectNone, type ServerValues } from '../serverOptions.ts';
import { UsageError, userPath } from '../usage.ts';
import { count, oneOf, type Values } from './options.ts';
import { readData } from './readData.ts';
import { reportFormat } from './writeReport.ts';

/** The folder with static files and the demo model. */
export const MEDIA = join(import.meta.dirname, '../../../media');
const DEMO_MODEL = join(MEDIA, 'demo-model/reasoning-demo-tiny.q8_0.gguf');

export interface Plan extends Pick<
  RunConfig,
  'task' | 'protocol' | 'method' | 'shots' | 'chains' | 'maxTokens' | 'seed'
> {
  readonly items: readonly Item[];
  readonly data: ItemFile;
  readonly examples: readonly Example[];
  /** SHA-256 of the examples' file. */
  readonly examplesSha256?: string;
  readonly modelPath: string;
  readonly gpu: GpuChoice;
  readonly contextSize: number;
  /** Questions at a time. */
  readonly concurrency: number | 'auto';
  /** Sequences of the run that is gone on with. */
  readonly sequences?: number;
  /** The run's file. */
  readonly path: string;
  /** Left out: a model on this machine answers. */
  readonly server?: ServerValues & { readonly server: string };
}

/** @throws UsageError an option does not fit */
export async function planOf(values: Values): Promise<Plan> {
  const task = oneOf('--task', values.task, TASKS);
  const protocol = oneOf('--protocol', values.protocol ?? 'cerebrum', PROTOCOLS);
  if (values.report !== undefined) reportFormat(values.report);
  const data = await readData(dataFile(values, task), task);
  const method = methodOf(values.method, task);
  if (method === 'likelihood' && values.maj !== undefined)
    throw new UsageError('Likelihoods are not sampled: leave out --maj, or add --method generate.');
  const { server } = values;
  if (server !== undefined) expectNone(values, 'gpu', 'context-size');
  if (method === 'likelihood' && server !== undefined)
    throw new UsageError('A server gives no probabilities of given texts: add --method generate.');
  const modelPath = values.model === undefined ? DEMO_MODEL : userPath(values.model);
  const path = userPath(values.out ?? `evaluation-${task}-${protocol}-${modelName(values, modelPath)}.jsonl`);
  const seed = seedOf(values.seed ?? '0');
  const before = expectRun(path, values.resume);
  const concurrency = values.concurrency === 'auto' ? 'auto' : count('--concurrency', values.concurrency ?? '4');
  return {
    ...{ task, protocol, method, data, modelPath, path, concurrency },
    ...(server !== undefined && { server: { ...values, server } }),
    items: data.items.slice(0, values.limit === undefined ? undefined : count('--limit', values.limit)),
    ...(await examplesOf(values, protocol, task, seed)),
    chains: values.maj === undefined ? chainsOf(protocol, task) : count('--maj', values.maj),
    seed,
    maxTokens: count('--max-tokens', values['max-tokens'] ?? '1024'),
    contextSize: count('--context-size', values['context-size'] ?? '4096'),
    gpu: oneOf('--gpu', values.gpu ?? (modelPath === DEMO_MODEL ? 'cpu' : 'auto'), [
      ...(['auto', 'metal', 'cuda', 'vulkan', 'cpu'] as const),
    ]),
    // Memory may have changed; the batches of one run are all of one size.
    ...(concurrency === 'auto' && before !== undefined && { sequences: before.config.engine.parallel }),
  };
}

/** In the name of the run's file; of a server its own name, or that of the model there. */
function modelName({ server, model }: Values, modelPath: string): string {
  if (server === undefined) return basename(modelPath, '.gguf');
  return basename(model ?? server, '.gguf').replaceAll(/[^\w.-]+/g, '-');
}

function dataFile({ data: [file, ...more] = [] }: Values, task: TaskName): string {
  if (more.length > 0) throw new UsageError('A run has one file of questions: give --data once.');
  const found = file === undefined ? builtInFile(MEDIA, task) : userPath(file);
  if (found === undefined) throw new UsageError('Give the questions with --data. --help says more.');
  return found;
}

async function examplesOf(
  { examples: file, shots: wanted }: Values,
  protocol: Protocol,
  task: TaskName,
  seed: number,
): Promise<Pick<Plan, 'examples' | 'shots' | 'examplesSha256'>> {
  if (shotsOf(protocol, task) === 0 && (wanted ?? file) !== undefined)
    throw new UsageError(
      `${task} with protocol ${protocol} takes no worked examples: leave out --shots and --examples.`,
    );
  const shots = wanted === undefined ? shotsOf(protocol, task) : count('--shots', wanted);
  const path = file === undefined ? undefined : userPath(file);
  const examples = path === undefined ? [] : readExamples(path, shots, seed);
  if (examples.length < shots)
    throw new UsageError(`Protocol ${protocol} needs ${shots} worked examples: give them with --examples.`);
  return { shots, examples, ...(path !== undefined && { examplesSha256: (await fileIdentity(path)).sha256 }) };
}

function methodOf(value: string | undefined, task: TaskName): RunConfig['method'] {
  if (task !== 'arc_challenge') return 'generate';
  return oneOf('--method', value ?? 'likelihood', ['likelihood', 'generate']);
}

function seedOf(value: string): number {
  const seed = Number(value);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new UsageError(`--seed must be a whole number, not "${value}".`);
  return seed;
}
