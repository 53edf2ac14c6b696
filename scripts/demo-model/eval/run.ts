/**
 * Asks the model all held-out questions, greedily, through Cerebrum's own engine.
 * node eval/run.ts model.gguf [out.json] [--limit N] [--only arithmetic,trace] [--votes] [--tries] [--held]
 * With --held also the free questions that are kept for the end of a training.
 * With --tries four more answers to each question are drawn, as the panel does: how many wrong and right ones it then calls doubtful.
 * With --votes eight chains are drawn to each question (the first hundred of a set) and vote, with and without the checks.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createEngine, sourceProcesses } from '../../../src/host/engine/createEngine.ts';
import type { Engine } from '../../../src/host/engine/engine.ts';
import { inspectGguf } from '../../../src/host/models/gguf/ggufFile.ts';
import type { GenerateParams, GenerationResult } from '../../../src/protocol/inference.ts';
import { samplingParams } from '../../../src/protocol/sampling.ts';
import type { Turn } from '../../../src/protocol/turns.ts';
import { type Vote, voteOn } from '../../../src/host/sessions/runs/voteRun.ts';
import { comparableAnswer, isDoubtful, otherAnswer, sameAnswers } from '../../../src/reasoning/answers/moreTries.ts';
import { countVotes } from '../../../src/reasoning/answers/votes.ts';
import { isFlagged } from './flags.ts';
import { CHECKS, HELD, loadItems, type EvalItem, type EvalResult, type Report } from './items.ts';

const AT_ONCE = 8;
const VOTES = 8;
/** As many as the panel asks for. */
const TRIES = 4;
const never = new AbortController().signal;

function turnsOf({ q = '', turns = [{ q }] }: EvalItem): Turn[] {
  return turns.flatMap(({ q: content, a }): Turn[] => [
    { role: 'user', content },
    ...(a === undefined ? [] : [{ role: 'assistant' as const, content: a }]),
  ]);
}

const request = (item: EvalItem, temperature = 0, seed = 1): GenerateParams => ({
  turns: turnsOf(item),
  maxTokens: 600,
  sampling: samplingParams({ temperature, seed, topK: 0, topP: 1 }),
});

async function ask(engine: Engine, item: EvalItem): Promise<GenerationResult> {
  for await (const event of engine.generate(request(item), never)) {
    if (event.type === 'finished') return event.result;
  }
  throw new Error('The engine gave no result.');
}

async function draw(engine: Engine, item: EvalItem, seed: number, chains = VOTES): Promise<Vote> {
  const { sampling, ...asked } = request(item, 0.7, seed);
  for await (const event of voteOn(engine, { request: asked, chains, stopWhen: 'never', sampling }, never)) {
    if (event.type === 'finished') return event.vote;
  }
  throw new Error('The engine gave no result.');
}

const percent = (part: number, whole: number): number => Number(((100 * part) / Math.max(1, whole)).toFixed(1));

/** Every question of every set; the engine runs as many at once as it has sequences. */
async function greedy(engine: Engine, names: readonly string[], limit: number) {
  const report: Report = {};
  const items: Record<string, EvalResult[]> = {};
  let tokens = 0;
  const began = performance.now();
  for (const name of names) {
    const check = CHECKS[name];
    if (check === undefined) throw new Error(`There is no set "${name}", only ${Object.keys(CHECKS).join(', ')}.`);
    const questions = loadItems(name, limit);
    const results = await Promise.all(questions.map((item) => ask(engine, item)));
    tokens += results.reduce((sum, { stats }) => sum + stats.generatedTokens, 0);
    const answered = questions.map((item, i): EvalResult => {
      const { answer: got = '', stopReason } = results[i] ?? {};
      return { ...item, got, ok: check(item, got), eos: stopReason === 'finished' };
    });
    items[name] = answered;
    report[name] = percent(answered.filter(({ ok }) => ok).length, answered.length);
    const wrong = answered.filter(({ ok }) => !ok);
    const flagged = wrong.filter(({ q = '', got }) => isFlagged(q, got)).length;
    if (['free', HELD].includes(name)) report[`${name}: flagged of those wrong`] = percent(flagged, wrong.length);
    console.log(`${name} ${report[name]}% of ${answered.length}`);
  }
  report['tokensPerSecondParallel'] = Math.round((1000 * tokens) / (performance.now() - began));
  return { report, items };
}

function counts(items: Readonly<Record<string, readonly EvalResult[]>>): Report {
  const all = Object.values(items).flat();
  const ended = all.filter(({ eos }) => eos).length;
  const inDomain = Object.entries(items)
    .filter(([name]) => !['out-of-domain', 'chat'].includes(name))
    .flatMap(([, results]) => results);
  const refused = inDomain.filter(({ got }) => got.includes('cannot do that')).length;
  return {
    counts: { eos: ended, items: all.length, inDomain: inDomain.length, refusedInDomain: refused },
    eos: percent(ended, all.length),
    refusedInDomain: percent(refused, inDomain.length),
  };
}

