/** The questions that are kept from the training, by kind. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { wordProblem } from './arith/wordProblem.ts';
import { bug } from './bugs.ts';
import { CHAT_ALL } from './chat.ts';
import { explain } from './code/explain.ts';
import { trace } from './code/trace.ts';
import { story } from './stories/story.ts';
import { type Conversation, draw, type Make } from './mix.ts';
import { number } from './numbers/number.ts';
import { outOfDomain } from './ood.ts';
import { puzzle as allPuzzles } from './puzzle/puzzle.ts';
import { puzzle } from './puzzles.ts';
import { type Item, Rng } from './rng.ts';
import { ranTrace } from './run/ran.ts';

/** All questions of the evaluation, which no training text may hold. */
export function evalQuestions(): ReadonlySet<string> {
  const dir = new URL('../data/eval/', import.meta.url);
  const lines = readdirSync(dir).flatMap((name) => readFileSync(new URL(name, dir), 'utf8').trim().split('\n'));
  const items = lines.map(
    (line) => JSON.parse(line) as { readonly q?: string; readonly held?: boolean; readonly kind: string },
  );
  // Some wordings of talk are trained on purpose and marked so.
  return new Set(
    items.flatMap(({ q, kind, held }) => (q === undefined || (kind === 'chat' && held !== true) ? [] : [q])),
  );
}

/** Word problems, sums and puzzles in forms that the training has none of. */
const heldOut = (r: Rng): Item =>
  r.weighted<Make>([
    [5, story],
    [2, number],
    [2, allPuzzles],
  ])(r);

const jsonl = (xs: readonly unknown[]) => xs.map((x) => JSON.stringify(x)).join('\n') + '\n';

export function evalFiles(data: string): void {
  const dir = `${data}/eval`;
  mkdirSync(dir, { recursive: true });
  const seen = new Set<string>();
  for (const f of readdirSync(data).filter((n) => /^train-.*jsonl$/.test(n)))
    for (const line of readFileSync(`${data}/${f}`, 'utf8').trim().split('\n'))
      for (const t of (JSON.parse(line) as Conversation).turns) seen.add(t.q);
  const many = (seed: number, n: number, make: (r: Rng) => unknown) => {
    const r = new Rng(seed, 'eval');
    return Array.from({ length: n }, () => make(r));
  };
  const plain = (make: Make) => (r: Rng) => {
    for (;;) {
      const { kind, q, answer, facts } = draw(r, make);
      if (seen.has(q)) continue;
      seen.add(q);
      return { kind, q, answer, facts };
    }
  };
  writeFileSync(`${dir}/arithmetic.jsonl`, jsonl(many(9001, 400, plain(wordProblem))));
  writeFileSync(`${dir}/trace.jsonl`, jsonl(many(9002, 200, plain(trace))));
  writeFileSync(`${dir}/explain.jsonl`, jsonl(many(9003, 100, plain(explain))));
  writeFileSync(`${dir}/bugs.jsonl`, jsonl(many(9004, 60, plain(bug))));
  writeFileSync(`${dir}/puzzles.jsonl`, jsonl(many(9005, 100, plain(puzzle))));
  writeFileSync(`${dir}/out-of-domain.jsonl`, jsonl(many(9006, 100, plain(outOfDomain))));
  writeFileSync(`${dir}/grammar.jsonl`, jsonl(many(9008, 200, plain(heldOut))));
  writeFileSync(`${dir}/programs.jsonl`, jsonl(many(9009, 100, plain(ranTrace))));
  writeFileSync(
    `${dir}/multi-turn.jsonl`,
    jsonl(
      many(9007, 100, (r) => {
        for (;;) {
          const it = draw(
            r,
            r.weighted([
              [4, wordProblem],
              [2, trace],
              [2, explain],
              [1, puzzle],
            ] as const),
          );
          if (!it.follow) continue;
          const turns: { q: string; a?: string }[] = [{ q: it.q, a: it.a }];
          let f = it.follow(r);
          for (
            let n = r.weighted([
              [6, 0],
              [3, 1],
              [1, 2],
            ]);
            n > 0;
            n--
          ) {
            turns.push({ q: f.q, a: f.a });
            f = it.follow(r);
          }
          return { kind: it.kind, turns: [...turns, { q: f.q }], answer: f.answer };
        }
      }),
    ),
  );
  const held = CHAT_ALL.filter((c) => c.held);
  writeFileSync(
    `${dir}/chat.jsonl`,
    jsonl(
      [...held, ...CHAT_ALL.filter((c) => !c.held)]
        .slice(0, 30)
        .map((c) => ({ kind: 'chat', q: c.q, facts: [c.fact], held: c.held })),
    ),
  );
}
