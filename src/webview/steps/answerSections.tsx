import './steps.css';
import { memo } from 'preact/compat';
import { useMemo } from 'preact/hooks';
import type { Answer, PanelTurn, StepLink } from '../../protocol/panel.ts';
import { codeToCheck } from '../../reasoning/questions/askedCode.ts';
import type { CheckContext } from '../../reasoning/checks/types.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';
import { t } from '../l10n.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { Near } from '../parts/near.tsx';
import { isOpen } from '../state.ts';
import { markdownOf } from './sectionText.ts';
import { StepView } from './stepView.tsx';
import { useSteps } from './stepsContext.tsx';
import { useSectionChunks, type Sections } from './useSectionChunks.ts';
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
  if (chunks.every(({ isProse }) => isProse)) return <Markdown text={text} isGrowing={isGrowing} />;

  const last = chunks.length - 1;
  return (
    <div class="sections">
      {chunks.map((chunk, index) => (
        <SectionChunk
          key={index}
          {...{ answer: id, chunk, links, lit, stepCosts, context, canRedo }}
          startsNear={index < FIRST_DRAWN || index === last}
          isOneOfFew={last < FIRST_DRAWN}
          isKept={index === last || holdsStep(chunk, [...lit, shown])}
          isGrowing={isGrowing && index === last}
        />
      ))}
    </div>
  );
}

/** What an answer begins with is drawn at once; the rest of a long one when it comes near. */
const FIRST_DRAWN = 4;
const NO_COSTS: NonNullable<Answer['stepCosts']> = [];

const holdsStep = ({ firstStep, steps }: Sections, wanted: readonly (number | undefined)[]): boolean =>
  wanted.some((step) => step !== undefined && step >= firstStep && step < firstStep + steps);

interface ChunkProps {
  readonly answer: string;
  readonly chunk: Sections;
  readonly links: readonly StepLink[];
  readonly lit: readonly number[];
  readonly stepCosts: NonNullable<Answer['stepCosts']>;
  readonly context: CheckContext;
  readonly canRedo: boolean;
  readonly startsNear: boolean;
  readonly isKept: boolean;
  readonly isOneOfFew: boolean;
  /** Of its last section more may come. */
  readonly isGrowing: boolean;
}

const SectionChunk = memo(function SectionChunk(props: ChunkProps) {
  const { answer, chunk, links, lit, stepCosts, context, canRedo, isGrowing } = props;
  const { startsNear, isKept, isOneOfFew } = props;
  const { sections, firstStep } = chunk;
  let step = firstStep - 1;
  const views = sections.map((section, index) => {
    const grows = isGrowing && index === sections.length - 1;
    if (section.kind !== 'step') return { section, view: <Part key={index} section={section} isGrowing={grows} /> };
    step++;
    const link = links.find((candidate) => candidate.step === step);
    const { tokens, ms } = stepCosts[step] ?? {};
    const props = {
      answer,
      section,
      step,
      link,
      context,
      canRedo,
      isGrowing: grows,
      isLit: lit.includes(step),
      tokens,
      ms,
    };
    return { section, view: <StepView key={index} {...props} /> };
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
});

/** Pixels, about. */
const heightOf = (sections: readonly Section[]): number =>
  sections.reduce((sum, { text }) => sum + 30 + text.length * 0.4, 0);

function checkContext(question: PanelTurn | undefined): CheckContext {
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

const Part = memo(function Part({ section, isGrowing }: { section: Section; isGrowing: boolean }) {
  const { kind, start, body } = section;
  const words = <Markdown text={markdownOf(section)} isGrowing={isGrowing} />;
  if (kind === 'prose') return words;
  const name = kind === 'plan' ? t('Plan') : t('Answer');
  return (
    // No landmark: a chat has many of them.
    <div class={kind === 'plan' ? 'plan' : 'final'} role="group" aria-label={name}>
      {body > start && <strong class="part-label">{name}: </strong>}
      {words}
    </div>
  );
});
