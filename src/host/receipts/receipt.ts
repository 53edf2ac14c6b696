import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { AnswerVote, VoteChain } from '../../protocol/conversation.ts';
import { strictMadeShape } from '../history/madeShape.ts';
import { MOST_PARTS } from '../history/turnShapes.ts';
import { MOST_CHAINS } from '../sessions/runs/voteRun.ts';

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
  /** The GGUF; its folder is nobody's business. Absent where a server answered: `made` has its words. */
  model: v.exactOptional(v.strictObject({ file: v.string(), bytes: count, sha256: hash })),
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
  /** Of the last part; of a vote: of the chain that is shown. */
  made: strictMadeShape,
  answer: v.string(),
  stopReason: v.picklist(STOP_REASONS),
  /** What the answer held when its last part began: parts that a model wrote, and what was written by none. */
  parts: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({ end: count, made: v.exactOptional(strictMadeShape), maxTokens: v.exactOptional(count) }),
      ),
      v.minLength(1),
      v.maxLength(MOST_PARTS),
    ),
  ),
  /** Chains of a vote that wrote something, in order. */
  vote: v.exactOptional(
    v.strictObject({
      asked: v.pipe(count, v.minValue(2), v.maxValue(MOST_CHAINS)),
      chains: v.pipe(
        v.array(
          v.strictObject({
            chain: v.pipe(count, v.maxValue(MOST_CHAINS - 1)),
            seed: count,
            answer: v.string(),
            stopReason: v.picklist(STOP_REASONS),
          }),
        ),
        v.minLength(1),
        v.maxLength(MOST_CHAINS),
      ),
    }),
  ),
};
const receiptSchema = v.pipe(
  v.strictObject({ ...content, contentSha256: hash }),
  v.check(({ model, made }) => (model === undefined) === 'server' in made),
);

/** All that an answer was made from and with; its last value is the SHA-256 of the rest, in hex, as JSON with sorted keys. */
export type Receipt = v.InferOutput<typeof receiptSchema>;
export type ReceiptContent = Omit<Receipt, 'contentSha256'>;

interface VoteToKeep extends Pick<AnswerVote, 'asked'> {
  readonly chains: readonly Pick<VoteChain, 'chain' | 'seed' | 'text' | 'status'>[];
}

/** The chains of a vote, as a receipt has them. */
export const voteOf = ({ asked, chains }: VoteToKeep): NonNullable<Receipt['vote']> => ({
  asked,
  chains: chains.map(({ chain, seed, text, status }) => ({ chain, seed, answer: text, stopReason: status })),
});

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
