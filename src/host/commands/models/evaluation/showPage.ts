import * as vscode from 'vscode';
import { EDITOR } from '../../../platform/names.ts';
import type { CommandParts } from '../../commandParts.ts';

/** Shows a page without scripts, which loads nothing. @param html the whole document */
export function showPage({ extension }: Pick<CommandParts, 'extension'>, title: string, html: string): void {
  const panel = vscode.window.createWebviewPanel(EDITOR.evaluation, title, vscode.ViewColumn.Active, {
    enableScripts: false,
    localResourceRoots: [],
  });
  panel.iconPath = vscode.Uri.joinPath(extension.extensionUri, 'media', 'icon.png');
  panel.webview.html = html;
}
