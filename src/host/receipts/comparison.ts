import type { GenerationResult, Made } from '../../protocol/inference.ts';

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
  readonly made: Made;
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

/** What may be why a text is another one, by its name. */
function factsOf(made: Made): Readonly<Record<string, string>> {
  if ('server' in made) {
    const { kind, host, model, build = 'unknown', contextSize } = made.server;
    return {
      ...{ 'runs on': `${kind} ${host}`, model, version: build, 'context size': String(contextSize) },
      ...{ 'answers in one batch': String(made.parallel), 'prompt tokens': made.promptSha256 },
    };
  }
  return Object.fromEntries(
    Object.entries(NAMES).map(([key, name]) => [name, made[key as keyof typeof NAMES]?.toString() ?? 'unknown']),
  );
}

function differences(before: Made, now: Made): string[] {
  const [a, b] = [factsOf(before), factsOf(now)];
  return Object.keys(a).flatMap((name) =>
    b[name] === undefined || a[name] === b[name] ? [] : [`${name} ${a[name]} → ${b[name]}`],
  );
}
