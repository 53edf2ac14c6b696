import { describe, expect, it } from 'vitest';
import { afterDeath, noCrashes, type CrashHistory } from '../../../../../src/host/engine/local/crashPolicy.ts';
import { allowedCandidates } from '../../../../../src/host/engine/local/backendFallback.ts';
import type { Backend, RunPlan } from '../../../../../src/protocol/backends.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Lets it die every `pause` milliseconds, at most ten times; what came of each death. */
function die(start: RunPlan, candidates: readonly Backend[], pause: number): string[] {
  const said: string[] = [];
  let history: CrashHistory = noCrashes;
  let plan = start;
  for (let now = 0; said.length < 10; now += pause) {
    const { history: next, verdict } = afterDeath(history, plan, candidates, now);
    history = next;
    if (verdict.do === 'stepDown') plan = verdict.plan;
    said.push(verdict.do === 'stepDown' ? `${plan.backend} ${plan.layerShare}` : verdict.do);
    if (verdict.do === 'stop') break;
  }
  return said;
}

const all: readonly Backend[] = ['cuda', 'vulkan', 'cpu'];

describe('a process that dies again and again', () => {
  it('is run again once, then steps down to the CPU, then stays down', () => {
    expect(die({ backend: 'cuda', layerShare: 1 }, all, SECOND)).toEqual([
      'again',
      'cuda 0.5',
      'vulkan 1',
      'vulkan 0.5',
      'cpu 1',
      'stop',
    ]);
  });

  it('has on the CPU only the one other try', () => {
    expect(die({ backend: 'cpu', layerShare: 1 }, all, SECOND)).toEqual(['again', 'stop']);
  });

  it('never leaves a backend that was asked for by name', () => {
    const candidates = allowedCandidates('vulkan', all);
    expect(die({ backend: 'vulkan', layerShare: 1 }, candidates, SECOND)).toEqual(['again', 'vulkan 0.5', 'stop']);
  });

  it('is always run again when it dies once in a long while', () => {
    expect(new Set(die({ backend: 'cuda', layerShare: 1 }, all, 11 * MINUTE))).toEqual(new Set(['again']));
  });

  it('keeps what was tried, for the report', () => {
    const plan = { backend: 'cpu', layerShare: 1 } as const;
    const first = afterDeath(noCrashes, plan, all, 0).history;
    expect(afterDeath(first, plan, all, SECOND).history.tried).toEqual([plan, plan]);
    expect(afterDeath(first, plan, all, 20 * MINUTE).history.tried).toEqual([plan]);
  });
});
