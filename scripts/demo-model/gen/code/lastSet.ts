/** The step that says what a variable is at the end. */

/** First the words that set it last, so that the value is read where it stands and not guessed among all the others. */
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
