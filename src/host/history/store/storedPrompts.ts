/** What the model read for an answer, kept so that the answer can be made again token by token. */
import type { GenerationResult } from '../../../protocol/inference.ts';

/** Text and token ids, BOS included in the latter alone. */
export type Prompt = NonNullable<GenerationResult['prompt']>;

/** A prompt as what it adds to another one: every prompt of a chat begins as the one before it. */
export interface StoredPrompt {
  /** Id of the answer. */
  readonly turn: string;
  /** Id of the answer whose prompt begins the same; `undefined`: none. */
  readonly base: string | undefined;
  /** How many characters and tokens of that one come first. */
  readonly characters: number;
  readonly tokens: number;
  /** What follows them. */
  readonly rest: Prompt;
}

export interface PromptOf {
  readonly turn: string;
  readonly prompt: Prompt;
}

/** @param base the prompt of an earlier answer in the same conversation */
export function shortened({ turn, prompt }: PromptOf, base: PromptOf | undefined): StoredPrompt {
  const characters = base === undefined ? 0 : common(prompt.text, base.prompt.text);
  const tokens = base === undefined ? 0 : common(prompt.tokens, base.prompt.tokens);
  return {
    turn,
    base: base?.turn,
    characters,
    tokens,
    rest: { text: prompt.text.slice(characters), tokens: prompt.tokens.slice(tokens) },
  };
}

/** The whole prompts by their answers; one whose beginning is lost is left out. */
export function restored(stored: readonly StoredPrompt[]): ReadonlyMap<string, Prompt> {
  const byTurn = new Map(stored.map((each) => [each.turn, each]));
  const whole = new Map<string, Prompt>();
  for (const { turn } of stored) {
    const chain: StoredPrompt[] = [];
    let at = byTurn.get(turn);
    while (at !== undefined && !whole.has(at.turn) && !chain.includes(at)) {
      chain.push(at);
      at = at.base === undefined ? undefined : byTurn.get(at.base);
    }
    for (const { turn: id, base, characters, tokens, rest } of chain.reverse()) {
      const before = base === undefined ? { text: '', tokens: [] } : whole.get(base);
      if (before === undefined) break;
      const text = before.text.slice(0, characters) + rest.text;
      whole.set(id, { text, tokens: [...before.tokens.slice(0, tokens), ...rest.tokens] });
    }
  }
  return whole;
}

/** How many elements two lists begin with in common. */
function common<T>(one: ArrayLike<T>, other: ArrayLike<T>): number {
  const most = Math.min(one.length, other.length);
  let n = 0;
  while (n < most && one[n] === other[n]) n++;
  return n;
}
