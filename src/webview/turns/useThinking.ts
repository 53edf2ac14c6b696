import type { Answer, PanelTurn } from '../../protocol/conversation.ts';
import { useSections } from '../steps/useSections.ts';
import { mayAnswerEarly } from '../../reasoning/steps/mayAnswerEarly.ts';

/** The id of the answer that is written, while it is in its thought and may be asked to answer. */
export function useThinking(growing: Answer | undefined, question: PanelTurn | undefined): string | undefined {
  const sections = useSections(growing?.text ?? '');
  if (growing?.status !== 'writing' || growing.text === '' || growing.answeredEarly === true) return undefined;
  if (!mayAnswerEarly(growing, question) || sections.some(({ kind }) => kind === 'answer')) return undefined;
  return growing.id;
}
