/** What the demo model was trained on, beyond chat, explaining and tracing: its generator is `scripts/demo-model/gen`. */

/** Messages of TypeScript that it explains and mends. The number alone says little: 2322 may be about whole objects. */
const PROBLEMS = [
  /^Cannot find name '[\w$]+'\.(?: Did you mean '[\w$]+'\?)?$/,
  /^Cannot assign to '[\w$]+' because it is a constant\.$/,
  /^Type '(?:string|number)' is not assignable to type '(?:string|number)'\.$/,
  /^A function whose declared type is neither 'undefined', 'void', nor 'any' must return a value\.$/,
  /^Expected 2 arguments, but got 1\.$/,
];

/** Kinds of question that only a larger model answers. */
export type BeyondDemo = 'debugger' | 'changes' | 'testFailure' | 'terminal' | 'problem';

/** @param message of a problem, as the editor shows it */
export const isProblemOfDemo = (message: string): boolean => PROBLEMS.some((problem) => problem.test(message.trim()));
