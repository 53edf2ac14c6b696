/**
 * Evaluates a GGUF on published questions, without VS Code: npm run --silent evaluate -- --task gsm8k --data test.jsonl --model FILE
 * The table goes to stdout, progress to stderr. Exit code 0, or 1 with one line; 130 after Ctrl+C, with a file to go on with.
 */
import { basename, join } from 'node:path';
import { createEngine, sourceProcesses } from '../host/engine/createEngine.ts';
import type { Engine } from '../host/engine/engine.ts';
import { inspectGguf } from '../host/models/gguf/ggufFile.ts';
import { failureText } from '../host/platform/texts/failureText.ts';
import { toFailure } from '../protocol/failures.ts';
import type { EngineInfo } from '../protocol/inference.ts';
import { readExamples } from '../host/evaluation/readExamples.ts';
import { readItems } from '../host/evaluation/readItems.ts';
import { readRun, RunFile } from '../host/evaluation/runFile.ts';
import { runItems } from '../host/evaluation/runItems.ts';
import { EvaluationError } from '../reasoning/evaluation/evaluationError.ts';
import { publishedName, TASKS, type Item, type TaskName } from '../reasoning/evaluation/items.ts';
import {
  askedFor,
  chainsOf,
  PROTOCOLS,
  shotsOf,
  type Example,
  type Protocol,
} from '../reasoning/evaluation/prompts.ts';
import type { RunConfig } from '../reasoning/evaluation/runRecords.ts';
import { scoresOf, type ItemScore } from '../reasoning/evaluation/scores.ts';
import { compareScores, summaryOf } from '../reasoning/evaluation/summary.ts';
import { cardTable, comparisonTable, runTitle, summaryTable } from '../reasoning/evaluation/tell.ts';
import { Progress } from './evaluation/progress.ts';
import { fileIdentity } from './fileIdentity.ts';
import { readArguments, reasonOf, run, UsageError, userPath } from './usage.ts';

const ROOT = join(import.meta.dirname, '../..');
const DEMO_MODEL = join(ROOT, 'media/demo-model/reasoning-demo-tiny.q8_0.gguf');
const USAGE = `Usage: npm run --silent evaluate -- --task TASK --data FILE [options]
       npm run --silent evaluate -- --rescore RUN --data FILE       scores a run again, without the model
       npm run --silent evaluate -- --compare RUN RUN --data FILE   two models or files on the same questions
       npm run --silent evaluate -- --table RUN… --data FILE…       the model card's table with these runs below it

  --task TASK       ${TASKS.join(', ')}
  --data FILE       the questions, as JSON lines (docs/evaluate.md says where they are to be had)
  --model FILE      a GGUF file (left out: the demo model)
  --protocol NAME   ${PROTOCOLS.join(', ')} (left out: cerebrum): the template of the model and no examples, or worked examples
                    as plain text (mistral: 8 examples and the majority of 8 samples; llama2: 8 examples)
  --shots K         worked examples (8 for mistral and llama2)
  --examples FILE   worked examples for mistral and llama2: JSON lines with question and target
  --method NAME     of arc_challenge: likelihood (of each choice) or generate (a reasoned answer); left out: likelihood
  --maj K           samples per question, which vote (at temperature 0.7)
  --limit N         the first N questions
  --max-tokens N    of an answer (1024)
  --context-size N  tokens (4096, or what the model was trained with)
  --concurrency N   questions at a time (4)
  --seed S          makes sampling repeatable (0)
  --gpu CHOICE      auto, metal, cuda, vulkan, cpu (left out: cpu for the demo model, else auto)
  --out FILE        the run, as JSON lines (left out: evaluation-TASK-PROTOCOL-MODEL.jsonl beside you)
  --resume          goes on with the run in that file
  --json            figures as one JSON object on stdout
  --quiet           no progress`;

const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean', default: false } as const;
const OPTIONS = {
  ...{ task: text, data: many, model: text, protocol: text, examples: text, method: text },
  ...{
    maj: text,
    shots: text,
    limit: text,
    'max-tokens': text,
    'context-size': text,
    concurrency: text,
    seed: text,
    gpu: text,
  },
  ...{ out: text, resume: flag, json: flag, quiet: flag, help: flag, rescore: text, compare: flag, table: flag },
} as const;
/** Tokens that an answer must have room for. */
const LEAST_ANSWER = 200;

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values'];

