import './steps.css';
import { memo } from 'preact/compat';
import { useMemo } from 'preact/hooks';
import type { Answer, PanelTurn } from '../../protocol/panel.ts';
import { codeToCheck } from '../../reasoning/askedCode.ts';
import type { CheckContext } from '../../reasoning/checks/types.ts';
import type { Section } from '../../reasoning/steps.ts';
import { t } from '../l10n.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { isOpen } from '../state.ts';
import { markdownOf } from './sectionText.ts';
import { StepView } from './stepView.tsx';
import { useStepLinks } from './stepsContext.tsx';
import { useSections } from './useSections.ts';

interface Props {
  readonly answer: Answer;
  readonly question: PanelTurn | undefined;
  /** Its steps can be done again. */
  readonly canRedo: boolean;
}

/** An answer as plan, steps and final answer; one without that shape is plain Markdown. Only what changed is drawn again. */
export function AnswerSections({ answer, question, canRedo }: Props) {
  const { id, text, status, stepCosts = [] } = answer;
  const isGrowing = isOpen(status);
  const sections = useSections(text);
  const { links, lit } = useStepLinks(id);
  const context = useMemo(() => checkContext(question), [question]);
  if (sections.every(({ kind }) => kind === 'prose')) return <Markdown text={text} isGrowing={isGrowing} />;

  let step = -1;
  const views = sections.map((section, index) => {
    const grows = isGrowing && index === sections.length - 1;
    if (section.kind !== 'step') return { section, view: <Part key={index} section={section} isGrowing={grows} /> };
    step++;
    const link = links.find((candidate) => candidate.step === step);
    const { tokens, ms } = stepCosts[step] ?? {};
    const props = { answer: id, section, step, link, context, canRedo, isGrowing: grows, isLit: lit.includes(step), tokens, ms };
    return { section, view: <StepView key={index} {...props} /> };
  });
  return (
    <div class="sections">
      {runs(views).map((run, index) =>
        run[0]?.section.kind === 'step' ? (
          <ol key={index} class="steps" role="list" aria-label={t('Steps')}>
            {run.map(({ view }) => view)}
          </ol>
        ) : (
          run.map(({ view }) => view)
        ),
      )}
    </div>
  );
}

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
    <section class={kind === 'plan' ? 'plan' : 'final'} aria-label={name}>
      {body > start && <strong class="part-label">{name}: </strong>}
      {words}
    </section>
  );
});
