/** Writes samples of right and wrong answers: node eval/transcripts.ts results.json transcripts.md */
import { readFileSync, writeFileSync } from 'node:fs';
import type { EvalFile, EvalResult } from './items.ts';

/** By set: how many right ones and how many wrong ones. */
const SAMPLES = {
  arithmetic: [5, 2],
  trace: [3, 2],
  explain: [2, 1],
  bugs: [1, 1],
  puzzles: [1, 1],
  'multi-turn': [2, 2],
  'out-of-domain': [2, 1],
  chat: [2, 1],
  free: [6, 6],
} as const;

const block = (text: string): string => `${text.replace(/^/gm, '    ')}\n`;

function transcript(set: string, { ok, answer, facts, q = '', turns = [{ q }], got }: EvalResult): string {
  const expected = answer ?? facts;
  const failure = ok ? '' : ` (FAILURE${expected === undefined ? '' : `, expected ${JSON.stringify(expected)}`})`;
  const said = turns.map(
    ({ q: question, a }) => block(`User: ${question}`) + (a === undefined ? '' : block(`AI: ${a}`)),
  );
  return `\n## ${set}${failure}\n\n${said.join('')}${block(`AI: ${got}`)}`;
}

const [from = '', to = ''] = process.argv.slice(2);
const { report, items } = JSON.parse(readFileSync(from, 'utf8')) as EvalFile;
const samples = Object.entries(SAMPLES).flatMap(([set, [right, wrong]]) => {
  const results = items[set] ?? [];
  const chosen = [
    ...results.filter(({ ok }) => ok).slice(0, right),
    ...results.filter(({ ok }) => !ok).slice(0, wrong),
  ];
  return chosen.map((result) => transcript(set, result));
});
const head =
  '# Sample transcripts\n\nGreedy decoding through node-llama-cpp; questions from the held-out sets. For each domain a few right answers and, ' +
  `where there are any, failures (marked).\n\nAccuracy: ${JSON.stringify(report)}\n`;
writeFileSync(to, head + samples.join(''));
