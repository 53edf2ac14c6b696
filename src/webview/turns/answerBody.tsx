import type { Answer, PanelTurn } from '../../protocol/conversation.ts';
import { t } from '../l10n.ts';
import { isOpen } from '../state.ts';
import { AnswerSections } from '../steps/answerSections.tsx';

interface Props {
  readonly answer: Answer;
  readonly question: PanelTurn | undefined;
  readonly isRaw: boolean;
  readonly isLast: boolean;
}

/** What the model said: as plan, steps and answer, or as the text it wrote. */
export function AnswerBody({ answer, question, isRaw, isLast }: Props) {
  if (!isRaw) return <AnswerSections answer={answer} question={question} canRedo={isLast && !isOpen(answer.status)} />;
  return (
    <pre class="raw" dir="auto" tabIndex={0} role="group" aria-label={t('Raw text')}>
      {answer.text}
    </pre>
  );
}
