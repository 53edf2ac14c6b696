import { vi } from 'vitest';

/** Resolves when `check` no longer throws; a second, which vitest gives, is not enough for a busy machine. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 15_000 });
