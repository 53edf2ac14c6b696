import { setImmediate } from 'node:timers/promises';
import { checkInParts, nextPart } from '../../../reasoning/checks/checkStep.ts';
import type { CheckContext } from '../../../reasoning/checks/types.ts';

/** Milliseconds of checks at a stretch. A single part may take a few more. */
const STRETCH = 6;

/** How many statements of a text a check finds wrong. Everything else in the process has its turn while a long one is checked. */
export async function failedChecks(text: string, context: CheckContext): Promise<number> {
  const parts = checkInParts(text, context);
  let failed = 0;
  let end = performance.now() + STRETCH;
  for (let part = nextPart(parts, console.error); part !== undefined; part = nextPart(parts, console.error)) {
    failed += part.filter(({ verdict }) => verdict === 'false').length;
    if (performance.now() < end) continue;
    await setImmediate();
    end = performance.now() + STRETCH;
  }
  return failed;
}
