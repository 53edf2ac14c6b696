/** Questions about a program that a debugger has stopped. */
import { dedent, type Snippet } from './explain.ts';
import { fenced } from './fences.ts';
import { oneLine } from './oneLine.ts';
import { looksSecret, withoutSecrets } from './secrets.ts';

/** Variables that are sent at most, and members of one of them. */
const MOST_VARIABLES = 16;
const MOST_FIELDS = 8;
/** Characters of all values together: they take the room of the code. */
const MOST_CHARACTERS = 1000;
/** Characters of a value that are sent. */
const LONGEST_VALUE = 120;
const LONGEST_MESSAGE = 300;

/** A variable as the debugger shows it. */
export interface FrameVariable {
  readonly name: string;
  readonly value: string;
  /** Its members, as far as they were asked for. */
  readonly fields?: readonly FrameVariable[];
}

/** Where and why a program stands still. */
export interface Stop {
  /** Name of the function as the debugger calls it; may be empty. */
  readonly name: string;
  /** 1-based line that runs next. */
  readonly line: number;
  /** The exception it was stopped by. */
  readonly exception?: string;
  /** Innermost scope first. */
  readonly variables: readonly FrameVariable[];
  /** The debugger did not tell its variables, or not in time. */
  readonly isLate?: boolean;
}

/** How the program came to where it is stopped, or, when an exception stopped it, why. */
export function frameQuestion(stop: Stop, snippet: Snippet): string {
  const place = `${snippet.label}, line ${stop.line}`;
  if (stop.exception !== undefined) {
    const message = oneLine(withoutSecrets(stop.exception), LONGEST_MESSAGE);
    return withValues(`Why does this program stop with an exception at ${place}? ${message}`, stop, snippet);
  }
  const within = stop.name === '' ? '' : ` in ${oneLine(stop.name, LONGEST_VALUE)}`;
  return withValues(
    `The program is stopped at ${place}${within}, before this line runs. Explain step by step what has happened here and what comes next.`,
    stop,
    snippet,
  );
}

/** Why a variable has its value at this place. */
export function valueQuestion(variable: FrameVariable, stop: Stop, snippet: Snippet): string {
  const value = looksSecret(variable.name, variable.value) ? 'what it is' : oneLine(variable.value, LONGEST_VALUE);
  return withValues(
    `Why is ${oneLine(variable.name, LONGEST_VALUE)} ${value} at ${snippet.label}, line ${stop.line}?`,
    stop,
    snippet,
  );
}

/** Whether a question is one of these: a run with values of its own says nothing about the values at the stop. */
export const isFrameQuestion = (question: string): boolean =>
  /^(?:The program is stopped at |Why does this program stop with an exception at |Why is [^\n]* at [^\n]*, line \d+\?(?:\n|$))/.test(
    question,
  );

function withValues(ask: string, { variables, isLate }: Stop, { fence, parts }: Snippet): string {
  const code = parts.map((part) => part.code).join('\n');
  const blocks = parts.map((part) => fenced(dedent(part.code), fence));
  const values = valueLines(variables, code);
  const late = isLate === true ? ['The debugger did not tell the values.'] : [];
  const told = values.length === 0 ? late : ['The values now:', fenced(values.join('\n'), 'text')];
  // The code first: values mean little without it.
  return [ask, ...blocks, ...told].join('\n\n');
}

/**
 * The values a question is asked with, one a line: of the variables the code names; where it names none, of the innermost. A name that
 * is hidden by an inner one leaves, and so do values that look like secrets.
 *
 * @internal
 */
export function valueLines(variables: readonly FrameVariable[], code: string): string[] {
  const words = new Set(code.match(/[\p{L}_$][\w$]*/gu));
  const inner = new Map<string, FrameVariable>();
  for (const variable of variables) {
    if (!inner.has(variable.name)) inner.set(variable.name, variable);
  }
  const all = [...inner.values()].filter(({ name, value }) => !looksSecret(name, value));
  const named = all.filter(({ name }) => words.has(name));
  const lines = (named.length === 0 ? all : named).slice(0, MOST_VARIABLES).map(valueLine);
  let left = MOST_CHARACTERS;
  const last = lines.findIndex((line) => (left -= line.length) < 0);
  return last === -1 ? lines : lines.slice(0, last);
}

function valueLine({ name, value, fields = [] }: FrameVariable): string {
  const shown = fields
    .filter((field) => !looksSecret(field.name, field.value))
    .slice(0, MOST_FIELDS)
    .map((field) => `${field.name}: ${oneLine(field.value, LONGEST_VALUE / 2)}`);
  const members = shown.length === 0 ? '' : ` { ${shown.join(', ')}${fields.length > shown.length ? ', …' : ''} }`;
  return `${oneLine(name, LONGEST_VALUE)} = ${oneLine(value, LONGEST_VALUE)}${members}`;
}