/** What a vote gains: right chains of all, and right winners without and with the checks. */
async function votes(engine: Engine, names: readonly string[], limit: number): Promise<Report> {
  const report: Report = {};
  for (const name of names) {
    const check = CHECKS[name];
    if (check === undefined) continue;
    const questions = loadItems(name, Math.min(100, limit));
    const right = { single: 0, unweighted: 0, weighted: 0 };
    const wrong = { all: 0, flagged: 0 };
    for (const [i, item] of questions.entries()) {
      const { chains, count } = await draw(engine, item, 1000 * (i + 1));
      const isRight = (chain: number | undefined) => {
        const text = chains.find((one) => one.chain === chain)?.result.answer;
        return text !== undefined && check(item, text);
      };
      right.single += chains.filter(({ chain }) => isRight(chain)).length;
      const unchecked = countVotes(chains.map((chain) => ({ ...chain, failedChecks: 0 })));
      if (isRight(unchecked.groups[0]?.best)) right.unweighted++;
      const [winner] = count.groups;
      if (isRight(winner?.best)) right.weighted++;
      else {
        wrong.all++;
        const text = chains.find(({ chain }) => chain === winner?.best)?.result.answer ?? '';
        const hasMajority = winner !== undefined && winner.chains.length * 2 > count.ended;
        if (!hasMajority || isFlagged(item.q ?? '', text)) wrong.flagged++;
      }
    }
    report[`${name}: single at 0.7`] = percent(right.single, questions.length * VOTES);
    report[`${name}: maj@8`] = percent(right.unweighted, questions.length);
    report[`${name}: maj@8, checked`] = percent(right.weighted, questions.length);
    report[`${name}: maj@8, flagged of those wrong`] = percent(wrong.flagged, wrong.all);
  }
  return report;
}

/** What more tries say of the answers that were given: only of those that can be compared, and are not refusals. */
async function tries(engine: Engine, items: Readonly<Record<string, readonly EvalResult[]>>): Promise<Report> {
  const report: Report = {};
  for (const [name, results] of Object.entries(items)) {
    const seen = { right: 0, doubtfulRight: 0, wrong: 0, doubtfulWrong: 0, flaggedWrong: 0, named: 0, namedRight: 0 };
    for (const [i, item] of results.entries()) {
      const answer = comparableAnswer(item.got);
      const chains = answer === undefined ? [] : (await draw(engine, item, 1000 * (i + 1), TRIES)).chains;
      const again = chains.map(({ result }) => comparableAnswer(result.answer));
      const doubtful = answer !== undefined && isDoubtful({ ended: again.length, same: sameAnswers(answer, again) });
      const other = answer === undefined ? undefined : otherAnswer(answer, again);
      if (other !== undefined) {
        seen.named++;
        if (CHECKS[name]?.(item, `Answer: ${other.answer}`) === true) seen.namedRight++;
      }
      if (item.ok) {
        seen.right++;
        if (doubtful) seen.doubtfulRight++;
      } else {
        seen.wrong++;
        if (doubtful) seen.doubtfulWrong++;
        if (doubtful || isFlagged(item.q ?? '', item.got)) seen.flaggedWrong++;
      }
    }
    report[`${name}: doubtful of those right`] = percent(seen.doubtfulRight, seen.right);
    report[`${name}: doubtful of those wrong`] = percent(seen.doubtfulWrong, seen.wrong);
    report[`${name}: another answer named`] = seen.named;
    report[`${name}: right among those`] = seen.namedRight;
    report[`${name}: doubtful or flagged of those wrong`] = percent(seen.flaggedWrong, seen.wrong);
  }
  return report;
}

/** Tokens a second of one conversation by itself. */
async function singleSpeed(engine: Engine, limit: number): Promise<number> {
  let tokens = 0;
  const began = performance.now();
  for (const item of loadItems('arithmetic', Math.min(15, limit)))
    tokens += (await ask(engine, item)).stats.generatedTokens;
  return Math.round((1000 * tokens) / (performance.now() - began));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string' },
    only: { type: 'string' },
    votes: { type: 'boolean', default: false },
    tries: { type: 'boolean', default: false },
    held: { type: 'boolean', default: false },
  },
});
const [model, out] = positionals;
if (model === undefined) throw new Error('Usage: node eval/run.ts model.gguf [out.json]');
const limit = Number(values.limit ?? Infinity);
const engine = createEngine({
  processes: sourceProcesses(join(import.meta.dirname, '../../..')),
  params: { modelPath: resolve(model), gpu: 'cpu', contextSize: 1024, sequences: AT_ONCE },
  inspect: inspectGguf,
});
try {
  const names = values.only?.split(',') ?? Object.keys(CHECKS).filter((name) => values.held || name !== HELD);
  const { report, items } = await greedy(engine, names, limit);
  Object.assign(report, counts(items));
  if (values.votes) Object.assign(report, await votes(engine, names, limit));
  if (values.tries) Object.assign(report, await tries(engine, items));
  report['tokensPerSecondSingle'] = await singleSpeed(engine, limit);
  console.log(JSON.stringify(report));
  if (out !== undefined) writeFileSync(out, JSON.stringify({ report, items }, null, 1));
} finally {
  await engine.stop();
}
