/** Steps of a program of which one variable is asked for at the end. */

const SETS = (name: string) =>
  new RegExp(`\`${name}\` (?:is set to|is the list|is the text|is|becomes|stays|=) (.*)$`, 's');

/** What a step sets the variable to, by the last value in the sentence about it. */
function setIn(step: string, name: string): string | undefined {
  const at = step.lastIndexOf(`\`${name}\` `);
  const found = at < 0 ? undefined : SETS(name).exec(step.slice(at));
  // Two that are swapped are said in one sentence.
  const words = found?.[1]?.replace(/ and `.*$/s, '').replace(/\.$/, '');
  return words?.split(/ = |, so |(?<=followed by .*): /).at(-1);
}

/**
 * Each step that sets the variable says so in words that nothing else has: its value is then looked up behind them, and not
 * among all the values that were "set to" something.
 */
export function askedFor(steps: readonly string[], name: string, value: string): string[] {
  const sets = steps.map((step) => setIn(step, name));
  const end = `At the end \`${name}\` is ${value}.`;
  if (sets.findLast((set) => set !== undefined) !== value) return [...steps, end];
  return [...steps.map((step, i) => (sets[i] === undefined ? step : `${step} Asked: \`${name}\` = ${sets[i]}.`)), end];
}

/** In a later question: first the words that set it last, so that the value is read where it stands and not guessed among all the others. */
export function endStep(steps: readonly string[], name: string, value: string): string {
  const end = `At the end \`${name}\` is ${value}.`;
  const set = lastSet(steps, name, value);
  return set === undefined ? end : `Last set: ${set} ${end}`;
}

function lastSet(steps: readonly string[], name: string, value: string): string | undefined {
  for (const step of steps.toReversed()) {
    const at = step.search(
      new RegExp(`\`${name}\` (?:is|becomes|stays|=) (?![^.]*\`${name}\` (?:is|becomes|stays|=) )`),
    );
    if (at < 0) continue;
    const words = step.slice(at);
    // Two that are swapped are said in one sentence.
    const own = words.replace(/ and `.*$/s, '.');
    return own.endsWith(` ${value}.`) ? own : undefined;
  }
  return undefined;
}
