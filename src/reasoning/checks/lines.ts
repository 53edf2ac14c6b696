import { linesText } from '../context/lineRanges.ts';
import { surroundings } from './sentences.ts';
import type { Check, CheckContext } from './types.ts';

const LINES =
  /(?<![\w-]|\d(?:st|nd|rd|th)\s|\b(?:bus|tram|train|metro|subway|rail|ferry|number|phone|product|production|assembly|credit)\s)[Ll]ines?\s+#?(\d{1,6})(?:\s*(?:-|–|to|through|and)\s*(\d{1,6}))?(?![\w%]|\.\d|\s*[-+*/=<>]\s*\d)/g;
const QUOTED = /`([^`\n]+)`/g;
/** Other files, and lines that are not there yet. */
const ELSEWHERE =
  /\b(?:files?|error|errors|output|input|log|logs|stack|trace|traceback|stderr|terminal|document|page|csv|add(?:ed|ing)?|insert\w*|new|would|could|should|if|after|beyond|poem|not|no|except|editor|import(?:s|ed)?|original|above|below|outside|see|callers?)\b|[\w-]+\.[a-z]{1,4}\b/i;

const squeeze = (text: string): string => text.replace(/\s+/g, '').replace(/[;,]+$/, '');

/**
 * Line numbers claimed of the code. Beyond the code, counted from the file or from the first line sent, is false.
 * True is only a line whose code is quoted beside its number. Everything else is left out.
 */
export function checkLines(text: string, { code }: CheckContext): Check[] {
  if (!code) return [];
  const lines = code.text.replace(/\r?\n$/, '').split(/\r?\n/);
  const last = code.firstLine + lines.length - 1;
  return [...text.matchAll(LINES)].flatMap((match): Check[] => {
    const [whole, from = '', to = from] = match;
    const [start, end] = [match.index, match.index + whole.length];
    const around = surroundings(text, start, end);
    const inside = (line: number): boolean =>
      (line >= code.firstLine && line <= last) || (line >= 1 && line <= lines.length);
    if (inside(Number(from)) && inside(Number(to))) {
      const quote = onlyQuote(around.before + around.behind);
      const line = lines[Number(from) - code.firstLine];
      const right = quote !== undefined && from === to && line !== undefined && squeeze(line) === squeeze(quote);
      return right ? [{ kind: 'line', verdict: 'true', start, end }] : [];
    }
    const elsewhere =
      ELSEWHERE.test((around.before + around.behind).replace(QUOTED, '')) ||
      /^\s+(?:of|in)\b(?!\s+(?:the|this)\s+(?:code|function|snippet|program|method|class|loop|script)\b)/i.test(
        around.behind,
      );
    const isText = /\bprint\w*\s+$/i.test(around.before) || (around.before.match(/`/g) ?? []).length % 2 === 1;
    if (elsewhere || isText || isFenced(text, start)) return [];
    return [
      {
        kind: 'line',
        verdict: 'false',
        start,
        end,
        expected: linesText([{ firstLine: code.firstLine, lastLine: last }]),
      },
    ];
  });
}

function onlyQuote(sentence: string): string | undefined {
  const quotes = [...sentence.matchAll(QUOTED)];
  return quotes.length === 1 ? quotes[0]?.[1] : undefined;
}

const isFenced = (text: string, at: number): boolean =>
  (text.slice(0, at).match(/^[ \t]*(?:```|~~~)/gm) ?? []).length % 2 === 1;
