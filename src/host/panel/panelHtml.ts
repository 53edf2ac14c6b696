import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { panelPage } from './panelPage.ts';

/** The panel's page for `webview`, with the files in `dist` and the words of the user's language. */
export function panelHtml(webview: vscode.Webview, dist: vscode.Uri): string {
  const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, file)).toString();
  return panelPage({
    nonce: randomBytes(16).toString('base64'),
    source: webview.cspSource,
    script: address('webview.js'),
    style: address('webview.css'),
    language: vscode.env.language,
    sentences: vscode.l10n.bundle,
  });
}
