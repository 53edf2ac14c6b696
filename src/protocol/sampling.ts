/** How the next token is chosen. Every value is in every request and stored with every answer: no library default decides. */
export interface SamplingParams {
  /** 0 is greedy decoding: the likeliest token, whatever `topK`, `topP`, `minP` and `seed` say. */
  readonly temperature: number;
  /** Draws from so many of the likeliest tokens; 0: from all. */
  readonly topK: number;
  /** Draws from the likeliest tokens that together have this probability (before `temperature`); 1: from all. */
  readonly topP: number;
  /** Leaves out tokens less likely than this share of the likeliest one's probability; 0: none. */
  readonly minP: number;
  /** Divides the score of a token that stood among the last ones; 1: off. */
  readonly repeatPenalty: number;
  /** Subtracted from the score of such a token, for each time it stood there; 0: off. */
  readonly frequencyPenalty: number;
  /** Subtracted once; 0: off. */
  readonly presencePenalty: number;
  /** How many last tokens of prompt and answer the three penalties look at. */
  readonly penaltyWindow: number;
  /** 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** Seeds are whole numbers below this; llama.cpp reads 2³² − 1 as "any". */
export const SEED_LIMIT = 2 ** 31;

/** Greedy. With a temperature: llama.cpp's usual top-k and top-p, no penalties. */
const DEFAULT_SAMPLING: Omit<SamplingParams, 'seed'> = {
  temperature: 0,
  topK: 40,
  topP: 0.95,
  minP: 0,
  repeatPenalty: 1,
  frequencyPenalty: 0,
  presencePenalty: 0,
  penaltyWindow: 64,
};

/** All values, those that are not given by default; the seed is then drawn. */
export function samplingParams(values: Partial<SamplingParams> = {}): SamplingParams {
  return { ...DEFAULT_SAMPLING, seed: Math.floor(Math.random() * SEED_LIMIT), ...values };
}

/** The seed of chain `index` of a request: `generate` with it gives that chain by itself. */
export function chainSeed(seed: number, index: number): number {
  return (seed + index) % SEED_LIMIT;
}
