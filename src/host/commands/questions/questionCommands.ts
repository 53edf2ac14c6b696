import type * as vscode from 'vscode';
import type { Problem } from '../../../reasoning/questions/problem.ts';
import type { TerminalCommands } from '../../editor/terminalCommands.ts';
import type { AskParts } from './askInPanel.ts';
import { explainChanges, type ChangeArguments } from './changeCommand.ts';
import { explainFrame, explainValue } from './debugCommands.ts';
import { explainCode, traceValues, type LinesAt } from './explainCommand.ts';
import { explainNotebookCell } from './notebookCommand.ts';
import { explainProblem, suggestFix } from './problemCommands.ts';
import type { PromptDocument } from './showPrompt.ts';
import { explainTestFailure, type FailedTest } from './testFailureCommand.ts';
import { explainLastCommand, explainTerminalSelection } from './terminalCommand.ts';

/** What the question commands keep while the window is open. */
export interface QuestionState {
  readonly prompt: PromptDocument;
  readonly terminals: TerminalCommands;
}

/** Commands that ask about what is on screen. */
export function questionCommands(parts: AskParts, { prompt, terminals }: QuestionState) {
  return {
    explainStepByStep: (at?: LinesAt) => explainCode(parts, at),
    traceValues: () => traceValues(parts),
    explainProblem: (uri?: vscode.Uri, problem?: Problem) => explainProblem(parts, uri, problem),
    suggestFix: (uri?: vscode.Uri, problem?: Problem) => suggestFix(parts, uri, problem),
    explainCell: (cell?: vscode.NotebookCell) => explainNotebookCell(parts, cell),
    explainTerminalSelection: () => explainTerminalSelection(parts),
    explainLastCommand: () => explainLastCommand(parts, terminals),
    explainFrame: (source?: unknown, frame?: unknown) => explainFrame(parts, frame ?? source),
    explainValue: (variable?: unknown) => explainValue(parts, variable),
    explainTestFailure: (failed?: FailedTest) => explainTestFailure(parts, failed),
    explainChanges: (...given: ChangeArguments) => explainChanges(parts, ...given),
    showPrompt: () => prompt.show(),
  };
}
