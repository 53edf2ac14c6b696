/** How long the native calls on the model take that run now. */

/** When each began, of `performance.now()`. */
const running = new Set<{ readonly since: number }>();

/** Counts `call` as running until it settles. Gives it back. */
export function counted<T>(call: Promise<T>): Promise<T> {
  const entry = { since: performance.now() };
  running.add(entry);
  const done = () => void running.delete(entry);
  call.then(done, done);
  return call;
}

/** Milliseconds since the native call began that runs longest; nothing when none runs. */
export function stepAge(now: number): { readonly stepMs?: number } {
  if (running.size === 0) return {};
  return { stepMs: now - Math.min(...[...running].map(({ since }) => since)) };
}
