import { OPEN_STATUSES, type Answer } from '../../protocol/conversation.ts';
import { endNote } from '../../reasoning/answers/answerNotes.ts';
import type { EngineState } from '../engine/engine.ts';
import type { Translate } from '../platform/texts/translate.ts';

/** What stands beside the author of an answer: what it does now, or an end that is not the usual one; else empty. */
export function answerLabel({ status }: Pick<Answer, 'status'>, engine: EngineState, t: Translate): string {
  if (!OPEN_STATUSES.includes(status)) return status === 'finished' ? '' : endNote(status, t);
  if (status === 'writing') return t('Writing…');
  return status === 'waiting' && engine.state !== 'ready' ? engineLabel(engine, t) : t('Reading the prompt…');
}

/** What the engine does before it can answer. */
export const engineLabel = (engine: EngineState, t: Translate): string =>
  engine.state === 'loading' && engine.fraction !== undefined
    ? t('Loading the model… {0} %', Math.round(engine.fraction * 100))
    : t('Starting the engine…');
