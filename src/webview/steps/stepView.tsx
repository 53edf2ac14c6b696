import { memo } from 'preact/compat';
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { StepLink } from '../../protocol/panel.ts';
import { checkStep } from '../../reasoning/checks/checkStep.ts';
import type { Check, CheckContext } from '../../reasoning/checks/types.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';
import { t } from '../l10n.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { useKept } from '../parts/kept.ts';
import { costOf } from '../words.ts';
import { CheckBadge, WrongStatements } from './checkBadge.tsx';
import { LinesLink } from './linesLink.tsx';
import { firstLineOf, markdownOf } from './sectionText.ts';
import { StepActions } from './stepActions.tsx';

interface Props {
  readonly answer: string;
  readonly section: Section;
  /** 0-based, among the steps of the answer. */
  readonly step: number;
  readonly link: StepLink | undefined;
  readonly context: CheckContext;
  readonly canRedo: boolean;
  readonly isGrowing: boolean;
  readonly isLit: boolean;
  /** What it took to write it. */
  readonly tokens: number | undefined;
  readonly ms: number | undefined;
}

const NO_CHECKS: readonly Check[] = [];

/** One step: its number, which folds it, its words, its lines in the editor, and what was checked. */
export const StepView = memo(function StepView(props: Props) {
  const { answer, section, step, link, context, canRedo, isGrowing, isLit, tokens, ms } = props;
  const item = useRef<HTMLLIElement>(null);
  const costId = useId();
  const [isFolded, setFolded] = useKept(`${answer} ${step} folded`, false);
  const cost = tokens === undefined || ms === undefined ? undefined : costOf({ tokens, ms });
  const label = String(section.number ?? step + 1);
  const words = markdownOf(section);
  const checks = useMemo(
    () => (isGrowing ? NO_CHECKS : checkStep(section.text, context)),
    [isGrowing, section.text, context],
  );
  useLayoutEffect(() => {
    if (isLit) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isLit]);
  return (
    <li
      ref={item}
      class={`step ${isLit ? 'lit' : ''}`}
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
      <div class="step-body">
        {isFolded ? (
          <p class="step-brief" dir="auto">
            {firstLineOf(words)}
          </p>
        ) : (
          <Markdown text={words} isGrowing={isGrowing} />
        )}
        {!isGrowing && (
          <div class="step-bar">
            <CheckBadge checks={checks} text={section.text} />
            {link && <LinesLink answer={answer} link={link} />}
            <StepActions answer={answer} step={step} label={label} words={words.trim()} canRedo={canRedo} />
          </div>
        )}
        {!isFolded && (
          <WrongStatements checks={checks} text={section.text} answer={answer} step={step} canRedo={canRedo} />
        )}
      </div>
      {cost && (
        <span id={costId} class="step-cost">
          {cost}
        </span>
      )}
    </li>
  );
});
