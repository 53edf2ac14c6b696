import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { GenerationResult } from '../../protocol/inference.ts';
import { strictMadeShape } from '../history/madeShape.ts';

/** What is wrong with a file that should be a receipt. */
export type ReceiptProblem = 'notJson' | 'notReceipt' | 'otherVersion' | 'edited';

export class ReceiptError extends Error {
  readonly problem: ReceiptProblem;

  constructor(problem: ReceiptProblem) {
    super(SENTENCES[problem]);
    this.problem = problem;
  }
}

const SENTENCES: Readonly<Record<ReceiptProblem, string>> = {
  notJson: 'It is not JSON, or it is cut off.',
  notReceipt: 'It is no receipt of Cerebrum, or parts of it are missing.',
  otherVersion: 'It was written by another version of Cerebrum, in a form that this one does not know.',
  edited: 'It was changed after it was written, so nothing in it can be relied on.',
};

const FORMAT = 'cerebrum-receipt';
const VERSION = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** How an answer may have ended. */
export const STOP_REASONS = ['finished', 'nextTurn', 'limit', 'contextFull', 'loop', 'stopped'] as const;

const content = {
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  /** Of the extension. */
  cerebrum: v.string(),
  /** The GGUF; its folder is nobody's business. */
  model: v.strictObject({ file: v.string(), bytes: count, sha256: hash }),
  /** Tokens. */
  contextSize: count,
  /** Tokens that were asked for: which turns fit depends on it. */
  maxTokens: count,
  turns: v.pipe(
    v.array(v.strictObject({ role: v.picklist(['system', 'user', 'assistant']), content: v.string() })),
    v.minLength(1),
  ),
  /** As the model was given it, with its number of tokens. */
  prompt: v.strictObject({ text: v.string(), tokens: count }),
  made: strictMadeShape,
  answer: v.string(),
  stopReason: v.picklist(STOP_REASONS),
};
const receiptSchema = v.strictObject({ ...content, contentSha256: hash });

/** All that an answer was made from and with; its last value is the SHA-256 of the rest, in hex, as JSON with sorted keys. */
export type Receipt = v.InferOutput<typeof receiptSchema>;
export type ReceiptContent = Omit<Receipt, 'contentSha256'>;

/** Who edits a receipt and its hash as well is not found out: it is no signature. */
export const sealed = (words: ReceiptContent): Receipt => ({ ...words, contentSha256: hashOf(words) });

/** @throws ReceiptError */
export function readReceipt(text: string): Receipt {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new ReceiptError('notJson');
  }
  const head = v.safeParse(v.looseObject({ format: v.literal(FORMAT), version: v.unknown() }), data);
  if (!head.success) throw new ReceiptError('notReceipt');
  if (head.output.version !== VERSION) throw new ReceiptError('otherVersion');
  const { contentSha256, ...rest } = head.output;
  const parsed = v.safeParse(receiptSchema, data);
  // A number that became a word is an edit, not another kind of file.
  if (contentSha256 !== hashOf(rest)) throw new ReceiptError(parsed.success ? 'edited' : 'notReceipt');
  if (!parsed.success) throw new ReceiptError('notReceipt');
  return parsed.output;
}

const hashOf = (value: unknown): string => createHash('sha256').update(sortedJson(value)).digest('hex');

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** How an answer that was made again compares. */
export type Comparison =
  | { readonly same: true }
  | {
      readonly same: false;
      /** UTF-16 offset of the first difference. */
      readonly at: number;
      readonly was: string;
      readonly is: string;
      /** What was not as it was, and may be why: `llama.cpp b1 → b2`. Empty: nothing known. */
      readonly differences: readonly string[];
    };

/** Characters shown from the first difference on. */
const SHOWN = 60;

export function compare(receipt: Receipt, result: Pick<GenerationResult, 'answer' | 'made'>): Comparison {
  const [was, is] = [receipt.answer, result.answer];
  if (was === is) return { same: true };
  let at = 0;
  while (was[at] === is[at]) at++;
  return {
    same: false,
    at,
    was: was.slice(at, at + SHOWN),
    is: is.slice(at, at + SHOWN),
    differences: result.made === undefined ? [] : differences(receipt.made, result.made),
  };
}

const NAMES = {
  llamaCpp: 'llama.cpp',
  gpu: 'runs on',
  devices: 'devices',
  gpuLayers: 'layers on the GPU',
  threads: 'threads',
  kvCacheType: 'KV cache',
  batchSize: 'batch size',
  flashAttention: 'flash attention',
  parallel: 'answers in one batch',
  lookupDecoding: 'lookup decoding',
  promptSha256: 'prompt tokens',
} as const;

function differences(before: ReceiptContent['made'], now: NonNullable<GenerationResult['made']>): string[] {
  return Object.entries(NAMES).flatMap(([key, name]) => {
    const [a, b] = [before, now].map((one) => String(one[key as keyof typeof NAMES]));
    return a === b ? [] : [`${name} ${a} → ${b}`];
  });
}