async function main(): Promise<void> {
  const { values, positionals } = readArguments(OPTIONS);
  if (values.help) {
    console.log(USAGE);
  } else if (values.rescore !== undefined) {
    tell(scored(userPath(values.rescore), values), values.json);
  } else if (values.compare) {
    tellComparison(positionals, values);
  } else if (values.table) {
    console.log(cardTable(positionals.map((file) => scored(userPath(file), values))));
  } else {
    await evaluate(values);
  }
}

async function evaluate(values: Values): Promise<void> {
  const task = oneOf('--task', values.task, TASKS);
  const protocol = oneOf('--protocol', values.protocol ?? 'cerebrum', PROTOCOLS);
  const [dataFile] = values.data ?? [];
  if (dataFile === undefined) throw new UsageError('Give the questions with --data. --help says more.');
  const data = readItems(userPath(dataFile), task);
  const items = data.items.slice(0, values.limit === undefined ? undefined : count('--limit', values.limit));
  const examplesFile = values.examples === undefined ? undefined : userPath(values.examples);
  if (shotsOf(protocol, task) === 0 && (values.shots ?? values.examples) !== undefined)
    throw new UsageError(
      `${task} with protocol ${protocol} takes no worked examples: leave out --shots and --examples.`,
    );
  const shots = values.shots === undefined ? shotsOf(protocol, task) : count('--shots', values.shots);
  const examples = examplesFile === undefined ? [] : readExamples(examplesFile).slice(0, shots);
  if (examples.length < shots)
    throw new UsageError(`Protocol ${protocol} needs ${shots} worked examples: give them with --examples.`);
  const modelPath = values.model === undefined ? DEMO_MODEL : userPath(values.model);
  const isScored = methodOf(values.method, task) === 'likelihood';
  if (isScored && values.maj !== undefined)
    throw new UsageError('Likelihoods are not sampled: leave out --maj, or add --method generate.');
  const seed = Number(values.seed ?? 0);
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new UsageError(`--seed must be a whole number, not "${values.seed ?? ''}".`);
  const concurrency = count('--concurrency', values.concurrency ?? '4');
  const chains = values.maj === undefined ? chainsOf(protocol, task) : count('--maj', values.maj);
  const engine = createEngine({
    processes: sourceProcesses(ROOT),
    params: {
      modelPath,
      gpu:
        values.gpu === undefined
          ? modelPath === DEMO_MODEL
            ? 'cpu'
            : 'auto'
          : oneOf('--gpu', values.gpu, ['auto', 'metal', 'cuda', 'vulkan', 'cpu']),
      contextSize: count('--context-size', values['context-size'] ?? '4096'),
      sequences: concurrency * chains,
    },
    inspect: inspectGguf,
  });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  try {
    const info = await engine.start();
    await expectShotsFit(engine, info, items, protocol, examples);
    const config: RunConfig = {
      ...{ task, protocol, method: methodOf(values.method, task) },
      ...{ shots, ...(examplesFile !== undefined && { examples: (await fileIdentity(examplesFile)).sha256 }) },
      data: data.sha256,
      ...{
        chains,
        temperature: chains > 1 ? 0.7 : 0,
        maxTokens: count('--max-tokens', values['max-tokens'] ?? '1024'),
      },
      seed,
      contextSize: info.contextSize,
      model: { file: basename(modelPath), sha256: (await fileIdentity(modelPath)).sha256, template: info.chatTemplate },
      engine: engineOf(engine, info),
    };
    const path = userPath(values.out ?? `evaluation-${task}-${protocol}-${basename(modelPath, '.gguf')}.jsonl`);
    const file = RunFile.open(path, config, values.resume);
    const progress = new Progress(items, config, file.records, values.quiet);
    if (!values.quiet)
      console.error(`${runTitle(config)} · ${publishedName(data.sha256) ?? 'a file that is not known here'}`);
    try {
      await runItems(
        items,
        { engine, config, examples, file, concurrency, onItem: (one) => progress.done(one) },
        stop.signal,
      );
    } finally {
      progress.end();
      file.close();
    }
    if (stop.signal.aborted) {
      console.error(`Stopped. --resume goes on with ${path}.`);
      process.exitCode = 130;
    }
    tell({ config, items, scores: scoresOf(readRun(path), items) }, values.json);
  } finally {
    await engine.stop();
  }
}

