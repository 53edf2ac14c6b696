import { memo } from 'preact/compat';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { StepLink } from '../../protocol/panel.ts';
import type { Rest } from '../../reasoning/checks/restsOfSections.ts';
import type { Check } from '../../reasoning/checks/types.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';
import { firstLineOf, markdownOf } from '../../reasoning/steps/sectionMarkdown.ts';
import { t } from '../l10n.ts';
import { useKeptState } from '../parts/keptState.ts';
import { usePost } from '../parts/post.ts';
import { costOf } from '../words.ts';
import { RestsNote, WrongBadge, WrongStatements } from './checkBadge.tsx';
import { CheckedMarkdown } from './checkedMarkdown.tsx';
import { LinesLink } from './linesLink.tsx';
import { RunVerdict, useRun } from './runVerdict.tsx';
import { StepActions } from './stepActions.tsx';
import { WalkButtons } from './walkButtons.tsx';

interface Props {
  readonly answer: string;
  readonly section: Section;
  /** 0-based, among the steps of the answer. */
  readonly step: number;
  readonly link: StepLink | undefined;
  readonly checks: readonly Check[];
  /** Uses a value that is wrong. */
  readonly rest: Rest | undefined;
  readonly canRedo: boolean;
  readonly isGrowing: boolean;
  readonly isLit: boolean;
  /** What it took to write it. */
  readonly tokens: number | undefined;
  readonly ms: number | undefined;
}

/** One step: its number, which folds it, its words with what was checked in them, and its lines in the editor. */
export const StepView = memo(function StepView(props: Props) {
  const { answer, section, step, link, checks, rest, canRedo, isGrowing, isLit, tokens, ms } = props;
  const post = usePost();
  const item = useRef<HTMLLIElement>(null);
  const costId = useId();
  // One way out is enough: a run knows the real value.
  const differsFromRun = (useRun(answer)?.steps ?? []).some((run) => run.step === step && run.differs.length > 0);
  const [isFolded, setFolded] = useKeptState(`${answer} ${step} folded`, false);
  const cost = tokens === undefined || ms === undefined ? undefined : costOf({ tokens, ms });
  const label = String(section.number ?? step + 1);
  const words = markdownOf(section);
  const goesToLines = link !== undefined && !link.isStale;
  // For the mouse; the keyboard has the link. Text that is being selected leads nowhere.
  const showLines = ({ target }: MouseEvent) => {
    if ((target as Element).closest('button, a, input, textarea, .step-actions') !== null) return;
    if (getSelection()?.isCollapsed !== false) post({ type: 'showStep', id: answer, step });
  };
  const toMarkdown = (text: string) => markdownOf({ ...section, text });
  useLayoutEffect(() => {
    if (isLit) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isLit]);
  return (
    <li
      ref={item}
      class={`step ${isLit ? 'lit' : ''} ${rest ? 'rests' : ''}`}
      aria-label={t('Step {0}', label)}
      aria-current={isLit ? 'step' : undefined}
    >
      <button
        type="button"
        class="step-number"
        data-step={step}
        aria-expanded={!isFolded}
        aria-label={t('Step {0}', label)}
        aria-describedby={cost && costId}
        title={isFolded ? t('Unfold the step') : t('Fold the step')}
        onClick={() => setFolded(!isFolded)}
      >
        {label}
      </button>
      <div class={`step-body ${goesToLines ? 'leads' : ''}`} onClick={goesToLines ? showLines : undefined}>
        {isFolded ? (
          <p class="step-brief" dir="auto">
            {firstLineOf(words)}
          </p>
        ) : (
          <CheckedMarkdown text={section.text} checks={checks} isGrowing={isGrowing} toMarkdown={toMarkdown} />
        )}
        {!isGrowing && (
          <div class="step-bar">
            <WrongBadge checks={checks} />
            {link && <LinesLink answer={answer} link={link} />}
            {isLit && <WalkButtons />}
            <StepActions answer={answer} step={step} label={label} words={words.trim()} canRedo={canRedo} />
          </div>
        )}
        {!isFolded && (
          <WrongStatements
            {...{ checks, answer }}
            text={section.text}
            redo={canRedo && !differsFromRun ? step : undefined}
          />
        )}
        {rest && <RestsNote rest={rest} />}
        {!isFolded && <RunVerdict {...{ answer, step }} canRedo={canRedo && rest?.by !== 'run'} />}
      </div>
      {cost && (
        <span id={costId} class="step-cost">
          {cost}
        </span>
      )}
    </li>
  );
});
