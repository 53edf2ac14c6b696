interface DiagramPage {
  /** Base64, new for every page: only the script with it runs, and what that imports. */
  readonly nonce: string;
  readonly script: string;
  /** The style sheet itself: the page may load none. */
  readonly css: string;
  /** BCP 47. */
  readonly language: string;
  /** English sentences and what they are in `language`; none: English. */
  readonly sentences?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The page of a diagram. It may load our own scripts and nothing else, from nowhere: whatever a diagram names, no image, style,
 * font or frame is asked for. Drawings need styles of their own, so inline ones count; what those would load is forbidden.
 */
export function diagramPage({ nonce, script, css, language, sentences }: DiagramPage): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'unsafe-inline'`,
    `img-src 'none'`,
    `font-src 'none'`,
    `connect-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  // A data block: nothing of it runs, and no `<` in it could end it.
  const words = sentences === undefined ? '' : JSON.stringify({ language, sentences }).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${language}">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta http-equiv="x-dns-prefetch-control" content="off" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <style>${css}</style>
    <title>Cerebrum</title>
  </head>
  <body>
    <main id="app"></main>
    <script type="application/json" id="l10n">${words}</script>
    <script type="module" nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}
