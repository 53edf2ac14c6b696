export interface PanelPage {
  /** Base64, new for every page: only the script with it runs. */
  readonly nonce: string;
  /** Where our own files come from, as a Content-Security-Policy source. */
  readonly source: string;
  readonly script: string;
  readonly style: string;
  /** BCP 47. */
  readonly language: string;
  /** English sentences and what they are in `language`; none: English. */
  readonly sentences?: Readonly<Record<string, unknown>> | undefined;
}

/** The page of the chat panel: nothing but our own scripts, style and font may load, and nothing may connect anywhere. */
export function panelPage({ nonce, source, script, style, language, sentences }: PanelPage): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `img-src ${source} data:`,
  ].join('; ');
  // A data block: nothing of it runs, and no `<` in it could end it.
  const words = sentences === undefined ? '' : JSON.stringify({ language, sentences }).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${language}">
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
