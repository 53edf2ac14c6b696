import * as vscode from 'vscode';
import { showDiagram } from '../../editor/diagram.ts';
import { insertCode } from '../../editor/edits/insertCode.ts';
import type { Proposals } from '../../editor/edits/proposals.ts';
import { openExternal } from '../../platform/openExternal.ts';
import type { Handlers } from './handlers.ts';

/** Schemes that a link in an answer may open. VS Code asks the user before it does. */
const LINK = /^(https?|mailto):/i;

/** What an answer holds: text to copy, code, diagrams, links. */
export function contentHandlers(
  proposals: Proposals,
  dist: vscode.Uri,
): Handlers<'copy' | 'insertCode' | 'showDiagram' | 'openLink'> {
  return {
    copy: ({ text }) => vscode.env.clipboard.writeText(text),
    insertCode: (message) => insertCode(message, proposals),
    showDiagram: ({ code }) => showDiagram(code, dist),
    openLink: ({ href }) => LINK.test(href) && openExternal(href),
  };
}
