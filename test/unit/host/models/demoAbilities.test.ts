import { describe, expect, it } from 'vitest';
import { bug } from '../../../../scripts/demo-model/gen/bugs.ts';
import { Rng } from '../../../../scripts/demo-model/gen/rng.ts';
import { isProblemOfDemo } from '../../../../src/host/models/demoAbilities.ts';

describe('the problems that the demo model is asked about', () => {
  it('are those of its training', () => {
    const r = new Rng(3, 'train');
    const messages = Array.from(
      { length: 400 },
      () =>
        /^(?:Why is this an error|How do I fix this error) in \S+ \(line \d+\)\? (.*) \(ts \d+\)$/m.exec(bug(r).q)?.[1],
    );
    const asked = messages.filter((message) => message !== undefined);
    expect(asked.length).toBeGreaterThan(50);
    for (const message of asked) expect(isProblemOfDemo(message), message).toBe(true);
  });

  it.each([
    "Type '{ a: number; }' is not assignable to type 'Order'.\n  Property 'b' is missing in type '{ a: number; }'.",
    "Type 'string | undefined' is not assignable to type 'string'.",
    'Expected 3 arguments, but got 1.',
    "Cannot find name 'describe'. Do you need to install type definitions for a test runner?",
    '"pric" is not defined',
    "Property 'x' does not exist on type 'Y'.",
  ])('are not others with the same number, nor of another kind: %s', (message) => {
    expect(isProblemOfDemo(message)).toBe(false);
  });
});
