import type { Question } from '../../protocol/conversation.ts';
import type { RunView, StepRun } from '../../protocol/runView.ts';
import { checkStep } from '../../reasoning/checks/checkStep.ts';
import { mayRest, restsOfSections, type Rest } from '../../reasoning/checks/restsOfSections.ts';
import type { Check, CheckContext } from '../../reasoning/checks/types.ts';
import { codeToCheck } from '../../reasoning/questions/askedCode.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';
import { AnswerReader } from '../../reasoning/steps/answerReader.ts';

/** A section of an answer with all that was found about it. */
export interface CheckedSection {
  readonly section: Section;
  /** Of a step: its place among the steps, 0-based, and its number as the answer shows it. */
  readonly step?: number;
  readonly label?: string;
  /** Offsets count in the section's text. */
  readonly checks: readonly Check[];
  readonly rest: Rest | undefined;
  /** What a run of the code says about it. */
  readonly run: StepRun | undefined;
}

/** So many sections at the end of an answer may change when more of it comes. */
const UNSETTLED = 3;
const NONE: readonly Check[] = [];

/** An answer and what was found in it, while it is written: what stands is checked once. */
export class CheckedAnswer {
  readonly #question: string;
  readonly #context: CheckContext;
  readonly #checks = new WeakMap<Section, readonly Check[]>();
  readonly #answer = new AnswerReader();

  constructor(question: Question | undefined) {
    this.#question = question?.text ?? '';
    const code = question && codeToCheck(question.text, question.source?.firstLine);
    this.#context = code === undefined ? {} : { code };
  }

  /** @param isOpen more text may come: what may still change is not judged yet */
  read(text: string, isOpen: boolean, run?: RunView): CheckedSection[] {
    const sections = this.#answer.read(text);
    const settled = sections.length - (isOpen ? UNSETTLED : 0);
    const checks = sections.map((section, index) => (index < settled ? this.#checksOf(section) : NONE));
    const rests = mayRest(sections, checks, run) ? restsOfSections(sections, checks, this.#question, run) : [];
    const final = sections.findLastIndex(({ kind }) => kind === 'answer');
    let steps = 0;
    return sections.map((section, index): CheckedSection => {
      const step = section.kind === 'step' ? steps++ : undefined;
      const place = step ?? (index === final ? -1 : undefined);
      return {
        section,
        ...(step !== undefined && { step, label: String(section.number ?? step + 1) }),
        checks: checks[index] ?? NONE,
        rest: rests[index]?.[1],
        run: run?.steps.find((found) => found.step === place),
      };
    });
  }

  #checksOf(section: Section): readonly Check[] {
    if (section.kind === 'thought') return NONE;
    const known = this.#checks.get(section);
    if (known !== undefined) return known;
    const found = checksIn(section.text, this.#context);
    this.#checks.set(section, found);
    return found;
  }
}

/** A check that cannot be made says nothing: the answer is worth more. */
function checksIn(text: string, context: CheckContext): readonly Check[] {
  try {
    return checkStep(text, context);
  } catch (error) {
    console.error(error);
    return NONE;
  }
}
