import * as vscode from 'vscode';

/** Stroke and text of a gutter number on light and on dark backgrounds, high contrast included. */
const LIGHT = '#005fb8';
const DARK = '#6cb8ff';

/** The gutter's picture of a step's number, e.g. `3` in a circle; `3+` when the line has more steps. */
export function gutterNumber(label: string): vscode.DecorationRenderOptions {
  return {
    light: { gutterIconPath: circle(label, LIGHT) },
    dark: { gutterIconPath: circle(label, DARK) },
    gutterIconSize: 'contain',
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  };
}

function circle(label: string, colour: string): vscode.Uri {
  const size = label.length > 2 ? 6 : label.length > 1 ? 7.5 : 9.5;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.8" fill="none" stroke="${colour}"/>` +
    `<text x="8" y="${8 + size * 0.36}" font-family="sans-serif" font-weight="600" font-size="${size}" text-anchor="middle" fill="${colour}">${label}</text></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
}
