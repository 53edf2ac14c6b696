/** What a reader must know of an answer beside its text, in sentences that the panel and the editor share. */
import type { AnswerStatus, QuestionSource } from '../../protocol/conversation.ts';
import { linesBehind, linesText } from '../context/lineRanges.ts';

/** A sentence in the user's language, with `{0}`, `{1}` … filled in. */
type Translate = (sentence: string, ...values: (string | number)[]) => string;

/** How an answer ended; empty while it is open. */
export function endNote(status: AnswerStatus, t: Translate): string {
  switch (status) {
    case 'waiting':
    case 'reading':
    case 'writing':
      return '';
    case 'finished':
      return t('Finished');
    case 'nextTurn':
      return t('Ended where the model began to write the next question');
    case 'stopped':
      return t('Stopped');
    case 'limit':
      return t('Length limit reached');
    case 'contextFull':
      return t('Context window full');
    case 'loop':
      return t('Repeated itself');
    case 'failed':
      return t('Failed');
    case 'interrupted':
      return t('Interrupted');
  }
}

/** @param turns of the conversation that the model did not see, as the user's language writes numbers; `1` has its own sentence */
export function droppedNote(turns: string, t: Translate): string {
  return turns === '1'
    ? t('The first message no longer fits into the context window; the model did not see it.')
    : t('The first {0} messages no longer fit into the context window; the model did not see them.', turns);
}

/** What was cut off the selection, or `undefined` when all of it was sent. */
export function cutNote(source: QuestionSource, t: Translate): string | undefined {
  const { firstLine, lastLine, lastSentLine, isLineCut, pieces = [{ firstLine, lastLine }] } = source;
  if (isLineCut) return t('Line {0} was too long: only its beginning was sent.', lastSentLine);
  const left = linesBehind(pieces, lastSentLine);
  const [first, second] = left;
  if (first === undefined) return undefined;
  return second === undefined && first.firstLine === first.lastLine
    ? t('Line {0} did not fit and was left out.', first.firstLine)
    : t('Lines {0} did not fit and were left out.', linesText(left));
}
