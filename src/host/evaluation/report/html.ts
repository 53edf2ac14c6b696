import { STYLE } from './style.ts';

/** Text of others in HTML: nothing in it is markup. */
export const escaped = (text: string): string => text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What the page may do: show its own style sheet. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;

interface Page {
  readonly title: string;
  /** Below the title. */
  readonly lead: string;
  /** HTML. */
  readonly body: string;
  /** BCP 47. */
  readonly language: string;
}

/** A whole document: no script, nothing from the network. */
export const page = ({ title, lead, body, language }: Page): string => `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p class="soft">${escaped(lead)}</p>
${body}
</main>
</body>
</html>
`;

/** Names and values. */
export function facts(all: readonly (readonly [string, string])[]): string {
  const rows = all.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`);
  return `<dl>${rows.join('\n')}</dl>`;
}
