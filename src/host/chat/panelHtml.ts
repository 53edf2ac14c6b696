import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The page of the chat panel: nothing but our own script, style and font may load, and nothing may connect anywhere. */
export function panelHtml(webview: vscode.Webview, dist: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.css')).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  // A data block: nothing of it runs, and `<` in it could not end it.
  const translation = vscode.l10n.bundle && { language: vscode.env.language, sentences: vscode.l10n.bundle };
  const words = translation === undefined ? '' : JSON.stringify(translation).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <link rel="stylesheet" href="${style}" />
    <title>Cerebrum</title>
  </head>
  <body>
    <div id="app"></div>
    <script type="application/json" id="l10n">${words}</script>
    <script type="module" nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}
