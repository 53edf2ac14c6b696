// How many people a pool of servers can answer, from the speeds that were published for one of them: a simulation, not a measurement.
import { spread } from './engine/statistics.ts';

/** One server as its speeds were published. */
export interface Replica {
  /** Answers at once, and tokens a second of all of them together; between two points on a line through their logarithms. */
  readonly decode: readonly (readonly [answers: number, tokensPerSecond: number])[];
  /** Prompt tokens a second. */
  readonly prefill: number;
  /** Answers at once; more wait. */
  readonly slots: number;
}

export interface Demand {
  readonly users: number;
  /** Questions of each in a minute, at random moments. */
  readonly perMinute: number;
  /** Tokens that are not in a cache. */
  readonly promptTokens: number;
  readonly answerTokens: number;
}

export interface Outcome {
  /** From the question to the first word, in seconds. */
  readonly firstWord: { readonly p50: number; readonly p95: number };
  /** Tokens a second of one answer, half of them slower. */
  readonly answerSpeed: number;
  /** Questions without a first word when the simulation ended, of those asked. */
  readonly unanswered: number;
}

/** Seconds of a step, and of a whole simulation; what is asked in the first tenth is not counted. */
const STEP = 0.02;
const LONG = 600;

interface Asked {
  readonly at: number;
  prompt: number;
  left: number;
  first?: number;
  end?: number;
}

/** Questions go to the server with the fewest open ones. The same numbers give the same outcome. */
export function simulate(replica: Replica, replicas: number, demand: Demand): Outcome {
  const random = randomFrom(7);
  const perSecond = (demand.users * demand.perMinute) / 60;
  const servers = Array.from({ length: replicas }, () => ({ queue: [] as Asked[], active: [] as Asked[] }));
  const all: Asked[] = [];
  let next = -Math.log(1 - random()) / perSecond;
  for (let now = 0; now < LONG; now += STEP) {
    for (; next <= now; next += -Math.log(1 - random()) / perSecond) {
      const question = { at: next, prompt: demand.promptTokens, left: demand.answerTokens };
      all.push(question);
      const open = ({ queue, active }: (typeof servers)[number]) => queue.length + active.length;
      const [server] = servers.toSorted((a, b) => open(a) - open(b));
      server?.queue.push(question);
    }
    for (const server of servers) advance(server, replica, now);
  }
  const counted = all.filter(({ at }) => at > LONG / 10);
  const waits = counted.flatMap(({ at, first }) => (first === undefined ? [] : [first - at])).toSorted((a, b) => a - b);
  const speeds = counted.flatMap(({ first, end }) =>
    first === undefined || end === undefined ? [] : [demand.answerTokens / (end - first)],
  );
  const share = (part: number) => waits[Math.min(waits.length - 1, Math.floor(part * waits.length))] ?? Number.NaN;
  return {
    firstWord: { p50: share(0.5), p95: share(0.95) },
    answerSpeed: spread(speeds).median,
    unanswered: 1 - waits.length / counted.length,
  };
}

function advance({ queue, active }: { queue: Asked[]; active: Asked[] }, replica: Replica, now: number): void {
  while (active.length < replica.slots && queue[0] !== undefined) active.push(...queue.splice(0, 1));
  // Prompts are read one after the other, in pieces between the steps of those that are written.
  let reads = replica.prefill * STEP;
  for (const question of active) {
    if (reads <= 0 || question.prompt <= 0) continue;
    const read = Math.min(reads, question.prompt);
    question.prompt -= read;
    reads -= read;
  }
  const writing = active.filter(({ prompt }) => prompt <= 0);
  const each = (tokensPerSecond(replica, writing.length) / Math.max(1, writing.length)) * STEP;
  for (const question of writing) {
    question.first ??= now + STEP;
    question.left -= each;
    if (question.left <= 0) question.end = now + STEP;
  }
  for (let i = active.length - 1; i >= 0; i--) if (active[i]?.end !== undefined) active.splice(i, 1);
}

function tokensPerSecond({ decode }: Replica, answers: number): number {
  if (answers === 0) return 0;
  const above = decode.findIndex(([count]) => count >= answers);
  const [low, high] = [decode[above === -1 ? decode.length - 1 : above - 1], decode[above]];
  if (low === undefined || high === undefined) return (low ?? high)?.[1] ?? 0;
  const part = Math.log(answers / low[0]) / Math.log(high[0] / low[0]);
  return low[1] * (high[1] / low[1]) ** part;
}

/** Marsaglia's xorshift with 32 bits: https://www.jstatsoft.org/article/view/v008i14 */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Mistral-7B; sources and assumptions: docs/team.md. */
const SETUPS: readonly { readonly name: string; readonly replica: Replica; readonly replicas: number }[] = [
  {
    name: 'llama-server on a DGX Spark, 4 slots',
    replica: {
      decode: [
        [1, 28],
        [32, 364],
      ],
      prefill: 2249,
      slots: 4,
    },
    replicas: 1,
  },
  {
    name: 'llama-server on a DGX Spark, 32 slots',
    replica: {
      decode: [
        [1, 28],
        [32, 364],
      ],
      prefill: 2249,
      slots: 32,
    },
    replicas: 1,
  },
  ...[1, 4, 16, 48].map((replicas) => ({
    name: `vLLM, H100 × ${replicas}`,
    replica: {
      decode: [
        [1, 122],
        [16, 1384],
        [320, 3281],
      ] as const,
      prefill: 10_000,
      slots: 100,
    },
    replicas,
  })),
];

/** Seconds; most people go on waiting for so long. */
const PATIENT = 5;

/** Prints for each setup the most people of whom 95 % wait no longer than that, of the numbers tried, and how many are too many. */
export function printCapacity(): void {
  const demand = { perMinute: 1, promptTokens: 1500, answerTokens: 400 };
  console.log('| setup | users | first word p50, s | p95, s | tokens/s of an answer | a queue that only grows at |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
  for (const { name, replica, replicas } of SETUPS) {
    let row = '';
    let tooMany = 'more';
    for (const users of [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]) {
      const { firstWord, answerSpeed, unanswered } = simulate(replica, replicas, { ...demand, users });
      if (unanswered > 0.02 || firstWord.p95 > 60) {
        tooMany = users.toLocaleString('en');
        break;
      }
      const figures = [firstWord.p50.toFixed(1), firstWord.p95.toFixed(1), answerSpeed.toFixed(0)];
      if (firstWord.p95 <= PATIENT) row = `| ${[name, users.toLocaleString('en'), ...figures].join(' | ')}`;
    }
    console.log(`${row} | ${tooMany} |`);
  }
}
