/** Drawing took longer than it may, or more than it may. */
export class DrawingTooLong extends Error {
  override readonly name = 'DrawingTooLong';
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** What loops of layouts and drawings come by. */
const watched = (): readonly (readonly [object, readonly string[]])[] => [
  [Document.prototype, ['createElement', 'createElementNS']],
  [Element.prototype, ['setAttribute', 'getAttribute', 'querySelectorAll', 'getBoundingClientRect']],
  [Node.prototype, ['insertBefore', 'appendChild']],
  [SVGGraphicsElement.prototype, ['getBBox']],
  [Array.prototype, ['push', 'map', 'forEach', 'filter', 'concat', 'slice']],
  [Map.prototype, ['get', 'set']],
  [Math, ['abs', 'floor', 'max', 'min', 'sqrt']],
];

/** Looking at the clock takes longer than most of these calls. */
const CALLS_PER_LOOK = 256;
/** Elements; memory would end before the time does. */
const LONGEST_LIST = 1_000_000;

/**
 * Runs `draw`, and ends it with `DrawingTooLong` soon after `ms`. A script cannot be interrupted from outside, so what every
 * loop of Mermaid's calls looks at the clock meanwhile. A loop that calls none of it goes on until the host closes the page.
 */
export async function withDeadline<T>(ms: number, draw: () => Promise<T>): Promise<T> {
  const end = performance.now() + ms;
  let calls = 0;
  const isOver = () => performance.now() > end;
  const restore = watched().flatMap(([holder, names]) => {
    const methods = holder as Record<string, Method>;
    return names.map((name) => {
      const original = methods[name] as Method;
      const isGrowing = name === 'push';
      methods[name] = function (...args) {
        if (++calls % CALLS_PER_LOOK === 0 && isOver()) throw new DrawingTooLong();
        if (isGrowing && (this as unknown[]).length > LONGEST_LIST) throw new DrawingTooLong();
        return original.apply(this, args);
      };
      return () => (methods[name] = original);
    });
  });
  try {
    const drawn = await draw();
    // Mermaid may have taken the error for one of its own.
    if (isOver()) throw new DrawingTooLong();
    return drawn;
  } finally {
    for (const undo of restore) undo();
  }
}
