import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SampleStreamEvent } from '../../../../src/host/engine/engine.ts';
import { failureText } from '../../../../src/host/platform/texts/failureText.ts';
import { toFailure, type Failure } from '../../../../src/protocol/failures.ts';
import { samplingParams } from '../../../../src/protocol/sampling.ts';
import { errorFrom, faultServer, sentBytes, type FaultServer } from '../../../support/faults/faultServer.ts';
import { planOf, type Plan } from '../../../support/faults/plan.ts';
import { wireOf } from '../../../support/faults/wire.ts';
import { remoteEngine } from '../../../support/remoteEngine.ts';

const KEY = 'sk-"quoted\\key/+=&7f3a';
const PLANS = 2000;
const AT_ONCE = 8;
/** Nothing in these plans takes a second; what takes longer hangs. */
const LATE_MS = 30_000;

let server: FaultServer;
beforeAll(async () => void (server = await faultServer(KEY)));
afterAll(() => server.stop());

interface Outcome {
  readonly shown: readonly string[];
  readonly results?: readonly { readonly answer: string; readonly stopReason: string }[];
  readonly failure?: Failure;
  readonly waits: number;
  /** All that could reach a log or a screen. */
  readonly traces: string;
}

async function outcomeOf(plan: Plan): Promise<Outcome> {
  const traces: string[] = [];
  let waits = 0;
  const wait = () => {
    waits++;
    return Promise.resolve();
  };
  const engine = remoteEngine(
    { address: server.addressOf(plan.seed), key: KEY },
    { log: (line) => traces.push(line), wait },
  );
  engine.on('state', (state) => traces.push(JSON.stringify(state)));
  const shown = plan.chains.map(() => '');
  const late = AbortSignal.timeout(LATE_MS);
  const request = {
    turns: [{ role: 'user', content: 'What is </s> in <s>?' }],
    maxTokens: 8,
    sampling: samplingParams({ seed: 1, temperature: 0.7 }),
  } as const;
  try {
    let results: readonly { answer: string; stopReason: string }[] | undefined;
    for await (const event of engine.sample(request, plan.chains.length, late) as AsyncIterable<SampleStreamEvent>) {
      if (event.type === 'text') shown[event.chain] = (shown[event.chain] ?? '') + event.text;
      if (event.type === 'finished') results = event.result.chains;
    }
    expect(late.aborted, 'it hangs').toBe(false);
    if (results === undefined) throw new Error('It ended without a result.');
    return { shown, results, waits, traces: traces.join('\n') };
  } catch (error) {
    const failure = toFailure(error);
    traces.push(
      JSON.stringify(failure),
      inspect(error, { depth: 9 }),
      JSON.stringify(failureText(failure)),
      inspect(engine, { depth: 9 }),
    );
    return { shown, failure, waits, traces: traces.join('\n') };
  } finally {
    await engine.stop();
  }
}

/** The texts of all events of which the whole was sent. */
function sentTexts(plan: Plan): { readonly sure: string[]; readonly possible: string[] } {
  const wire = wireOf(plan);
  const { fault } = plan;
  const length = fault.type === 'error' ? errorFrom(fault, wire) : sentBytes(plan, wire).length;
  const upTo = (bytes: number) =>
    plan.chains.map((_, chain) =>
      wire.events
        .filter((event) => event.chain === chain && event.end <= bytes)
        .map(({ text }) => text)
        .join(''),
    );
  // Of `\r\n`, the first character ends a line as well.
  return { sure: upTo(length), possible: upTo(length + plan.newline.length - 1) };
}

const EXPECTED: Partial<Record<Plan['fault']['type'], readonly string[]>> = {
  cut: ['server-broke-off', 'server-unreachable'],
  error: ['server-broke-off'],
  body: ['server-broke-off', 'server-not-api', 'server-refused'],
  endless: ['server-broke-off'],
  unfinished: ['server-broke-off'],
  aborted: ['server-broke-off'],
  badUtf8: ['server-broke-off'],
  notJson: ['server-broke-off'],
  unknownIndex: ['server-broke-off'],
};

