import type { Answer, PanelTurn } from '../../protocol/conversation.ts';

/** Whether an answer may be asked for before its steps are finished. A fix is its code, and chains that vote answer by themselves. */
export const mayAnswerEarly = ({ vote }: Answer, question: PanelTurn | undefined): boolean =>
  vote === undefined && question?.role === 'user' && question.wantsFix !== true;
