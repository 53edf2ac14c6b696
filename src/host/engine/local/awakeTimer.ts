/** Between two looks at the clock; milliseconds. */
const TICK_MS = 250;

/**
 * Calls `onTick` every 250 ms with how long this process was awake since the tick before. The time in which the machine
 * slept, or in which something held the event loop, counts as little: nothing could be heard in it. Gives what ends it.
 */
export function everyAwakeTick(onTick: (ms: number) => void): () => void {
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    // A busy machine ticks late; up to four ticks late is taken for that.
    const ms = Math.min(now - last, 4 * TICK_MS);
    last = now;
    onTick(ms);
  }, TICK_MS);
  return () => clearInterval(timer);
}

/** Calls `onLate` once, after `ms` of being awake. Gives what calls it off. */
export function afterAwake(ms: number, onLate: () => void): () => void {
  let waited = 0;
  const end = everyAwakeTick((tick) => {
    waited += tick;
    if (waited < ms) return;
    end();
    onLate();
  });
  return end;
}
