/** The verdicts of a run on a whole answer. */
import type { RunAgreement, RunDifference, StepRun } from '../../../protocol/runView.ts';
import type { RunResult } from '../../../protocol/sandbox.ts';
import { anchorSteps } from '../../anchors/anchors.ts';
import { stepsOf, wordsOf } from '../../steps/revise.ts';
import type { Program } from '../../run/programIn.ts';
import { parseAnswer, type Section } from '../../steps/answerParser.ts';
import { checkStep } from '../checkStep.ts';
import { RunComparison, type Verdict } from './compareRun.ts';

type Finished = Extract<RunResult, { type: 'finished' }>;

/** More steps are not compared. */
const MAX_STEPS = 200;

/** A line that the step names or quotes. From less, a wrong figure in the step leads to the wrong line; the order tells more. */
const SURE = 0.995;

/** What a run says about the steps of an answer and its final answer. Takes up to some tenths of a second. */
export function compareAnswer(answer: string, program: Program, run: Finished): StepRun[] {
  const sections = parseAnswer(answer);
  const steps = stepsOf(sections).slice(0, MAX_STEPS);
  const comparison = new RunComparison(run, program.code);
  const views: StepRun[] = [];
  const anchors = anchorSteps(
    steps.map(({ text }) => text),
    { text: program.code, firstLine: 1 },
  );
  for (const [index, step] of steps.entries()) {
    const [best, ...others] = anchors[index] ?? [];
    const isSure = others.length === 0 && best !== undefined && best.confidence >= SURE;
    const verdicts = comparison.compare(step.text, isSure ? best : undefined);
    if (verdicts.length > 0) views.push(viewOf(step, index, verdicts));
  }
  const final = finalAnswer(sections, steps, program, comparison);
  if (final) views.push(final);
  return views;
}

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
    real,
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

const ASKS_OUTPUT = /\b(?:prints?|printed|output|logs?|logged)\b/i;
const ASKS_VALUE =
  /\bWhat is (?:the (?:final )?value of )?`?([\p{L}_$][\p{L}\p{N}_$]*)`? (?:at the end|after (?:this|the) (?:code|program) (?:runs|has run|is run))\?/iu;

function finalAnswer(
  sections: readonly Section[],
  steps: readonly Section[],
  { words }: Program,
  comparison: RunComparison,
): StepRun | undefined {
  const section = sections.findLast(({ kind }) => kind === 'answer');
  const name = ASKS_VALUE.exec(words)?.[1];
  if (section === undefined || section.body === section.start || (name === undefined && !ASKS_OUTPUT.test(words)))
    return undefined;
  const stated = wordsOf(section)
    .replace(/\.$/, '')
    .replace(/^`([^`]*)`$/, '$1');
  if (stated === '' || stated.length > 300) return undefined;
  const compared = comparison.compareAnswer(stated, name);
  if (compared === undefined) return undefined;
  const subject = name ?? '';
  if (compared.agrees) return { step: -1, agrees: [{ subject, value: stated }], differs: [] };
  const last = steps.at(-1);
  const marker = section.text.slice(0, section.body - section.start);
  const isRight = last && section.start >= last.end;
  const words2 = isRight ? `${wordsOf(last)}\n${marker.trim()} ${compared.real}` : undefined;
  return {
    step: -1,
    agrees: [],
    differs: [{ subject, stated, real: compared.real }],
    ...(words2 !== undefined && { redo: { step: steps.length - 1, words: words2 } }),
  };
}
