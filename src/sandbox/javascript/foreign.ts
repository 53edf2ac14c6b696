import type { RunObstacle } from '../../protocol/sandbox.ts';

/** Names of other environments and of what differs from run to run, by why a program that uses them is not run. */
const FOREIGN: Partial<Record<RunObstacle, string>> = {
  browser:
    'window document navigator location localStorage sessionStorage alert confirm HTMLElement Element Node Event MouseEvent ' +
    'requestAnimationFrame history screen customElements MutationObserver getComputedStyle self frames parent top',
  input: 'prompt readline',
  files: 'process Buffer __dirname __filename global Deno Bun',
  imports: 'require module exports',
  network: 'fetch XMLHttpRequest WebSocket EventSource',
  time: 'Date performance setTimeout setInterval setImmediate queueMicrotask Temporal',
  chance: 'crypto',
  locale: 'Intl',
  unsupported:
    'eval Function WebAssembly SharedArrayBuffer Atomics WeakRef FinalizationRegistry structuredClone AbortController',
};

export const FOREIGN_NAMES: ReadonlyMap<string, RunObstacle> = new Map(
  Object.entries(FOREIGN).flatMap(([why, names]) =>
    names.split(' ').map((name) => [name, why as RunObstacle] as const),
  ),
);

/** Members whose result depends on chance, the locale, or the engine. */
export const FOREIGN_MEMBERS: ReadonlyMap<string, RunObstacle> = new Map([
  ['random', 'chance'],
  ['toLocaleString', 'locale'],
  ['toLocaleDateString', 'locale'],
  ['toLocaleTimeString', 'locale'],
  ['toLocaleUpperCase', 'locale'],
  ['toLocaleLowerCase', 'locale'],
  ['localeCompare', 'locale'],
  ['stack', 'unsupported'],
]);
