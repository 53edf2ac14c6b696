/** The verdicts of a run on a whole answer. */
import type { RunAgreement, RunDifference, StepRun } from '../../../protocol/runView.ts';
import type { RunResult } from '../../../protocol/sandbox.ts';
import { anchorSteps } from '../../anchors/anchors.ts';
import { stepsOf, wordsOf } from '../../steps/revise.ts';
import type { Program } from '../../run/programIn.ts';
import { parseAnswer, type Section } from '../../steps/answerParser.ts';
import { checkStep } from '../checkStep.ts';
import { askedFor, asksOtherwise } from './asked.ts';
import { RunComparison, type LineRange, type Verdict } from './compareRun.ts';

type Finished = Extract<RunResult, { type: 'finished' }>;

/** More steps are not compared. */
const MAX_STEPS = 200;

/** A line that the step names or quotes. From less, a wrong figure in the step leads to the wrong line; the order tells more. */
const SURE = 0.995;

/** A program, and the question about it. */
export interface AskedProgram extends Program {
  /** The question that is answered, where it is not the one with the program. */
  readonly asked?: string;
  /** 1-based number of the program's first line in its file. */
  readonly firstLine?: number;
}

/** What a run says about the steps of an answer and its final answer. Takes up to some tenths of a second. */
export function compareAnswer(answer: string, program: AskedProgram, run: Finished): StepRun[] {
  const { code, words, asked = words, firstLine = 1 } = program;
  // Of a call that the question names, a condition tells the arguments.
  if (run.added === undefined && asksOtherwise(asked)) return [];
  const sections = parseAnswer(answer);
  const steps = stepsOf(sections).slice(0, MAX_STEPS);
  const comparison = new RunComparison(run, code);
  const views: StepRun[] = [];
  const anchors = anchorSteps(
    steps.map(({ text }) => text),
    { text: code, firstLine },
  );
  for (const [index, step] of steps.entries()) {
    const [best, ...others] = anchors[index] ?? [];
    const isSure = others.length === 0 && best !== undefined && best.confidence >= SURE;
    // Lines of the file, or of the program.
    if (!isSure && LINE_NUMBER.test(step.text)) continue;
    const verdicts = comparison.compare(step.text, isSure ? inProgram(best, firstLine) : undefined);
    if (verdicts.length > 0) views.push(viewOf(step, index, verdicts));
  }
  const final = finalAnswer(sections, steps, asked, comparison);
  if (final) views.push(final);
  return views;
}

const LINE_NUMBER = /\blines? \d/i;

const inProgram = ({ firstLine, lastLine }: LineRange, first: number): LineRange => ({
  firstLine: firstLine - first + 1,
  lastLine: lastLine - first + 1,
});

function viewOf(step: Section, index: number, verdicts: readonly Verdict[]): StepRun {
  const agrees = once(
    verdicts.flatMap(({ verdict, subject, claim }) => (verdict === 'agrees' ? [{ subject, value: claim.stated }] : [])),
  );
  const wrong = verdicts.filter((verdict) => verdict.verdict === 'differs');
  const differs = wrong.map(({ subject, claim, real }): RunDifference => ({
    subject,
    stated: claim.stated,
    ...(real !== undefined && { real }),
  }));
  const words = wrong.length === 0 ? undefined : corrected(step, wrong);
  return { step: index, agrees, differs, ...(words !== undefined && { redo: { step: index, words } }) };
}

/** What a step says twice agrees once. */
const once = (agreements: readonly RunAgreement[]): RunAgreement[] => [
  ...new Map(agreements.map((one) => [`${one.subject}\n${one.value}`, one])).values(),
];

/** The step's words with what really happened in place of what differs; what followed from a wrong test is left out. */
function corrected(step: Section, wrong: readonly Extract<Verdict, { verdict: 'differs' }>[]): string | undefined {
  const { text, start, body } = step;
  const pieces = wrong.map(({ claim, real }) => ({
    at: claim.start,
    end: claim.end,
    real: real && asWritten(real, claim.stated),
    isTest: claim.kind === 'test',
  }));
  if (pieces.some(({ real }) => real === undefined)) return undefined;
  // A comparison in the same step that is wrong by itself: "44 > 55 is true, so it returns 44".
  for (const check of checkStep(text)) {
    const stated = /\b(?:true|false)\b/i.exec(text.slice(check.end - 6, check.end + 20));
    if (check.kind !== 'comparison' || check.verdict !== 'false' || !stated || !check.expected) continue;
    const at = Math.max(0, check.end - 6) + stated.index;
    if (!pieces.some((piece) => piece.at === at))
      pieces.push({ at, end: at + stated[0].length, real: check.expected, isTest: false });
  }
  let words = '';
  let at = body - start;
  for (const piece of pieces.sort((a, b) => a.at - b.at)) {
    if (piece.at < at) continue;
    words += text.slice(at, piece.at) + (piece.real ?? '');
    at = piece.end;
    if (piece.isTest) return `${words}.`;
  }
  return (words + text.slice(at)).trim();
}

/** A value in the marks of the one it takes the place of. */
function asWritten(value: string, stated: string): string {
  const [mark = ''] = /^`?['"]?/.exec(stated) ?? [];
  const quote = mark.slice(-1);
  if (mark === '' || value.includes(quote)) return value;
  return `${mark}${value}${Array.from(mark).reverse().join('')}`;
}

function finalAnswer(
  sections: readonly Section[],
  steps: readonly Section[],
  question: string,
  comparison: RunComparison,
): StepRun | undefined {
  const section = sections.findLast(({ kind }) => kind === 'answer');
  const asked = askedFor(question);
  if (section === undefined || section.body === section.start || asked === undefined) return undefined;
  const stated = wordsOf(section)
    .replace(/\.$/, '')
    .replace(/^`([^`]*)`$/, '$1');
  if (stated === '' || stated.length > 300) return undefined;
  const compared = comparison.compareAnswer(stated, asked);
  if (compared === undefined) return undefined;
  const subject = asked === 'output' ? '' : asked.name;
  if (compared.agrees) return { step: -1, agrees: [{ subject, value: stated }], differs: [] };
  const last = steps.at(-1);
  const marker = section.text.slice(0, section.body - section.start);
  const isBehind = last && section.start >= last.end;
  const redone = isBehind ? `${wordsOf(last)}\n${marker.trim()} ${compared.real}` : undefined;
  return {
    step: -1,
    agrees: [],
    differs: [{ subject, stated, real: compared.real }],
    ...(redone !== undefined && { redo: { step: steps.length - 1, words: redone } }),
  };
}
