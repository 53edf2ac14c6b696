import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DownloadOutcome } from '../../../src/host/models/download/download.ts';
import type { Failure } from '../../../src/protocol/failures.ts';
import { seededRandom } from '../../unit/host/models/gguf/seededRandom.ts';
import { FaultyServer, type Fault, type ServerSetup } from './faultyServer.ts';
import { Clock, session, type Interruption } from './session.ts';

type Result = DownloadOutcome | Failure;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const nameOf = (result: Result) => ('name' in result ? result.name : result.outcome);

let folder: string;
let plans = 0;
let resumed = 0;
const ends = new Map<string, number>();
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'download-'))));
afterAll(async () => {
  console.log(
    `${plans} seeded download plans, ${resumed} requests to resume:`,
    Object.fromEntries([...ends].sort((a, b) => b[1] - a[1])),
  );
  await rm(folder, { recursive: true });
});

class Dice {
  readonly random: () => number;
  constructor(seed: number) {
    this.random = seededRandom(seed);
  }
  below(n: number): number {
    return Math.floor(this.random() * n);
  }
  chance(share: number): boolean {
    return this.random() < share;
  }
  of<T>(...choices: [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }
  bytes(): Buffer {
    const bytes = Buffer.alloc(65_536 + this.below(2 ** 20 - 65_536));
    for (let i = 0; i < bytes.length; i += 4) bytes.writeUInt32LE(this.below(2 ** 32), Math.min(i, bytes.length - 4));
    return bytes;
  }
}

interface Plan {
  readonly setup: ServerSetup;
  readonly dice: Dice;
  readonly server: FaultyServer;
  readonly destination: string;
  /** One session of the user; what the server publishes is known as `expected` says. */
  readonly run: (expected: Expected, interruption?: Interruption, replace?: boolean) => Promise<Result>;
  /** The file at the destination, if there is one. */
  readonly file: () => Promise<Buffer | undefined>;
}
interface Expected {
  readonly bytes?: number | undefined;
  readonly sha256?: string | undefined;
}

/** Sets the stage for one seed, and sees to it that nothing but the file and, unfinished, its part remains. */
async function plan(seed: number, setup: (dice: Dice) => Partial<ServerSetup>, act: (plan: Plan) => Promise<Result>) {
  const dice = new Dice(seed);
  const full: ServerSetup = {
    content: dice.bytes(),
    faults: [],
    etag: 'strong',
    ranges: true,
    redirects: dice.chance(0.2),
    ...setup(dice),
  };
  const server = await FaultyServer.start(full);
  const clock = new Clock();
  server.onStall = () => clock.stall();
  const own = await mkdtemp(join(folder, 'plan-'));
  const destination = join(own, 'models', 'model.gguf');
  try {
    const result = await act({
      setup: full,
      dice,
      server,
      destination,
      run: (expected, interruption, replace) =>
        session({ url: server.url, destination, replace, ...expected }, clock, dice.random, interruption),
      file: () => readFile(destination).catch(() => undefined),
    });
    const left = await readdir(join(own, 'models'));
    const whole = nameOf(result) === 'complete';
    expect(
      left.filter((name) => (whole ? name !== 'model.gguf' : !/^model\.gguf(\.part(\.json)?)?$/.test(name))),
    ).toEqual([]);
    plans++;
    resumed += server.seen.filter(({ range }) => range !== undefined).length;
    ends.set(nameOf(result), (ends.get(nameOf(result)) ?? 0) + 1);
  } finally {
    await server[Symbol.asyncDispose]();
    await rm(own, { recursive: true });
  }
}

const seeds = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
const facts = (content: Buffer): Required<Expected> => ({ bytes: content.length, sha256: sha256(content) });

/** Faults that pass: the next request, or the one after, goes better. */
function passingFault(dice: Dice): Fault {
  const after = dice.below(700_000);
  return dice.of<Fault>(
    { kind: 'cut', after },
    { kind: 'cut', after: dice.below(3000) },
    { kind: 'stall', after },
    { kind: 'reset' },
    { kind: 'status', status: dice.of(403, 408, 416, 429, 500, 502, 503, 504) },
    { kind: 'no-range' },
    { kind: 'other-range', shift: 1 + dice.below(5000) },
    { kind: 'no-length' },
  );
}

function interruption(dice: Dice): Interruption {
  return dice.of<Interruption>(
    { kind: 'none' },
    { kind: 'stop', after: dice.below(600_000) },
    { kind: 'full', after: dice.below(400_000) },
    { kind: 'free', bytes: dice.below(60_000) },
  );
}

describe('passing faults end in the right file', () => {
  it.each(seeds(1, 140))('plan %i', (seed) =>
    plan(
      seed,
      (dice) => ({
        faults: Array.from({ length: dice.below(6) }, () => passingFault(dice)),
        etag: dice.of('strong', 'strong', 'weak', 'none'),
        ranges: dice.chance(0.85),
      }),
      async ({ setup: { content }, dice, run, file }) => {
        const expected: Expected = {
          bytes: content.length,
          sha256: dice.chance(0.6) ? sha256(content) : undefined,
        };
        for (let i = dice.below(3); i > 0; i--) {
          const how = interruption(dice);
          const result = await run(expected, how);
          if (nameOf(result) === 'complete') return result;
          expect(['stopped', 'disk-full', 'download-interrupted']).toContain(nameOf(result));
          expect(await file()).toBeUndefined();
        }
        const result = await run(expected);
        expect(result).toMatchObject({ outcome: 'complete', ...facts(content) });
        expect((await file())?.equals(content)).toBe(true);
        return result;
      },
    ),
  );
});

describe('the file changes on the server between two sessions', () => {
  const kinds = (dice: Dice): Partial<ServerSetup> => ({
    etag: dice.of('strong', 'weak', 'none'),
    ranges: dice.chance(0.9),
    conditions: dice.chance(0.5),
    faults: [{ kind: 'cut', after: 10_000 + dice.below(50_000) }],
  });
  const change = (content: Buffer, dice: Dice, sameLength: boolean) => {
    const changed = dice.bytes();
    return sameLength ? Buffer.concat([changed, changed, content]).subarray(-content.length - 1000, -1000) : changed;
  };

  it.each(seeds(1000, 15))('without a hash: one of the two, never a mixture (plan %i)', (seed) =>
    plan(seed, kinds, async ({ setup, setup: { content }, dice, server, run, file }) => {
      expect(await run({}, { kind: 'stop', after: 5000 })).toEqual({ outcome: 'stopped' });
      server.content = change(content, dice, dice.chance(0.6));
      const result = await run({});
      expect(nameOf(result)).toBe('complete');
      expect((await file())?.equals(server.content)).toBe(true);
      if (setup.etag !== 'strong') expect(server.seen.every(({ range }) => range === undefined)).toBe(true);
      return result;
    }),
  );

  it.each(seeds(1100, 15))('with the hash of the new one: the new one (plan %i)', (seed) =>
    plan(seed, kinds, async ({ setup: { content }, dice, server, run, file }) => {
      const changed = change(content, dice, dice.chance(0.6));
      await run({ sha256: sha256(changed) }, { kind: 'stop', after: 5000 });
      server.content = changed;
      const result = await run(facts(changed));
      expect(result).toMatchObject({ outcome: 'complete', ...facts(changed) });
      expect((await file())?.equals(changed)).toBe(true);
      return result;
    }),
  );

  it.each(seeds(1200, 15))('with the hash of the old one: a failure that says so (plan %i)', (seed) =>
    plan(seed, kinds, async ({ setup: { content }, dice, server, run, file }) => {
      await run(facts(content), { kind: 'stop', after: 5000 });
      const sameLength = dice.chance(0.6);
      server.content = change(content, dice, sameLength);
      const result = await run(facts(content));
      expect(result).toMatchObject(
        sameLength
          ? { name: 'hash-mismatch', expected: sha256(content), found: sha256(server.content) }
          : { name: 'download-wrong-size', expected: content.length, found: server.content.length },
      );
      expect(await file()).toBeUndefined();
      return result;
    }),
  );
});

describe('a wrong file is never called right', () => {
  it.each(seeds(2000, 20))('a flipped byte: expected and found are said, what the user has stays (plan %i)', (seed) =>
    plan(
      seed,
      (dice) => ({ faults: [{ kind: 'flipped-byte', at: dice.below(2 ** 20) }] }),
      async ({ setup: { content }, destination, run, file }) => {
        expect(nameOf(await run(facts(content)))).toBe('hash-mismatch');
        expect(await file()).toBeUndefined();
        await writeFile(destination, 'mine');
        expect(await run(facts(content))).toEqual({ name: 'download-exists', path: destination });
        expect((await file())?.toString()).toBe('mine');
        const result = await run(facts(content), { kind: 'none' }, true);
        expect((await file())?.equals(content)).toBe(true);
        return result;
      },
    ),
  );

  it.each(seeds(2100, 10))('a flipped byte does not replace the file that is there (plan %i)', (seed) =>
    plan(
      seed,
      (dice) => ({ faults: [{ kind: 'flipped-byte', at: dice.below(2 ** 20) }] }),
      async ({ setup: { content }, destination, run, file }) => {
        await mkdir(dirname(destination));
        await writeFile(destination, 'mine');
        const result = await run(facts(content), { kind: 'none' }, true);
        expect(result).toMatchObject({ name: 'hash-mismatch', expected: sha256(content) });
        expect((await file())?.toString()).toBe('mine');
        return result;
      },
    ),
  );

  it.each(seeds(2300, 10))(
    'a rest that does not belong to the beginning is fetched whole once more (plan %i)',
    (seed) =>
      plan(
        seed,
        (dice) => ({ faults: [{ kind: 'none' }, { kind: 'flipped-byte', at: dice.below(2 ** 20) }] }),
        async ({ setup: { content }, server, run, file }) => {
          expect(await run(facts(content), { kind: 'stop', after: 20_000 })).toEqual({ outcome: 'stopped' });
          const result = await run(facts(content));
          expect(result).toMatchObject({ outcome: 'complete' });
          expect((await file())?.equals(content)).toBe(true);
          expect(server.seen.at(-1)?.range).toBeUndefined();
          return result;
        },
      ),
  );

  it.each(seeds(2200, 10))('another length than published (plan %i)', (seed) =>
    plan(
      seed,
      (dice) => ({ faults: dice.chance(0.5) ? [{ kind: 'no-length' }] : [] }),
      async ({ setup: { content }, dice, run, file }) => {
        const expected = content.length + dice.of(-1, 1) * (1 + dice.below(50_000));
        const result = await run({ bytes: expected, sha256: dice.chance(0.5) ? sha256(content) : undefined });
        expect(result).toMatchObject({ name: 'download-wrong-size', expected });
        expect(await file()).toBeUndefined();
        return result;
      },
    ),
  );
});

describe('what cannot work ends at once, with the reason', () => {
  it.each(seeds(3000, 12))('refused (plan %i)', (seed) =>
    plan(
      seed,
      (dice) => {
        const status = dice.of(401, 404, 410, 451, 204);
        const forbidden = Array.from({ length: 20 }, (): Fault => ({ kind: 'status', status: 403 }));
        return { faults: dice.of([{ kind: 'status', status }], [{ kind: 'page' }], forbidden) };
      },
      async ({ setup, server, run, file }) => {
        const result = await run({});
        expect(result).toMatchObject({ name: 'download-refused' });
        expect(JSON.stringify(result)).not.toContain('secret');
        expect(server.seen.filter(({ redirected }) => redirected === setup.redirects).length).toBeLessThanOrEqual(3);
        expect(await file()).toBeUndefined();
        return result;
      },
    ),
  );

  it.each(seeds(3100, 5))('a server that breaks off for ever (plan %i)', (seed) =>
    plan(
      seed,
      () => ({ faults: Array.from({ length: 60 }, (): Fault => ({ kind: 'cut', after: 40_000 })), ranges: false }),
      async ({ setup: { content }, server, run, file }) => {
        const result = await run(facts(content));
        expect(result).toMatchObject({ name: 'download-interrupted' });
        expect(server.seen.length).toBeLessThan(40);
        expect(await file()).toBeUndefined();
        return result;
      },
    ),
  );

  it.each(seeds(3200, 5))('a disk without room: nothing is written before it is said (plan %i)', (seed) =>
    plan(
      seed,
      () => ({}),
      async ({ setup: { content }, dice, run, file }) => {
        const free = dice.below(content.length);
        const result = await run(facts(content), { kind: 'free', bytes: free });
        expect(result).toMatchObject({ name: 'disk-full', needed: content.length, free });
        expect(await file()).toBeUndefined();
        return result;
      },
    ),
  );
});
