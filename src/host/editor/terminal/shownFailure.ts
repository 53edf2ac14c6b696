import type * as vscode from 'vscode';
import { spelledControls, trimmedLines } from '../../../reasoning/questions/controls.ts';
import type { TestFailure } from '../../../reasoning/questions/testFailure.ts';
import type { TerminalScreen } from './terminalScreen.ts';

/** Characters of each text that are read. */
const LONGEST = 64 * 1024;

type Said = Pick<vscode.TestMessage, 'message' | 'expectedOutput' | 'actualOutput'>;

/**
 * What a failed test said, as a terminal shows it. Two outputs that look the same there differ in their control characters,
 * which are spelled out then.
 */
export async function shownFailure(
  screen: Pick<TerminalScreen, 'show'>,
  { message, expectedOutput, actualOutput }: Said,
): Promise<Pick<TestFailure, 'message' | 'expected' | 'actual'>> {
  const text = (typeof message === 'string' ? message : message.value).slice(0, LONGEST);
  if (expectedOutput === undefined || actualOutput === undefined) {
    const [shown = ''] = await screen.show([text]);
    return { message: trimmedLines(shown) };
  }
  const outputs = [expectedOutput, actualOutput].map((output) => output.slice(0, LONGEST));
  const [shown = '', expected = '', actual = ''] = await screen.show([text, ...outputs]);
  if (expected === actual && expectedOutput !== actualOutput) {
    return {
      message: trimmedLines(shown),
      expected: spelledControls(expectedOutput),
      actual: spelledControls(actualOutput),
    };
  }
  return { message: trimmedLines(shown), expected, actual };
}
