import type { RunLimits, RunObstacle } from '../../protocol/sandbox.ts';

/** What the worker gives to the realm, as JSON. */
export interface RealmRequest {
  readonly language: 'javascript' | 'python';
  readonly code: string;
  readonly hook: string;
  readonly names: readonly string[];
  readonly limits: RunLimits;
}

/** What the realm gives back, as JSON. `lines`: what the program told, each a JSON text. */
export interface RealmResult {
  readonly lines: readonly string[];
  /** Why what was seen may differ from another run. */
  readonly unsure?: string;
  readonly stopped?: { readonly why: RunObstacle; readonly detail?: string };
}