/** BOS once, and no control token out of what the user typed. */
function isSafe(prompt: unknown): boolean {
  if (typeof prompt === 'string') return !/<\/?s>/.test(prompt) && !prompt.startsWith('<');
  return Array.isArray(prompt) && prompt[0] === 1 && prompt.lastIndexOf(1) === 0 && !prompt.includes(2);
}

const KINDS = [
  ...['none → whole', 'first → whole', 'cut → whole', 'cut → server-broke-off', 'error → server-broke-off'],
  ...['refused → server-busy', 'refused → server-key-refused', 'refused → question-too-long', 'body → server-not-api'],
  ...['endless → server-broke-off', 'unfinished → server-broke-off', 'badUtf8 → server-broke-off'],
];

/** What is wrong with the outcome; empty where nothing is. */
function complaints(plan: Plan, { shown, results, failure, waits, traces }: Outcome): string[] {
  const { fault } = plan;
  const whole = plan.chains.map((pieces) => pieces.join(''));
  const found: string[] = [];
  for (const form of [KEY, JSON.stringify(KEY).slice(1, -1), encodeURIComponent(KEY), 'quoted'])
    if (traces.includes(form)) found.push(`the key is shown as ${form}: ${traces}`);
  for (const [chain, text] of shown.entries())
    if (!whole[chain]?.startsWith(text)) found.push(`chain ${String(chain)} has a wrong word: ${text}`);
  if (waits > 3) found.push(`${String(waits)} retries`);
  if (results !== undefined) {
    if (shown.join('|') !== whole.join('|')) found.push(`words are lost: ${shown.join('|')} of ${whole.join('|')}`);
    if (results.some(({ answer }, chain) => answer !== whole[chain]?.trim()))
      found.push(`another answer: ${JSON.stringify(results)}`);
    if (results.some(({ stopReason }) => stopReason !== 'finished'))
      found.push(`ended as ${results.map(({ stopReason }) => stopReason).join()}`);
    const mayBeWhole = ['none', 'first', 'cut', 'error', 'badUtf8'];
    if (!mayBeWhole.includes(fault.type)) found.push('taken for whole');
    return found;
  }
  const name = failure?.name ?? '';
  const expected = fault.type === 'refused' ? fault.expected : EXPECTED[fault.type];
  if (!(expected ?? []).includes(name)) found.push(`failed with ${JSON.stringify(failure)}`);
  if (fault.type === 'cut' || fault.type === 'error') {
    const { sure, possible } = sentTexts(plan);
    for (const [chain, text] of shown.entries())
      if (text !== sure[chain] && text !== possible[chain])
        found.push(`shows ${JSON.stringify(text)} of ${JSON.stringify(sure[chain])}`);
  }
  return found;
}

it(`${String(PLANS)} faulty servers: no wrong word, no lost one, no hang, the key nowhere`, async () => {
  const wrong: string[] = [];
  const seen = new Map<string, number>();
  const seeds = Array.from({ length: PLANS }, (_, seed) => seed);
  const work = async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const plan = planOf(seed, KEY);
      const outcome = await outcomeOf(plan);
      const kind = `${plan.fault.type} → ${outcome.failure?.name ?? 'whole'}`;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      for (const complaint of complaints(plan, outcome))
        wrong.push(
          `plan ${String(seed)} (${plan.dialect}, ${JSON.stringify(plan.fault).slice(0, 200)}): ${complaint.slice(0, 600)}`,
        );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(wrong.slice(0, 5)).toEqual([]);
  // Every kind of end came up, so that the plans test what they are for.
  expect(Object.fromEntries(seen)).toMatchObject(Object.fromEntries(KINDS.map((kind) => [kind, expect.any(Number)])));
  for (const prompt of server.prompts) expect(isSafe(prompt)).toBe(true);
}, 300_000);
