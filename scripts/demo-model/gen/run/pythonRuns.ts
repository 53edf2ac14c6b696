/** The Python programs drawn so far; `python.ts` runs them all at once. */
export const pythonRuns: { code: string; output: string }[] = [];
