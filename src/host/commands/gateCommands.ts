import type * as vscode from 'vscode';
import type { Problem } from '../../reasoning/gates/problem.ts';
import type { GateParts } from './askInPanel.ts';
import { explainCode, traceValues } from './explainCommand.ts';
import type { FixReview } from './fixReview.ts';
import { explainNotebookCell } from './notebookCommand.ts';
import type { PromptDocument } from './showPrompt.ts';
import { explainProblem, suggestFix } from './problemCommands.ts';

/** The gates: commands that ask about what is on screen. */
export function gateCommands(parts: GateParts, fixes: FixReview, prompt: PromptDocument) {
  return {
    explainStepByStep: () => explainCode(parts),
    traceValues: () => traceValues(parts),
    explainProblem: (uri?: vscode.Uri, problem?: Problem) => explainProblem(parts, uri, problem),
    suggestFix: (uri?: vscode.Uri, problem?: Problem) => suggestFix(parts, uri, problem),
    acceptFix: () => fixes.accept(),
    discardFix: () => fixes.discard(),
    showPrompt: () => prompt.show(),
    explainCell: (cell?: vscode.NotebookCell) => explainNotebookCell(parts, cell),
  };
}
