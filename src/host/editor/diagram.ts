import { EDITOR } from '../platform/names.ts';
import { keptDiagram } from '../../protocol/diagram.ts';
import type { ShowDiagram } from '../../protocol/diagram.ts';
import { fromDiagram } from '../../protocol/diagram.ts';
import { diagramPage } from './diagramPage.ts';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';

/** Milliseconds; the page itself gives up earlier, unless a script in it never ends. */
const CLOSE_AFTER_MS = 15_000;

/** Shows Mermaid source as a diagram beside the editor, drawn in a page of its own that may load nothing from anywhere. */
export async function showDiagram(code: string, dist: vscode.Uri): Promise<void> {
  const title = vscode.l10n.t('Diagram');
  const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false };
  await fill(vscode.window.createWebviewPanel(EDITOR.diagram, title, place), { type: 'show', code, draw: true }, dist);
}

/** Fills the editor of a diagram again after a reload of the window. A diagram that was still being drawn waits for a click. */
export async function bringBackDiagram(panel: vscode.WebviewPanel, state: unknown, dist: vscode.Uri): Promise<void> {
  const kept = v.safeParse(keptDiagram, state);
  if (!kept.success) {
    panel.dispose();
    return;
  }
  await fill(panel, { type: 'show', code: kept.output.code, draw: !kept.output.isDrawing }, dist);
}

async function fill(panel: vscode.WebviewPanel, shown: ShowDiagram, dist: vscode.Uri): Promise<void> {
  const { webview } = panel;
  const files = vscode.Uri.joinPath(dist, 'diagram');
  let timer: NodeJS.Timeout | undefined;
  const subscriptions = [
    webview.onDidReceiveMessage((received: unknown) => {
      const message = v.safeParse(fromDiagram, received);
      if (!message.success) return;
      clearTimeout(timer);
      if (message.output.type === 'ready') void webview.postMessage(shown);
      if (message.output.type === 'drawing') timer = setTimeout(() => void giveUp(panel, shown.code), CLOSE_AFTER_MS);
    }),
    panel.onDidDispose(() => {
      clearTimeout(timer);
      vscode.Disposable.from(...subscriptions).dispose();
    }),
  ];
  panel.iconPath = vscode.Uri.joinPath(dist, '..', 'media', 'icon.png');
  webview.options = { enableScripts: true, localResourceRoots: [files] };
  const css = await readFile(join(files.fsPath, 'diagram.css'), 'utf8');
  webview.html = diagramPage({
    nonce: randomBytes(16).toString('base64'),
    script: webview.asWebviewUri(vscode.Uri.joinPath(files, 'diagram.js')).toString(),
    css,
    language: vscode.env.language,
    sentences: vscode.l10n.bundle,
  });
}

/** A page that is busy for good ends with its editor. */
async function giveUp(panel: vscode.WebviewPanel, content: string): Promise<void> {
  panel.dispose();
  const open = vscode.l10n.t('Show Source');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('The diagram was closed: drawing did not end.'),
    open,
  );
  if (chosen === open) await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
}
