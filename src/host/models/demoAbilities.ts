/** What the demo model was trained on, beyond chat, explaining and tracing: its generator is `scripts/demo-model/gen`. */

/** Errors of TypeScript that it explains and mends, as an editor gives them. */
const PROBLEMS = ['ts 2304', 'ts 2322', 'ts 2355', 'ts 2552', 'ts 2554', 'ts 2588'];

/** Kinds of question that only a larger model answers. */
export type BeyondDemo = 'debugger' | 'changes' | 'testFailure' | 'terminal' | 'problem';

/** @param code tool and number of a problem, e.g. `ts 2322` */
export const isProblemOfDemo = (code: string): boolean => PROBLEMS.includes(code);
