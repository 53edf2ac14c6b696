/** The shapes of turns in files that others may have written or changed. */
import * as v from 'valibot';
import { madeShape } from './madeShape.ts';
import { ATTACHMENT_KINDS, type Answer, type Question } from '../../protocol/conversation.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.string();

const lines = v.object({ firstLine: count, lastLine: count });

const source = v.object({
  label: text,
  uri: text,
  language: text,
  firstLine: count,
  lastLine: count,
  pieces: v.exactOptional(v.array(lines)),
  lastSentLine: count,
  isLineCut: v.exactOptional(v.boolean()),
});

const context = v.object({
  id,
  name: text,
  label: text,
  uri: text,
  firstLine: count,
  lastLine: count,
  tokens: count,
  text,
  attached: v.exactOptional(v.picklist(ATTACHMENT_KINDS)),
  leftOut: v.exactOptional(count),
});

const run = v.object({
  file: text,
  bytes: count,
  sha256: text,
  contextSize: count,
  kvCacheType: v.picklist(['f16', 'q8_0']),
  gpuLayers: count,
  threads: count,
  chatTemplate: v.picklist(['cerebrum', 'own', 'missing']),
  llamaCpp: text,
});

const stats = v.object({
  promptTokens: count,
  reusedTokens: count,
  generatedTokens: count,
  prefillMs: v.number(),
  generateMs: v.number(),
  gpu: text,
  model: text,
  run: v.exactOptional(run),
});

const settings = v.object({
  maxTokens: count,
  temperature: v.number(),
  seed: v.number(),
  systemPrompt: text,
  topK: v.exactOptional(v.number()),
  topP: v.exactOptional(v.number()),
  minP: v.exactOptional(v.number()),
  repeatPenalty: v.exactOptional(v.number()),
  frequencyPenalty: v.exactOptional(v.number()),
  presencePenalty: v.exactOptional(v.number()),
  penaltyWindow: v.exactOptional(v.number()),
  isAnew: v.exactOptional(v.boolean()),
});

/** Far beyond what can be asked for, and what the panel still draws with ease. */
const MOST_CHAINS = 100;

const vote = v.object({
  asked: v.pipe(count, v.maxValue(MOST_CHAINS)),
  atOnce: v.exactOptional(count),
  isLikely: v.exactOptional(v.boolean()),
  chains: v.pipe(
    v.array(
      v.object({
        chain: count,
        text,
        status: v.picklist(['finished', 'nextTurn', 'limit', 'contextFull', 'loop', 'stopped']),
        answer: v.exactOptional(text),
        failedChecks: count,
        tokens: count,
        seed: v.number(),
      }),
    ),
    v.maxLength(MOST_CHAINS),
  ),
});

/** More parts than this have no receipt. */
export const MOST_PARTS = 50;

const earlier = v.pipe(
  v.array(v.object({ end: count, made: v.exactOptional(madeShape), maxTokens: v.exactOptional(count) })),
  v.maxLength(MOST_PARTS),
);

const stepCosts = v.array(v.nullable(v.object({ tokens: v.number(), ms: v.number() })));

const parent = v.optional(id);

export const questionShape = v.object({
  role: v.literal('user'),
  id,
  parent,
  text,
  source: v.exactOptional(source),
  wantsFix: v.exactOptional(v.boolean()),
  wantsVote: v.exactOptional(v.boolean()),
  context: v.exactOptional(v.array(context)),
});

/** A question that waited for an answer when the window went away. */
export const waitingShape = v.pick(questionShape, ['text', 'wantsVote', 'context']);
export type WaitingQuestion = Readonly<Pick<Question, keyof v.InferOutput<typeof waitingShape>>>;

/** A failure's words and buttons belong to the moment: they are left out. */
export const answerShape = v.object({
  role: v.literal('assistant'),
  id,
  parent,
  text,
  status: v.picklist(['finished', 'nextTurn', 'stopped', 'limit', 'contextFull', 'loop', 'failed', 'interrupted']),
  stats: v.exactOptional(stats),
  settings: v.exactOptional(settings),
  droppedTurns: v.exactOptional(count),
  stepCosts: v.exactOptional(stepCosts),
  answeredEarly: v.exactOptional(v.boolean()),
  vote: v.exactOptional(vote),
  made: v.exactOptional(madeShape),
  earlier: v.exactOptional(earlier),
  repeats: v.exactOptional(count),
  tries: v.exactOptional(
    v.object({
      ...{ asked: count, ended: count, same: count },
      other: v.exactOptional(v.object({ answer: v.string(), count })),
    }),
  ),
});

export const turnShape = v.variant('role', [questionShape, answerShape]);

type Shaped = v.InferOutput<typeof turnShape>;

/** A turn without its place. */
export function turnOf(shaped: Shaped): Question | Answer {
  const turn: Omit<Shaped, 'parent'> & { parent?: unknown } = { ...shaped };
  delete turn.parent;
  return turn as Question | Answer;
}
