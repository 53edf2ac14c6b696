import type { Check } from '../../reasoning/checks/types.ts';
import './steps.css';
import { memo } from 'preact/compat';
import { useMemo } from 'preact/hooks';
import type { Answer, PanelTurn } from '../../protocol/conversation.ts';
import type { StepLink } from '../../protocol/panel.ts';
import { stepOfAnswer } from '../../reasoning/checks/run/contradicted.ts';
import type { Rest } from '../../reasoning/checks/restsOfSections.ts';
import { codeToCheck } from '../../reasoning/questions/askedCode.ts';
import type { CheckContext } from '../../reasoning/checks/types.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';
import { markdownOf } from '../../reasoning/steps/sectionMarkdown.ts';
import { t } from '../l10n.ts';
import { AsWritten } from '../parts/asWritten.tsx';
import { Near } from '../parts/nearViewport.tsx';
import { isOpen } from '../state.ts';
import { RestsNote, WrongStatements } from './checkBadge.tsx';
import { CheckedMarkdown } from './checkedMarkdown.tsx';
import { CheckedProse } from './checkedProse.tsx';
import { GivensNote } from './givensNote.tsx';
import { RunPlayer } from './runPlayer.tsx';
import { RunNote, RunVerdict, useRun } from './runVerdict.tsx';
import { StepView } from './stepView.tsx';
import { thoughtIn, ThoughtView } from './thoughtView.tsx';
import { useSteps } from './stepsContext.tsx';
import { useAnswerChecks } from './useAnswerChecks.ts';
import { useRests } from './useRests.ts';
import { UNSETTLED, useSectionChunks, type Sections } from './useSectionChunks.ts';
import { useSections } from './useSections.ts';

interface Props {
  readonly answer: Answer;
  readonly question: PanelTurn | undefined;
  /** Its steps can be done again. */
  readonly canRedo: boolean;
}

/** An answer as plan, steps and final answer; one without that shape is plain Markdown. Only what changed is drawn again. */
export function AnswerSections({ answer, question, canRedo }: Props) {
  const { id, text, status, stepCosts = NO_COSTS } = answer;
  const isGrowing = isOpen(status);
  const sections = useSections(text);
  const chunks = useSectionChunks(sections);
  const { links, lit, shown } = useSteps(id);
  const context = useMemo(() => checkContext(question), [question]);
  const asked = question?.role === 'user' ? question.text : '';
  const checks = useAnswerChecks(sections, isGrowing ? sections.length - UNSETTLED : sections.length, context);
  const run = useRun(id);
  const rests = useRests(sections, checks, asked, run);
  const givens = status === 'finished' && <GivensNote question={asked} answer={text} />;
  const thought = thoughtIn(sections);
  const thoughtView = thought && (
    <ThoughtView
      {...{ answer: id, section: thought }}
      isGrowing={isGrowing && sections.length === 1}
      startsOpen={isGrowing || sections.length === 1}
    />
  );
  if (chunks.every(({ isProse }) => isProse)) {
    return (
      <div class="sections">
        {thoughtView}
        <CheckedProse {...{ sections, checks, text, answer: id, isGrowing }} />
        {givens}
      </div>
    );
  }

  const last = chunks.length - 1;
  const final = sections.findLastIndex(({ kind }) => kind === 'answer');
  // The step says what really happened; the answer says that it rests on the step.
  const isToldInStep = run !== undefined && stepOfAnswer(run) !== undefined && rests[final] !== undefined;
  // The first step that went wrong has the way out.
  const stepDiffers = run?.steps.some(({ step, differs }) => step >= 0 && differs.length > 0) ?? false;
  return (
    <div class="sections">
      {thoughtView}
      {chunks.map((chunk, index) => (
        <SectionChunk
          key={index}
          {...{ answer: id, chunk, links, lit, stepCosts, canRedo }}
          {...partsOf(chunk, sections, checks, rests)}
          startsNear={index < FIRST_DRAWN || index === last}
          isOneOfFew={last < FIRST_DRAWN}
          isKept={index === last || holdsStep(chunk, [...lit, shown])}
          isGrowing={isGrowing && index === last}
        />
      ))}
      {givens}
      {!isToldInStep && <RunVerdict answer={id} step={-1} canRedo={canRedo && !stepDiffers} />}
      <RunNote answer={id} />
      <RunPlayer answer={id} />
    </div>
  );
}

/** What an answer begins with is drawn at once; the rest of a long one when it comes near. */
const FIRST_DRAWN = 4;
const NO_COSTS: NonNullable<Answer['stepCosts']> = [];

const NO_CHECKS: readonly Check[] = [];

/** What belongs to the sections of a chunk. */
function partsOf(
  { sections: [first, ...others] }: Sections,
  sections: readonly Section[],
  checks: readonly (readonly Check[])[],
  rests: readonly (Rest | undefined)[],
) {
  const from = first ? sections.indexOf(first) : 0;
  const to = from + others.length + 1;
  return { checks: checks.slice(from, to), rests: rests.slice(from, to) };
}

const holdsStep = ({ firstStep, steps }: Sections, wanted: readonly (number | undefined)[]): boolean =>
  wanted.some((step) => step !== undefined && step >= firstStep && step < firstStep + steps);