/** @throws UsageError with how many worked examples fit */
async function expectShotsFit(
  engine: Engine,
  { contextSize }: EngineInfo,
  items: readonly Item[],
  protocol: Protocol,
  examples: readonly Example[],
): Promise<void> {
  const longest = items.reduce((a, b) => (b.question.length > a.question.length ? b : a));
  const room = contextSize - LEAST_ANSWER;
  for (let shots = examples.length; shots > 0; shots--) {
    const { plainText = '' } = askedFor(longest, protocol, examples.slice(0, shots));
    const [tokens = 0] = await engine.countTokens([plainText]);
    if (tokens < room && shots === examples.length) return;
    if (tokens < room)
      throw new UsageError(
        `${examples.length} worked examples do not fit into a context of ${contextSize} tokens: ${shots} do. Use --shots ${shots}, a larger --context-size, or another model.`,
      );
  }
  if (examples.length > 0) throw new UsageError(`No worked example fits into a context of ${contextSize} tokens.`);
}

interface Scored {
  readonly config: RunConfig;
  readonly items: readonly Item[];
  readonly scores: readonly ItemScore[];
}

/** A run with its figures. @throws UsageError its questions are not among `--data` */
function scored(file: string, { data = [] }: Values): Scored & { readonly summary: ReturnType<typeof summaryOf> } {
  const content = readRun(file);
  const { config } = content;
  const items = data.map((each) => readItemsOf(userPath(each), config)).find((found) => found !== undefined);
  if (items === undefined)
    throw new UsageError(`Give the questions of ${file} with --data: another file, or none, was given.`);
  const scores = scoresOf(content, items);
  return { config, items, scores, summary: summaryOf(scores, config.chains) };
}

/** The file's items, if it is the one the run was on. */
function readItemsOf(file: string, { task, data }: RunConfig): readonly Item[] | undefined {
  try {
    const { items, sha256 } = readItems(file, task);
    return sha256 === data ? items : undefined;
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function tell({ config, scores }: Scored, isJson: boolean): void {
  const summary = summaryOf(scores, config.chains);
  console.log(isJson ? JSON.stringify({ config, ...summary }) : summaryTable(config, summary));
}

function tellComparison(files: readonly string[], values: Values): void {
  const [first, second, ...more] = files.map((file) => scored(userPath(file), values));
  if (first === undefined || second === undefined || more.length > 0) throw new UsageError('--compare takes two runs.');
  const others = new Set(second.summary.figures.map(({ column }) => column));
  const shared = first.summary.figures.map(({ column }) => column).filter((column) => others.has(column));
  const columns = compareScores(first.scores, second.scores, shared);
  if (columns.length === 0) throw new UsageError('The two runs have no question in common.');
  if (values.json) console.log(JSON.stringify({ first: first.config, second: second.config, columns }));
  else
    console.log(
      [`first: ${runTitle(first.config)}`, `second: ${runTitle(second.config)}`, '', comparisonTable(columns)].join(
        '\n',
      ),
    );
}

function engineOf(engine: Engine, { local, runsOn }: EngineInfo): RunConfig['engine'] {
  return {
    llamaCpp: local?.llamaCpp ?? 'not known',
    backend: runsOn?.backend ?? 'not known',
    batchSize: local?.batchSize ?? 0,
    parallel: engine.capabilities.parallel,
  };
}

function methodOf(value: string | undefined, task: TaskName): RunConfig['method'] {
  if (task !== 'arc_challenge') return 'generate';
  return oneOf('--method', value ?? 'likelihood', ['likelihood', 'generate']);
}

function oneOf<const T extends string>(name: string, value: string | undefined, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found === undefined) throw new UsageError(`${name} must be one of ${known.join(', ')}.`);
  return found;
}

function count(name: string, value: string): number {
  const parsed = Number(value);
  if (!Number.isSafeInteger(parsed) || parsed < 1)
    throw new UsageError(`${name} must be a whole number above 0, not "${value}".`);
  return parsed;
}

await run(main, (error) => {
  if (error instanceof EvaluationError) return error.message;
  const { title, why, next } = failureText(toFailure(error));
  return reasonOf(`${title}. ${why} ${next}`);
});
