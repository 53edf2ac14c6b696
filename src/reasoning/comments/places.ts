import { LEXICONS } from './lexicons.ts';
import { markupLines, phpLines } from './markupLines.ts';
import {
  batchLines,
  dockerfileLines,
  iniLines,
  latexLines,
  makefileLines,
  markdownLines,
  yamlLines,
} from './plainLines.ts';
import { codeLines } from './scan.ts';
import { scriptLines } from './scriptLines.ts';

/** Where a comment goes: before a line (1-based), in a language that need not be the document's. */
export interface FoundPlace {
  readonly line: number;
  readonly language: string;
}

/** Lines that a comment may stand above the code it is about. */
const MOST_ABOVE = 60;
/** Characters; looking through more holds the window up. */
const MOST_LOOKED_AT = 2_000_000;

const BY_LINES: Readonly<Record<string, (lines: readonly string[]) => boolean[]>> = {
  bat: batchLines,
  dockerfile: dockerfileLines,
  ini: iniLines,
  latex: latexLines,
  makefile: makefileLines,
  markdown: markdownLines,
  tex: latexLines,
  yaml: yamlLines,
};
const SCRIPTS = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];
const MARKUP = ['html', 'svelte', 'vue', 'xml'];

/**
 * The nearest line at or above `line` (1-based) before which a comment is one and changes nothing: a text in quotes, a
 * template, an element of JSX, a fence or the rest of a line above gets it before its beginning. At the top of a file it
 * may have to go below what must come first. `undefined` where there is none near.
 */
export function commentPlace(lines: readonly string[], language: string, line: number): FoundPlace | undefined {
  const text = lines.join('\n');
  if (text.length > MOST_LOOKED_AT) return undefined;
  const found = linesForComments(text, language);
  const first = found.slice(0, line).findLastIndex((place) => place !== undefined);
  const at = first >= 0 && line - 1 - first <= MOST_ABOVE ? first : first < 0 ? firstBelow(found, line) : -1;
  const place = found[at];
  return place === undefined ? undefined : { line: at + 1, language: place };
}

/** Only what stands at the top of a file is passed. */
function firstBelow(found: readonly (string | undefined)[], line: number): number {
  return line > 5 ? -1 : found.findIndex((place, i) => place !== undefined && i < line + 5);
}

/** For each line the language whose comment may stand before it. */
function linesForComments(text: string, language: string): (string | undefined)[] {
  const lines = text.split('\n');
  const found = MARKUP.includes(language)
    ? markupLines(text, language, linesForComments)
    : language === 'php'
      ? phpLines(text, (code) => inCode(code, 'php'))
      : own(text, lines, language).map((isPlace) => (isPlace ? language : undefined));
  return found.map((place, i) => (mustStay(lines, i, language) ? undefined : place));
}

function own(text: string, lines: readonly string[], language: string): readonly boolean[] {
  const byLines = Object.hasOwn(BY_LINES, language) ? BY_LINES[language] : undefined;
  if (byLines !== undefined) return byLines(lines);
  return SCRIPTS.includes(language) ? scriptLines(text, language) : inCode(text, language);
}

/** Where every lexicon of the language finds code. */
function inCode(text: string, language: string): readonly boolean[] {
  const [first = [], ...more] = (Object.hasOwn(LEXICONS, language) ? (LEXICONS[language] ?? []) : []).map((lexicon) =>
    codeLines(text, lexicon),
  );
  return first.map((isCode, i) => isCode && more.every((lines) => lines[i] === true));
}

/** Whether something reads the line `i` (0-based) only where it stands. */
function mustStay(lines: readonly string[], i: number, language: string): boolean {
  if (
    i === 0 &&
    /^(?:#!|<\?xml\b|<!doctype\b|@charset\b|#cloud-config|%&|\/\/ swift-tools-version|#lang\b)/i.test(lines[0] ?? '')
  ) {
    return true;
  }
  // A comment in the first two lines names the encoding.
  if (i < 2 && lines.slice(i, 2).some((line) => /^[ \t\f]*[#%;].*?coding[:=]/.test(line))) return true;
  if (language === 'dockerfile') {
    return lines.slice(0, i + 1).every((line) => /^#\s*[a-z]\w*\s*=/i.test(line));
  }
  if (SCRIPTS.includes(language)) return i === 0 && /^\s*\/\*/.test(lines[0] ?? '');
  return language === 'go' && isBeforeC(lines, i);
}

/** Go hands the comment before `import "C"` to a compiler of C. */
function isBeforeC(lines: readonly string[], i: number): boolean {
  const at = lines.findIndex((line) => /^\s*(?:import\s+)?(?:_\s+)?["`]C["`]/.test(line));
  if (at < i) return false;
  const between = lines.slice(i, at);
  return /^(?:\s*(?:\/\/[^\n]*(?:\n|$)|\/\*(?:(?!\*\/)[^])*\*\/|import\s*\())*\s*$/.test(between.join('\n'));
}