interface ChunkProps {
  readonly answer: string;
  readonly chunk: Sections;
  readonly links: readonly StepLink[];
  readonly lit: readonly number[];
  readonly stepCosts: NonNullable<Answer['stepCosts']>;
  /** Of each section: what was found in it, and the wrong step it rests on. */
  readonly checks: readonly (readonly Check[])[];
  readonly rests: readonly (Rest | undefined)[];
  readonly canRedo: boolean;
  readonly startsNear: boolean;
  readonly isKept: boolean;
  readonly isOneOfFew: boolean;
  /** Of its last section more may come. */
  readonly isGrowing: boolean;
}

const SectionChunk = memo(function SectionChunk(props: ChunkProps) {
  const { answer, chunk, links, lit, stepCosts, checks, rests, canRedo, isGrowing } = props;
  const { startsNear, isKept, isOneOfFew } = props;
  const { sections, firstStep } = chunk;
  let step = firstStep - 1;
  const views = sections.map((section, index) => {
    const grows = isGrowing && index === sections.length - 1;
    const found = checks[index] ?? NO_CHECKS;
    const rest = rests[index];
    if (section.kind === 'thought') return { section, view: null };
    if (section.kind !== 'step') {
      const view = (
        <AsWritten key={index} text={section.text}>
          <Part {...{ section, answer, rest, isGrowing: grows }} checks={found} />
        </AsWritten>
      );
      return { section, view };
    }
    step++;
    const link = links.find((candidate) => candidate.step === step);
    const { tokens, ms } = stepCosts[step] ?? {};
    const props = {
      answer,
      section,
      step,
      link,
      checks: found,
      rest,
      canRedo,
      isGrowing: grows,
      isLit: lit.includes(step),
      tokens,
      ms,
    };
    const view = (
      <AsWritten key={index} text={section.text}>
        <StepView {...props} />
      </AsWritten>
    );
    return { section, view };
  });
  return (
    <Near class="section-chunk" estimate={() => heightOf(sections)} {...{ startsNear, isKept, isOneOfFew }}>
      {runs(views).map((run, index) =>
        run[0]?.section.kind === 'step' ? (
          <ol key={index} class="steps" role="list" aria-label={t('Steps')}>
            {run.map(({ view }) => view)}
          </ol>
        ) : (
          run.map(({ view }) => view)
        ),
      )}
    </Near>
  );
}, isSameChunk);

/** Whether nothing changed: the checks and rests are lists made anew at each drawing. */
function isSameChunk(before: ChunkProps, after: ChunkProps): boolean {
  const keys = Object.keys(after) as (keyof ChunkProps)[];
  return keys.every((key) => {
    const [a, b] = [before[key], after[key]];
    if (key !== 'checks' && key !== 'rests') return a === b;
    const [old, now] = [a as readonly unknown[], b as readonly unknown[]];
    return old.length === now.length && old.every((item, index) => item === now[index]);
  });
}

/** Pixels, about. */
const heightOf = (sections: readonly Section[]): number =>
  sections.reduce((sum, { text }) => sum + 30 + text.length * 0.4, 0);

/** What the checks of an answer to `question` know of its code. */
export function checkContext(question: PanelTurn | undefined): CheckContext {
  const code = question?.role === 'user' && codeToCheck(question.text, question.source?.firstLine);
  return code ? { code } : {};
}

/** Neighbouring steps together, everything else by itself. */
function runs<T extends { readonly section: Section }>(views: readonly T[]): T[][] {
  const result: T[][] = [];
  for (const view of views) {
    const last = result.at(-1);
    if (last && view.section.kind === 'step' && last[0]?.section.kind === 'step') last.push(view);
    else result.push([view]);
  }
  return result;
}

interface PartProps {
  readonly section: Section;
  readonly answer: string;
  readonly checks: readonly Check[];
  readonly rest: Rest | undefined;
  readonly isGrowing: boolean;
}

const Part = memo(function Part({ section, answer, checks, rest, isGrowing }: PartProps) {
  const { kind, start, body, text } = section;
  // A right sum says nothing of the answer: only what is wrong is marked there.
  const shown = useMemo(
    () => (kind === 'answer' ? checks.filter(({ verdict }) => verdict === 'false') : checks),
    [kind, checks],
  );
  const toMarkdown = (marked: string) => markdownOf({ ...section, text: marked });
  const words = (
    <>
      <CheckedMarkdown text={text} checks={shown} isGrowing={isGrowing} toMarkdown={toMarkdown} />
      <WrongStatements checks={shown} text={text} answer={answer} redo={undefined} />
      {rest && <RestsNote rest={rest} />}
    </>
  );
  if (kind === 'prose') return rest ? <div class="rests">{words}</div> : words;
  const name = kind === 'plan' ? t('Plan') : t('Answer');
  return (
    // No landmark: a chat has many of them.
    <div class={`${kind === 'plan' ? 'plan' : 'final'} ${rest ? 'rests' : ''}`} role="group" aria-label={name}>
      {body > start && <strong class="part-label">{name}: </strong>}
      {words}
    </div>
  );
});
