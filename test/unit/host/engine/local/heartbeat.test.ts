import { duplexPair, type Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Heartbeat } from '../../../../../src/host/engine/local/heartbeat.ts';
import type { Pulse } from '../../../../../src/host/engine/pulse.ts';
import type { Beat } from '../../../../../src/protocol/heartbeat.ts';

let pipe: Duplex;
let process: Duplex;
let heartbeat: Heartbeat;
let pulses: Pulse[];
let pings: number;
/** What it answers to each ping. */
let answers: readonly Beat[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  const [host, other] = duplexPair();
  [pipe, process] = [host, other];
  pulses = [];
  pings = 0;
  answers = [{ from: 'thread' }, { from: 'main' }];
  process.on('data', () => {
    pings++;
    for (const answer of answers) process.write(`${JSON.stringify(answer)}\n`);
  });
  heartbeat = new Heartbeat(host, (pulse) => pulses.push(pulse));
  heartbeat.loaded();
});
afterEach(() => {
  heartbeat.stop();
  vi.useRealTimers();
});

/** Lets so many seconds go by, and what was written be read. */
async function wait(seconds: number): Promise<void> {
  for (let tick = 0; tick < 4 * seconds; tick++) {
    vi.advanceTimersByTime(250);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the heartbeat of a process', () => {
  it('is not asked for while nothing is owed', async () => {
    await wait(60);
    expect(pings).toBe(0);
    heartbeat.start();
    await wait(10);
    heartbeat.stop();
    const asked = pings;
    expect(asked).toBeGreaterThan(5);
    await wait(60);
    expect(pings).toBe(asked);
    expect(pulses).toEqual([]);
  });

  it('is missed when no thread answers, and found again', async () => {
    answers = [];
    heartbeat.start();
    await wait(4);
    expect(pulses).toEqual([]);
    await wait(2);
    expect(pulses).toEqual([{ state: 'silent', part: 'process' }]);
    answers = [{ from: 'thread' }, { from: 'main' }];
    await wait(2);
    expect(pulses.at(-1)).toEqual({ state: 'well' });
  });

  it('tells a main thread in a loop from a process that is stopped, and gives a load more time', async () => {
    answers = [{ from: 'thread' }];
    heartbeat.start();
    await wait(6);
    expect(pulses).toEqual([{ state: 'silent', part: 'main' }]);

    const [host] = duplexPair();
    const loading = new Heartbeat(host, (pulse) => pulses.push(pulse));
    pulses = [];
    loading.start();
    await wait(4);
    expect(pulses).toEqual([]);
    loading.stop();
  });

  it('says that a step takes long, which is no fault: it is not silent', async () => {
    answers = [{ from: 'thread' }, { from: 'main', stepMs: 9000 }];
    heartbeat.start();
    await wait(2);
    expect(pulses).toEqual([]);
    answers = [{ from: 'thread' }, { from: 'main', stepMs: 41_000 }];
    await wait(2);
    expect(pulses).toEqual([{ state: 'slow', seconds: 41 }]);
  });

  it('is not missed for the time in which the machine slept or this process was held up', async () => {
    heartbeat.start();
    answers = [];
    await wait(2);
    // One tick comes an hour late, as after a night's sleep.
    const real = performance.now.bind(performance);
    const asleep = vi.spyOn(performance, 'now').mockImplementation(() => real() + 3_600_000);
    await wait(1);
    expect(pulses).toEqual([]);
    answers = [{ from: 'thread' }, { from: 'main' }];
    await wait(4);
    expect(pulses).toEqual([]);
    asleep.mockRestore();
  });

  it('ends with the pipe', async () => {
    answers = [];
    heartbeat.start();
    pipe.destroy(new Error('ECONNRESET'));
    await wait(10);
    expect(pulses).toEqual([]);
  });
});
