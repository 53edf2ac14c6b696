import type * as vscode from 'vscode';
import {
  hasControls,
  losesText,
  spelledControls,
  trimmedLines,
  withoutColors,
} from '../../../reasoning/questions/controls.ts';
import type { TestFailure } from '../../../reasoning/questions/testFailure.ts';
import type { TerminalScreen } from './terminalScreen.ts';

/** Characters of each text that are read. */
const LONGEST = 64 * 1024;

type Said = Pick<vscode.TestMessage, 'message' | 'expectedOutput' | 'actualOutput'>;

/**
 * What a failed test said, as a terminal shows it. Two outputs that look the same there differ in their control characters,
 * which are spelled out then, as they are where a terminal would swallow text.
 */
export async function shownFailure(
  screen: Pick<TerminalScreen, 'show'>,
  { message, expectedOutput, actualOutput }: Said,
): Promise<Pick<TestFailure, 'message' | 'expected' | 'actual'>> {
  const text = readable(typeof message === 'string' ? message : message.value);
  if (expectedOutput === undefined || actualOutput === undefined) {
    const [shown = ''] = await screen.show([text]);
    return { message: trimmedLines(shown) };
  }
  const outputs = [expectedOutput, actualOutput].map(readable);
  const [shown = '', ...read] = await screen.show([text, ...outputs]);
  // A screen has no line breaks at its end, and one kind of them: where one output went there, the other is read so, too.
  const [expected = '', actual = ''] = outputs.some(hasControls) ? read.map(asOnScreen) : read;
  if (expected === actual && expectedOutput !== actualOutput) {
    return {
      message: trimmedLines(shown),
      expected: spelledControls(expectedOutput),
      actual: spelledControls(actualOutput),
    };
  }
  return { message: trimmedLines(shown), expected, actual };
}

function readable(text: string): string {
  const read = text.slice(0, LONGEST);
  return losesText(read) ? spelledControls(read) : withoutColors(read);
}

const asOnScreen = (text: string): string => text.replaceAll('\r\n', '\n').replace(/\n+$/, '');
