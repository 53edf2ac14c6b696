import type * as vscode from 'vscode';
import type { Problem } from '../../../reasoning/questions/problem.ts';
import type { TerminalCommands } from '../../editor/terminal/terminalCommands.ts';
import type { TerminalScreen } from '../../editor/terminal/terminalScreen.ts';
import type { BeyondDemo } from '../../models/demoAbilities.ts';
import type { AskParts } from './askInPanel.ts';
import { mayAsk, type Agreed } from './beyondDemo.ts';
import { explainChanges, type ChangeArguments } from './changeCommand.ts';
import { explainFrame, explainValue } from './debugCommands.ts';
import { explainAgain, type AnswerDocuments } from './explainAgain.ts';
import { explainCode, traceValues, type LinesAt } from './explainCommand.ts';
import { explainNotebookCell } from './notebookCommand.ts';
import { explainProblem, suggestFix } from './problemCommands.ts';
import type { PromptDocument } from './showPrompt.ts';
import { explainTestFailure, type FailedTest } from './testFailureCommand.ts';
import { explainLastCommand, explainTerminalSelection } from './terminalCommand.ts';

/** What the question commands keep while the window is open. */
export interface QuestionState {
  readonly prompt: PromptDocument;
  readonly answers: AnswerDocuments;
  readonly terminals: TerminalCommands;
  readonly screen: TerminalScreen;
  readonly agreed: Agreed;
}

/** Commands that ask about what is on screen. */
export function questionCommands(parts: AskParts, { prompt, answers, terminals, screen, agreed }: QuestionState) {
  const beyondDemo = async (kind: BeyondDemo, ask: () => Promise<void>) => {
    if (await mayAsk(kind, agreed)) await ask();
  };
  return {
    explainStepByStep: (at?: LinesAt) => explainCode(parts, at),
    traceValues: () => traceValues(parts),
    explainAgain: (id?: unknown) => explainAgain({ ...parts, answers }, id),
    explainProblem: (uri?: vscode.Uri, problem?: Problem) => explainProblem(parts, agreed, uri, problem),
    suggestFix: (uri?: vscode.Uri, problem?: Problem) => suggestFix(parts, agreed, uri, problem),
    explainCell: (cell?: vscode.NotebookCell) => explainNotebookCell(parts, screen, cell),
    explainTerminalSelection: () => beyondDemo('terminal', () => explainTerminalSelection(parts, screen)),
    explainLastCommand: () => beyondDemo('terminal', () => explainLastCommand(parts, screen, terminals)),
    explainFrame: (source?: unknown, frame?: unknown) =>
      beyondDemo('debugger', () => explainFrame(parts, screen, frame ?? source)),
    explainValue: (variable?: unknown) => beyondDemo('debugger', () => explainValue(parts, screen, variable)),
    explainTestFailure: (failed?: FailedTest) =>
      beyondDemo('testFailure', () => explainTestFailure(parts, screen, failed)),
    explainChanges: (...given: ChangeArguments) => beyondDemo('changes', () => explainChanges(parts, ...given)),
    showPrompt: () => prompt.show(),
  };
}
