import type { GenerationResult, MadeWith } from '../../protocol/inference.ts';

/** How an answer that was made again compares. */
export type Comparison =
  | {
      readonly same: true;
      /** Of a vote: how many chains were compared. */
      readonly chains?: number;
    }
  | {
      readonly same: false;
      /** Of a vote: the first chain that differs, counted from 0. */
      readonly chain?: number;
      /** UTF-16 offset of the first difference. */
      readonly at: number;
      readonly was: string;
      readonly is: string;
      /** What was not as it was, and may be why: `llama.cpp b1 → b2`. Empty: nothing known. */
      readonly differences: readonly string[];
    };

export interface Before {
  readonly answer: string;
  readonly made: MadeWith;
  /** It was ended from outside: what is made again may be longer. */
  readonly isCut?: boolean;
}

/** Characters shown from the first difference on. */
const SHOWN = 60;

export function compare(before: Before, now: Pick<GenerationResult, 'answer' | 'made'>): Comparison {
  const [was, is] = [before.answer, now.answer];
  if (was === is || (before.isCut === true && is.startsWith(was))) return { same: true };
  let at = 0;
  while (was[at] === is[at]) at++;
  return {
    same: false,
    at,
    was: was.slice(at, at + SHOWN),
    is: is.slice(at, at + SHOWN),
    differences: now.made === undefined ? [] : differences(before.made, now.made),
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
  reusedTokens: 'tokens of the prompt read before',
} as const;

function differences(before: MadeWith, now: MadeWith): string[] {
  return Object.entries(NAMES).flatMap(([key, name]) => {
    const [a = 'unknown', b = 'unknown'] = [before, now].map((one) => one[key as keyof typeof NAMES]?.toString());
    return a === b ? [] : [`${name} ${a} → ${b}`];
  });
}
