import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './engine.ts';

export interface EvalItem {
  /** A single question, or the last of `turns`. */
  readonly q: string;
  readonly turns?: readonly { readonly q: string; readonly a?: string }[];
  readonly answer?: string;
  readonly facts?: readonly string[];
}

/** Held-out questions of the demo model: `arithmetic`, `explain`, `multi-turn` … */
export function evalSet(name: string): EvalItem[] {
  const file = join(ROOT, `scripts/demo-model/data/eval/${name}.jsonl`);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as EvalItem);
}

/** The last line's `Answer: …`, as the model's own evaluation reads it. */
export function finalAnswer(text: string): string | undefined {
  return /Answer: (.*)$/.exec(text.trim().split('\n').at(-1) ?? '')?.[1]?.trim();
}
