/** What happens after the inference process died by itself. Pure: the engine holds the state and acts. */
import type { Backend, RunPlan } from '../../../protocol/backends.ts';

/** Deaths that lie further apart have nothing to do with each other; milliseconds. */
const MEMORY_MS = 10 * 60_000;

export interface CrashHistory {
  /** Times of death, in milliseconds. */
  readonly deaths: readonly number[];
  /** The ways it was run when it died, in order. */
  readonly tried: readonly RunPlan[];
}

export const noCrashes: CrashHistory = { deaths: [], tried: [] };

export type Verdict =
  { readonly do: 'again' } | { readonly do: 'stepDown'; readonly plan: RunPlan } | { readonly do: 'stop' };

/**
 * Once it is run again as it was; then each death takes it one step down: half the layers, the next backend, at last the CPU;
 * then it stays down.
 *
 * @param plan how it ran
 * @param candidates what the settings allow, best first
 * @param now milliseconds
 */
export function afterDeath(
  history: CrashHistory,
  plan: RunPlan,
  candidates: readonly Backend[],
  now: number,
): { readonly history: CrashHistory; readonly verdict: Verdict } {
  const recent = history.deaths.every((death) => now - death < MEMORY_MS) ? history : noCrashes;
  const next: CrashHistory = { deaths: [...recent.deaths, now], tried: [...recent.tried, plan] };
  if (recent.deaths.length === 0) return { history: next, verdict: { do: 'again' } };
  const lower = stepDown(plan, candidates);
  return { history: next, verdict: lower === undefined ? { do: 'stop' } : { do: 'stepDown', plan: lower } };
}

function stepDown({ backend, layerShare }: RunPlan, candidates: readonly Backend[]): RunPlan | undefined {
  if (backend === 'cpu') return undefined;
  if (layerShare === 1) return { backend, layerShare: 0.5 };
  const below = candidates[candidates.indexOf(backend) + 1];
  return below === undefined ? undefined : { backend: below, layerShare: 1 };
}
