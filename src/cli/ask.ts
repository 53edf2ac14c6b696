/**
 * Asks the engine from a terminal, without VS Code: npm run ask -- "What is 17 + 25?"
 * The answer goes to stdout, all else to stderr. Exit code 0, or 1 with one line.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEngine, sourceProcesses } from '../host/engine/createEngine.ts';
import type { Engine } from '../host/engine/engine.ts';
import { inspectGguf } from '../host/models/gguf/ggufFile.ts';
import { replay } from '../host/receipts/replay.ts';
import { bestOf, MOST_CHAINS } from '../host/sessions/runs/voteRun.ts';
import { failureText } from '../host/platform/texts/failureText.ts';
import { toFailure } from '../protocol/failures.ts';
import type { EngineInfo, GenerateParams, GenerationResult, GpuChoice } from '../protocol/inference.ts';
import { samplingParams } from '../protocol/sampling.ts';
import type { Turn } from '../protocol/turns.ts';
import { promptText, renderPrompt } from '../reasoning/prompt/template.ts';
import { askForVotes, votesJson } from './askForVotes.ts';
import { expectNone, SERVER_OPTIONS, SERVER_USAGE, serverEngine } from './serverOptions.ts';
import type { Receipt } from '../host/receipts/receipt.ts';
import { expectFree, expectModel, expectServer, openReceipt, tellComparison, writeReceipt } from './receipts.ts';
import { readArguments, reasonOf, run, UsageError, userPath } from './usage.ts';

const ROOT = join(import.meta.dirname, '../..');
const DEMO_MODEL = join(ROOT, 'media/demo-model/reasoning-demo-tiny.q8_0.gguf');
const GPUS: readonly string[] = ['auto', 'metal', 'cuda', 'vulkan', 'cpu'] satisfies GpuChoice[];
const USAGE = `Usage: npm run ask -- [options] "question"

  --model FILE          a GGUF file (left out: the demo model)
  --messages FILE.json  the conversation so far: [{ "role": "user", "content": "…" }, …]
  --system TEXT         replaces the model's system sentence
  --temperature N       0 (the default) is greedy
  --max-tokens N        tokens of the answer at most (1024)
  --seed N              makes sampling repeatable
  --votes N             has the question answered N times (2 to ${MOST_CHAINS}, at temperature 0.7 unless given) and prints the
                        answer most chains agree on; chains that cannot change the winner any more are stopped
  --all-chains          with --votes: lets every chain end
  --likely              with --votes: stops once the winner is 95 % likely
  --context-size N      tokens (4096, or what the model was trained with)
  --gpu CHOICE          ${GPUS.join(', ')} (left out: cpu for the demo model, else auto)
  --receipt FILE        writes what the answer was made from and with, as JSON
  --replay FILE         makes the answer of a receipt again and says whether it is the same (exit code 1: it is not)
  --json                one JSON object on stdout: prompt, promptTokens, answer, stopReason, stats, made;
                        with --votes also: votes (asked, ended, agreement, isTie, groups) and chains
  --show-prompt         prints the prompt as the model is given it, and asks nothing
  --verbose             shows the engine's log on stderr
${SERVER_USAGE}

With --json or --show-prompt, run it as "npm run --silent ask": npm writes a banner to stdout otherwise.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const OPTIONS = {
  ...{ model: text, messages: text, system: text, temperature: text, 'max-tokens': text, seed: text },
  ...{ 'context-size': text, gpu: text, json: flag, 'show-prompt': flag, verbose: flag, help: flag },
  ...{ votes: text, 'all-chains': flag, likely: flag, receipt: text, replay: text },
  ...SERVER_OPTIONS,
};

async function main(): Promise<void> {
  const { values, positionals } = readArguments(OPTIONS);
  if (values.help) {
    console.log(USAGE);
    return;
  }
  if (values.votes !== undefined && values.replay !== undefined)
    throw new UsageError('A receipt says by itself whether it is of a vote: leave out --votes.');
  const { server } = values;
  if (server !== undefined) expectNone(values, 'gpu', 'context-size');
  const replayed = values.replay === undefined ? undefined : await openReceipt(userPath(values.replay));
  const turns = replayed?.turns ?? (await readTurns(values.messages, values.system, positionals.join(' ')));
  if (values['show-prompt'] && values.model === undefined && server === undefined) {
    const newline = process.stdout.isTTY ? '\n' : '';
    process.stdout.write(promptText(renderPrompt(turns)) + newline);
    return;
  }
  const chains = values.votes === undefined ? undefined : chainsOf(values.votes);
  const stopWhen = values['all-chains'] ? 'never' : values.likely ? 'likely' : 'certain';
  const modelPath = values.model === undefined ? DEMO_MODEL : userPath(values.model);
  if (values.receipt !== undefined) expectFree(userPath(values.receipt));
  if (replayed !== undefined && server === undefined) await expectModel(replayed, modelPath);
  const log = (line: string) => values.verbose && console.error(line);
  const engine =
    server === undefined
      ? createEngine({
          processes: sourceProcesses(ROOT),
          params: {
            modelPath,
            gpu: gpuChoice(values.gpu ?? gpuOf(replayed), modelPath),
            contextSize: replayed?.contextSize ?? wholeNumber('--context-size', values['context-size'], 4096),
          },
          inspect: inspectGguf,
          log,
        })
      : await serverEngine({ ...values, server }, log);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  try {
    const info = await engine.start();
    const { templateProblem, turnEnd } = info;
    if (templateProblem !== undefined) {
      console.error(`The chat template of the file cannot be used (${templateProblem}). Cerebrum's prompt is used.`);
    }
    if (info.server !== undefined) console.error(`Asks ${info.name} on ${info.server.host}.`);
    if (turnEnd !== undefined) console.error(`Answers end at ${JSON.stringify(turnEnd)}.`);
    const sampling = samplingOf(values);
    const options = {
      turns,
      sampling: samplingParams(sampling),
      maxTokens: wholeNumber('--max-tokens', values['max-tokens'], 1024),
      returnPrompt: true,
    };
    if (values['show-prompt']) {
      const prompt = await promptOf(engine, options, stop);
      process.stdout.write(prompt + (process.stdout.isTTY ? '\n' : ''));
      return;
    }
    if (replayed !== undefined) {
      if (info.server !== undefined) expectServer(replayed, info);
      const again = await replay(engine, replayed, stop.signal);
      if (again === undefined) throw new UsageError('Stopped before the answer was made again.');
      const { result: made, comparison } = again;
      if (!values.json) process.stdout.write(`${made.answer}\n`);
      if (!tellComparison(comparison)) process.exitCode = 1;
      if (values.json) process.stdout.write(`${JSON.stringify(resultJson(made, info))}\n`);
      return;
    }
    const vote =
      chains === undefined
        ? undefined
        : await askForVotes(engine, { request: options, chains, stopWhen, sampling }, stop.signal);
    const best = vote && (bestOf(vote)?.result ?? vote.results[0]);
    const result = best ?? (await answer(engine, options, stop.signal, values.json));
    if (vote !== undefined && !values.json) process.stdout.write(`${result.answer}\n`);
    if (values.receipt !== undefined) {
      await writeReceipt(userPath(values.receipt), {
        ...(server === undefined && { modelPath }),
        ...{ request: options, info, result, vote },
      });
    }
    if (values.json) {
      const line = { ...resultJson(result, info), ...(vote !== undefined && votesJson(vote)) };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
  } finally {
    await engine.stop();
  }
}

/** Where the answer of a receipt was made. */
const gpuOf = (receipt: Receipt | undefined): string | undefined =>
  receipt === undefined || 'server' in receipt.made ? undefined : receipt.made.gpu;

