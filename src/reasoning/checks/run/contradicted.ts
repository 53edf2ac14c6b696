/** What a run contradicts, as far as other parts of the answer can be seen to use it. */
import type { RunDifference, RunView } from '../../../protocol/runView.ts';

/** A test that went the other way is no value that something is calculated with. */
const isValue = ({ subject, stated }: RunDifference): boolean =>
  !/^(?:true|false)$/i.test(stated) || /^[\p{L}\p{N}_$.]*$/u.test(subject);

/** The values of a step (-1: the final answer) that a run contradicts. */
export const contradictedIn = (run: RunView, step: number): string[] =>
  differencesOf(run, step)
    .filter(isValue)
    .map(({ stated }) => stated);

/** The values of a step that a run bears out. */
export const agreedIn = (run: RunView, step: number): string[] =>
  run.steps.find((candidate) => candidate.step === step)?.agrees.map(({ value }) => value) ?? [];

/** The last step that states what the final answer states, where a run contradicts both. */
export function stepOfAnswer(run: RunView): number | undefined {
  const stated = contradictedIn(run, -1).map(bare);
  if (stated.length === 0) return undefined;
  return run.steps.findLast(
    ({ step }) => step >= 0 && contradictedIn(run, step).some((value) => stated.includes(bare(value))),
  )?.step;
}

const differencesOf = (run: RunView, step: number): readonly RunDifference[] =>
  run.steps.find((candidate) => candidate.step === step)?.differs ?? [];

/** Without what an answer may leave out: quotation marks, marks of code, spaces in a list. */
const bare = (value: string): string => value.replace(/[\s'"`]+/g, '').toLowerCase();
