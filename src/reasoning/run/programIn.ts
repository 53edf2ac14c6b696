/** Which program a question is about. */
import type { ProgramLanguage } from '../../protocol/sandbox.ts';
import { splitFences } from '../questions/fences.ts';
import { isFrameQuestion } from '../questions/frame.ts';
import { isTestFailureQuestion } from '../questions/testFailure.ts';
import { languageOf } from './language.ts';

export interface Program {
  readonly language: ProgramLanguage;
  readonly code: string;
  /** The question without the code. */
  readonly words: string;
}

/** Fences whose text is no code. */
const NO_CODE = ['console', 'text', 'diff', 'output'];

/** The one program in a question (Markdown); `undefined` where there is none, or several, or none that can be run alone. */
export function programIn(question: string): Program | undefined {
  if (isFrameQuestion(question) || isTestFailureQuestion(question)) return undefined;
  const parts = splitFences(question);
  const code = parts.filter((part) => part.kind === 'code' && !NO_CODE.includes(part.info) && part.text.trim() !== '');
  const words = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n');
  const [only, ...more] = code;
  if (more.length > 0) return undefined;
  if (only?.kind === 'code') {
    const language = only.info === '' ? guessLanguage(only.text) : languageOf(only.info);
    return language && { language, code: only.text, words };
  }
  return unfenced(question);
}

const CODE_LINE =
  /^\s*(?:(?:let|const|var|function|for|while|if|elif|else|return|def|class|print|console\.\w+|import|from|try|except|export|async|switch|case|break|continue)\b.*|[}\])]+[;,)]*|\} else .*|[\w.[\]]+ *(?:[-+*/%]|\*\*|\/\/)?= *\S.*|[\w.]+\(.*\);?|\/\/.*|#.*|)$/;

/** Code between the paragraphs of a question that forgot its fences. */
function unfenced(question: string): Program | undefined {
  const lines = question.split('\n');
  const isCode = lines.map(
    (line) => CODE_LINE.test(line) && (line.trim() === '' || !/^[A-Z][a-z]+ .*[?.]$/.test(line.trim())),
  );
  const first = lines.findIndex((line, i) => isCode[i] && line.trim() !== '');
  if (first < 0) return undefined;
  let last = first;
  while (last + 1 < lines.length && isCode[last + 1]) last++;
  const code = lines
    .slice(first, last + 1)
    .join('\n')
    .trimEnd();
  const rest = [...lines.slice(0, first), ...lines.slice(last + 1)];
  // One line of prose may look like code.
  if (code.split('\n').length < 2 || rest.some((line, i) => i > first && CODE_LINE.test(line) && line.trim() !== ''))
    return undefined;
  const language = guessLanguage(code);
  return language && { language, code, words: rest.join('\n') };
}

/** By words that only one of the languages has. */
function guessLanguage(code: string): ProgramLanguage | undefined {
  const isPython =
    /^\s*(?:def \w+\(.*\).*:|(?:for|while|if|elif) .*:|else:|print\(|class \w+.*:)\s*(?:#.*)?$/m.test(code) ||
    /^\s*print\(/m.test(code);
  const isJavaScript = /\b(?:let|const|var|function|console\.\w+)\b|=>|[;{]\s*$/m.test(code);
  if (isPython !== isJavaScript) {
    if (isPython) return 'python';
    // `var x = 7 / 2;` is 3 in some languages.
    const isSure = /\bconsole\.\w+|=>|[!=]==|\bfunction\b|`|\bMath\./.test(code);
    return isSure || !/(?<![/*])\/(?![/*])/.test(code) ? 'typescript' : undefined;
  }
  if (!isPython && /^(?:[A-Za-z_]\w* *(?:[-+*/%]|\*\*|\/\/)?= *.+\n?)+$/.test(code.trim())) return 'python';
  return undefined;
}
