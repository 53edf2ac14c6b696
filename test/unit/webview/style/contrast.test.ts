import { globSync, readFileSync } from 'node:fs';
import postcss from 'postcss';
import { describe, expect, it } from 'vitest';

/** Colors that VS Code gives a page. The second background is that of a question. */
const THEMES = [
  {
    name: 'Light Modern',
    body: 'vscode-light',
    least: 4.5,
    colors: { foreground: '#3b3b3b', descriptionForeground: '#3b3b3b', errorForeground: '#f85149', input: '#ffffff' },
    backgrounds: ['#f8f8f8', '#ffffff'],
  },
  {
    name: 'Light 2026',
    body: 'vscode-light',
    least: 4.5,
    colors: { foreground: '#202020', descriptionForeground: '#606060', errorForeground: '#ad0707', input: '#ffffff' },
    backgrounds: ['#fafafd', '#e8f0f9'],
  },
  {
    name: 'Light+',
    body: 'vscode-light',
    least: 4.5,
    colors: { foreground: '#616161', descriptionForeground: '#717171', errorForeground: '#a1260d', input: '#ffffff' },
    backgrounds: ['#f3f3f3'],
  },
  {
    name: 'Dark Modern',
    body: 'vscode-dark',
    least: 4.5,
    colors: { foreground: '#cccccc', descriptionForeground: '#9d9d9d', errorForeground: '#f85149', input: '#313131' },
    backgrounds: ['#181818', '#1f1f1f'],
  },
  {
    name: 'Dark 2026',
    body: 'vscode-dark',
    least: 4.5,
    colors: { foreground: '#bfbfbf', descriptionForeground: '#8c8c8c', errorForeground: '#f48771', input: '#191a1b' },
    backgrounds: ['#191a1b', '#2a2b2c'],
  },
  {
    name: 'High Contrast',
    body: 'vscode-high-contrast',
    least: 7,
    colors: { foreground: '#ffffff', descriptionForeground: '#b3b3b3', errorForeground: '#f48771', input: '#000000' },
    backgrounds: ['#000000'],
  },
  {
    name: 'Light High Contrast',
    body: 'vscode-high-contrast-light',
    least: 7,
    colors: { foreground: '#292929', descriptionForeground: '#696969', errorForeground: '#b5200d', input: '#ffffff' },
    backgrounds: ['#ffffff'],
  },
] as const;
type Theme = (typeof THEMES)[number];
type Rgb = readonly number[];

const STYLE = new URL('../../../../src/webview/style/base.css', import.meta.url);

/** The panel's own properties under a theme, later rules first. */
function propertiesOf({ body, colors }: Theme): Map<string, string> {
  const properties = new Map<string, string>([
    ['--vscode-foreground', colors.foreground],
    ['--vscode-descriptionForeground', colors.descriptionForeground],
    ['--vscode-errorForeground', colors.errorForeground],
    ['--vscode-input-foreground', colors.foreground],
    ['--vscode-input-background', colors.input],
  ]);
  postcss.parse(readFileSync(STYLE, 'utf8')).walkRules((rule) => {
    if (!['body', `body.${body}`].includes(rule.selector)) return;
    rule.walkDecls(/^--/, ({ prop, value }) => void properties.set(prop, value));
  });
  return properties;
}

function color(value: string, properties: Map<string, string>): Rgb {
  const name = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  if (name !== undefined) return color(properties.get(name) ?? '', properties);
  const mix = /^color-mix\(in srgb, (.+) (\d+)%, (.+)\)$/.exec(value);
  if (mix) {
    const part = Number(mix[2]) / 100;
    const other = color(mix[3] ?? '', properties);
    return color(mix[1] ?? '', properties).map((channel, index) => channel * part + (other[index] ?? 0) * (1 - part));
  }
  const hex = { white: '#ffffff', black: '#000000' }[value] ?? value;
  if (!/^#[\da-f]{6}$/.test(hex)) throw new Error(`No color: ${value}`);
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
}

/** WCAG 2.2, relative luminance. */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(THEMES)('$name', (theme) => {
  const properties = propertiesOf(theme);
  it.each(['--wrong', '--quiet'])('%s can be read on every background', (name) => {
    for (const background of theme.backgrounds) {
      const ratio = contrast(color(`var(${name})`, properties), color(background, properties));
      expect(ratio, `on ${background}`).toBeGreaterThanOrEqual(theme.least);
    }
  });

  it('--hint can be read in an input', () => {
    const ratio = contrast(color('var(--hint)', properties), color(theme.colors.input, properties));
    expect(ratio).toBeGreaterThanOrEqual(theme.least);
  });
});

it("no style takes the themes' pale colors itself", () => {
  const root = new URL('../../../../src/webview/', import.meta.url);
  for (const file of globSync('**/*.css', { cwd: root })) {
    if (file === 'style/base.css' || file.startsWith('diagram/')) continue;
    postcss.parse(readFileSync(new URL(file, root), 'utf8')).walkDecls('color', ({ value }) => {
      expect(value, file).not.toMatch(/vscode-(?:description|error|input-placeholder)Foreground/);
    });
  }
});
