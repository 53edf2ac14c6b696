/** Writes what an answer was made from and with, and makes it again. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { EngineInfo, GenerateParams, GenerationResult, Made } from '../protocol/inference.ts';
import type { Comparison } from '../host/receipts/comparison.ts';
import { type Receipt, readReceipt, ReceiptError, sealed, voteOf } from '../host/receipts/receipt.ts';
import type { Vote } from '../host/sessions/runs/voteRun.ts';
import { fileIdentity } from './fileIdentity.ts';
import { UsageError } from './usage.ts';

/** An answer with what it was asked with. */
interface Answered {
  /** Absent where a server answered. */
  readonly modelPath?: string | undefined;
  readonly request: Pick<GenerateParams, 'turns' | 'maxTokens'>;
  readonly info: EngineInfo;
  readonly result: GenerationResult;
  /** It was voted for. */
  readonly vote?: Pick<Vote, 'asked' | 'results'> | undefined;
}

/** @throws UsageError there is such a file: a receipt takes no other's place, and an answer should not be in vain */
export function expectFree(file: string): void {
  if (existsSync(file)) throw new UsageError(`${file} exists already.`);
}

/** @throws UsageError it cannot be written */
export async function writeReceipt(file: string, { modelPath, request, info, result, vote }: Answered): Promise<void> {
  const { prompt, made, answer, stopReason } = result;
  if (prompt === undefined || made === undefined)
    throw new UsageError('There is no receipt: the answer did not begin.');
  const receipt = sealed({
    format: 'cerebrum-receipt',
    version: 1,
    cerebrum: await ownVersion(),
    ...(modelPath !== undefined && { model: { file: basename(modelPath), ...(await fileIdentity(modelPath)) } }),
    contextSize: info.contextSize,
    maxTokens: request.maxTokens,
    turns: request.turns.map(({ role, content }) => ({ role, content })),
    prompt: { text: prompt.text, tokens: prompt.tokens.length },
    made,
    answer,
    stopReason,
    ...(vote !== undefined && { vote: voteOf({ asked: vote.asked, chains: chainsOf(vote.results, made) }) }),
  });
  try {
    await writeFile(file, `${JSON.stringify(receipt, undefined, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${(error as Error).message}`);
  }
}

/** @throws UsageError it cannot be read, or is not what was written */
export async function openReceipt(file: string): Promise<Receipt> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
  try {
    return readReceipt(text);
  } catch (error) {
    if (error instanceof ReceiptError) throw new UsageError(`${file} cannot be replayed. ${error.message}`);
    throw error;
  }
}

/** @throws UsageError the answer of the receipt came from another file */
export async function expectModel({ model, made }: Receipt, modelPath: string): Promise<void> {
  if ('server' in made)
    throw new UsageError(
      `The receipt is of ${made.server.model} on ${made.server.host}. Give that server with --server.`,
    );
  const { sha256 } = await fileIdentity(modelPath);
  if (model === undefined || sha256 === model.sha256) return;
  throw new UsageError(
    `The receipt is of ${model.file} (SHA-256 ${model.sha256.slice(0, 12)}…), this is ${basename(modelPath)} (${sha256.slice(0, 12)}…). Give that file with --model.`,
  );
}

/** @throws UsageError the answer of the receipt was not made by this server's model */
export function expectServer({ model, made }: Receipt, { name, identity, server }: EngineInfo): void {
  if ('server' in made && made.server.model === identity) return;
  const of = 'server' in made ? made.server.model : (model?.file ?? 'another model');
  throw new UsageError(`The receipt is of ${of}, ${server?.host ?? 'the server'} answers with ${name}.`);
}

/** The chains that wrote something. */
const chainsOf = (results: readonly GenerationResult[], best: Made) =>
  results.flatMap(({ answer: text, stopReason: status, made }, chain) =>
    text === '' && status === 'stopped' ? [] : [{ chain, text, status, seed: (made ?? best).sampling.seed }],
  );

/** Whether the answer is the same to the byte; says so, or where it first differs and why it may. */
export function tellComparison(comparison: Comparison): boolean {
  if (comparison.same) {
    const { chains } = comparison;
    console.error(`The same ${chains === undefined ? 'answer' : `${chains} chains`}, to the byte.`);
    return true;
  }
  const { at, chain, was, is, differences } = comparison;
  console.error(
    `${chain === undefined ? 'Another answer' : `Chain ${chain + 1} is another one`} from character ${at + 1} on. Before: ${JSON.stringify(was)} Now: ${JSON.stringify(is)}`,
  );
  console.error(
    differences.length === 0
      ? 'Nothing is known that changed.'
      : `It may differ because of: ${differences.join('; ')}. The same text is promised for the same build, device and batch only.`,
  );
  return false;
}

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
