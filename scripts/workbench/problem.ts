/** Something a person can mend: one sentence that says what is wrong, one that says what to do next. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(what: string, next: string) {
    super(`${what} ${next}`);
  }
}

/** Runs a script's `main`. A {@link Problem} ends it with that text alone; anything else shows its stack. */
export async function runScript(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    process.exitCode = 1;
  }
}