function resultJson({ prompt, stats, answer, stopReason, made }: GenerationResult, { local, runsOn }: EngineInfo) {
  return {
    prompt: prompt?.text,
    promptTokens: prompt?.tokens,
    answer,
    stopReason,
    stats: { ...stats, loadMs: local?.loadMs, gpu: runsOn?.backend, threads: local?.threads },
    made,
  };
}

/** The prompt as the model's file asks for it; nothing is answered. */
async function promptOf(engine: Engine, options: GenerateParams, stop: AbortController): Promise<string> {
  for await (const event of engine.generate(options, stop.signal)) {
    if (event.type === 'prompt') stop.abort();
    if (event.type === 'finished' && event.result.prompt !== undefined) return event.result.prompt.text;
  }
  throw new Error('The engine gave no prompt.');
}

/** Streams the answer to stdout (unless it is wanted as JSON) and tells on stderr what the user should know. */
async function answer(
  engine: Engine,
  options: GenerateParams,
  signal: AbortSignal,
  quiet: boolean,
): Promise<GenerationResult> {
  let started = false;
  for await (const event of engine.generate(options, signal)) {
    if (event.type === 'prompt' && event.droppedTurns > 0) {
      console.error(`The first ${event.droppedTurns} messages did not fit into the context window and were left out.`);
    }
    if (event.type === 'text' && !quiet) {
      // Blank lines and the space before the first word go; a line of code keeps its indentation.
      process.stdout.write(started ? event.text : event.text.replace(/^(?:[^\S\n]*\n)*(?: (?=\S))?/, ''));
      started = true;
    }
    if (event.type === 'finished') {
      if (started) process.stdout.write('\n');
      if (event.result.answer.trim() === '' && event.result.stopReason === 'finished') {
        console.error('The model ended its answer without a word.');
      }
      if (event.result.stopReason === 'nextTurn') {
        console.error('The answer ended where the model began to write the next question.');
      }
      if (event.result.stopReason === 'limit') console.error('The answer reached the token limit (--max-tokens).');
      if (event.result.stopReason === 'loop') console.error('The answer repeated itself and was stopped.');
      if (event.result.stopReason === 'contextFull') console.error('The answer reached the end of the context window.');
      return event.result;
    }
  }
  throw new Error('The engine gave no result.');
}

