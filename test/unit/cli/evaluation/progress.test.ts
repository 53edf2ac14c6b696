import { afterEach, describe, expect, it, vi } from 'vitest';
import { Progress } from '../../../../src/cli/evaluation/progress.ts';
import type { Item } from '../../../../src/reasoning/evaluation/items.ts';
import type { ItemRecord, RunConfig } from '../../../../src/reasoning/evaluation/runRecords.ts';

const config: RunConfig = {
  ...{ task: 'gsm8k', protocol: 'cerebrum', method: 'generate', shots: 0, data: '', chains: 1, temperature: 0 },
  ...{ maxTokens: 1024, seed: 0, contextSize: 4096 },
  model: { file: 'm.gguf', sha256: '', template: 'cerebrum' },
  engine: { llamaCpp: 'b1', backend: 'cpu', batchSize: 512, parallel: 1 },
};
const ids = ['a', 'b', 'c', 'd'];
const items = ids.map((id): Item => ({ kind: 'problem', id, question: '?', solution: '#### 18' }));
const answered = (item: string): ItemRecord => ({
  ...{ type: 'answers', item, promptTokens: 5, ms: 1 },
  samples: [{ text: 'Answer: 18', stopReason: 'finished', tokens: 10, seed: 1 }],
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

/** All that is written while the four items are done, `ms` apart. */
function written(out: { isTTY?: boolean; columns?: number }, ms: number): string[] {
  vi.useFakeTimers({ toFake: ['performance'] });
  const pieces: string[] = [];
  const write = (piece: unknown) => pieces.push(String(piece)) > 0;
  const progress = new Progress(items, config, [], { ...out, write });
  for (const id of ids) {
    vi.advanceTimersByTime(ms);
    progress.done(answered(id));
  }
  progress.end();
  return pieces;
}

describe('How far an evaluation is', () => {
  it('is one line in a terminal, written over and never wider than it', () => {
    vi.stubEnv('TERM', 'xterm');
    const lines = written({ isTTY: true, columns: 30 }, 1000);
    expect(lines).toHaveLength(5);
    expect(lines.at(-1)).toBe('\n');
    for (const line of lines.slice(0, -1)) {
      expect(line).toMatch(/^\r\u001B\[K\d of 4 · ours 100\.0 %/);
      expect(line.slice(4).length).toBeLessThan(30);
    }
  });

  it.each([
    ['a log', {}],
    ['a terminal that cannot go back', { isTTY: true, columns: 80 }],
  ])('is a line every half minute in %s, with nothing but text', (_where, out) => {
    vi.stubEnv('TERM', 'dumb');
    const text = written(out, 20_000).join('');
    expect(text).toMatch(
      /^2 of 4 · [^\n]+\n4 of 4 · ours 100\.0 % \(51\.0 % to 100\.0 %\) · \d tokens\/s · 0 s left\n$/,
    );
    expect(text).not.toMatch(/[\r\u001B]/);
  });
});
