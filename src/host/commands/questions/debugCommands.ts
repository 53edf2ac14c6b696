import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Snippet } from '../../../reasoning/questions/explain.ts';
import { frameQuestion, valueQuestion, type FrameVariable, type Stop } from '../../../reasoning/questions/frame.ts';
import { askAbout } from '../../questions/askAbout.ts';
import { gatherContext } from '../../editor/context/gatherContext.ts';
import { frameCode, stoppedFrame, stopOf, type FrameInMenu, type StoppedFrame } from '../../editor/debug/debugFrame.ts';
import type { TerminalScreen } from '../../editor/terminal/terminalScreen.ts';
import { askInPanel, settingsHere, type AskParts } from './askInPanel.ts';

/** What the menu of the call stack passes about a frame. */
const frameArgument = v.object({
  sessionId: v.string(),
  threadId: v.pipe(v.string(), v.regex(/:\d+$/)),
  frameName: v.string(),
  frameLocation: v.object({ range: v.object({ startLineNumber: v.number() }) }),
});

/** Characters of an exception that are read. */
const LONGEST_EXCEPTION = 10_000;

/** What the menu of the variables passes. */
const variableArgument = v.object({ variable: v.object({ name: v.string(), value: v.string() }) });

/** Explain This Frame: the frame of the menu, else the one the call stack shows. */
export async function explainFrame(parts: AskParts, screen: TerminalScreen, given?: unknown): Promise<void> {
  const { success, output } = v.safeParse(frameArgument, given);
  const at = await stoppedFrame(success ? inMenu(output) : undefined);
  if (at === undefined) {
    sayNothingStopped();
    return;
  }
  const stop = await stopShown(at, screen);
  await askAboutFrame(parts, at, (sent) => frameQuestion(stop, sent));
}

/** Why Is This Value…?: the variable of the menu, else the one under the cursor, else one that is chosen. */
export async function explainValue(parts: AskParts, screen: TerminalScreen, given?: unknown): Promise<void> {
  const { success, output } = v.safeParse(variableArgument, given);
  const at = await stoppedFrame();
  if (at === undefined) {
    sayNothingStopped();
    return;
  }
  const stop = await stopShown(at, screen);
  const variable = success ? output.variable : (underCursor(stop) ?? (await choose(stop)));
  if (variable !== undefined) await askAboutFrame(parts, at, (sent) => valueQuestion(variable, stop, sent));
}

/** Assertion libraries color the messages of what they throw. */
async function stopShown(at: StoppedFrame, screen: TerminalScreen): Promise<Stop> {
  const stop = await stopOf(at);
  if (stop.exception === undefined) return stop;
  const [exception = ''] = await screen.show([stop.exception.slice(0, LONGEST_EXCEPTION)]);
  return { ...stop, exception };
}

function askAboutFrame(parts: AskParts, at: StoppedFrame, words: (sent: Snippet) => string): Promise<void> {
  return askInPanel(parts, async () => {
    const code = await frameCode(at);
    if (code === undefined) {
      return vscode.l10n.t(
        'The source of frame "{0}" is not available. Choose a frame of your own code in the Call Stack, then try again.',
        at.frame.name,
      );
    }
    const { document, snippet } = code;
    return askAbout(parts.engine, snippet, settingsHere(parts), words, () => gatherContext(document, snippet.parts));
  });
}

function sayNothingStopped(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The debugger is not paused. Pause at a breakpoint and choose a frame in the Call Stack, then try again.',
    ),
  );
}

function underCursor({ variables }: Stop): FrameVariable | undefined {
  const editor = vscode.window.activeTextEditor;
  const range = editor?.document.getWordRangeAtPosition(editor.selection.active);
  const word = range && editor?.document.getText(range);
  return variables.find(({ name }) => name === word);
}

async function choose({ variables }: Stop): Promise<FrameVariable | undefined> {
  if (variables.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The debugger lists no variables here. Choose another frame in the Call Stack, then try again.'),
    );
    return undefined;
  }
  const items = variables.map((variable) => ({ label: variable.name, description: variable.value, variable }));
  const title = vscode.l10n.t('Why Is This Value…?');
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('A variable of the frame that is shown'),
    matchOnDescription: true,
  });
  return picked?.variable;
}

function inMenu({ sessionId, threadId, frameName, frameLocation }: v.InferOutput<typeof frameArgument>): FrameInMenu {
  return {
    sessionId,
    threadId: Number(threadId.slice(threadId.lastIndexOf(':') + 1)),
    name: frameName,
    line: frameLocation.range.startLineNumber,
  };
}