async function readTurns(file: string | undefined, system: string | undefined, question: string): Promise<Turn[]> {
  const turns = file === undefined ? [] : await readMessages(userPath(file));
  if (question !== '') turns.push({ role: 'user', content: question });
  if (turns.length === 0)
    throw new UsageError('No question. Try: npm run ask -- "What is 17 + 25?" (--help tells more)');
  if (system === undefined) return turns;
  return [{ role: 'system', content: system }, ...turns.filter((turn) => turn.role !== 'system')];
}

async function readMessages(file: string): Promise<Turn[]> {
  let messages: unknown;
  try {
    messages = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} cannot be read as JSON: ${reasonOf(error)}`);
  }
  if (!Array.isArray(messages)) throw new UsageError(`${file} must hold an array of { role, content }.`);
  return messages.map((message: unknown, index) => {
    if (isTurn(message)) return { role: message.role, content: message.content };
    throw new UsageError(`${file}: message ${index + 1} needs a role (system, user, assistant) and a content text.`);
  });
}

function isTurn(message: unknown): message is Turn {
  const { role, content } = (message ?? {}) as Record<string, unknown>;
  return typeof content === 'string' && (role === 'system' || role === 'user' || role === 'assistant');
}

function gpuChoice(value: string | undefined, modelPath: string): GpuChoice {
  if (value === undefined) return modelPath === DEMO_MODEL ? 'cpu' : 'auto';
  if (!GPUS.includes(value)) throw new UsageError(`--gpu must be one of ${GPUS.join(', ')}.`);
  return value as GpuChoice;
}

/** What the call says of sampling. */
function samplingOf({ temperature, seed }: { temperature?: string | undefined; seed?: string | undefined }) {
  return {
    ...(temperature !== undefined && { temperature: number('--temperature', temperature, 0) }),
    ...(seed !== undefined && { seed: wholeNumber('--seed', seed, 0) }),
  };
}

function chainsOf(value: string): number {
  const chains = wholeNumber('--votes', value, 0);
  if (chains < 2 || chains > MOST_CHAINS)
    throw new UsageError(`--votes must be from 2 to ${MOST_CHAINS}, not ${value}.`);
  return chains;
}

function number(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const parsed = Number(value);
  if (value.trim() === '' || !Number.isFinite(parsed) || parsed < 0) {
    throw new UsageError(`${name} must be a number that is not negative, not "${value}".`);
  }
  return parsed;
}

function wholeNumber(name: string, value: string | undefined, otherwise: number): number {
  const parsed = number(name, value, otherwise);
  if (!Number.isSafeInteger(parsed)) throw new UsageError(`${name} must be a whole number, not "${value ?? ''}".`);
  return parsed;
}

await run(main, (error) => {
  const { title, why, next } = failureText(toFailure(error));
  return reasonOf(`${title}. ${why} ${next}`);
});
