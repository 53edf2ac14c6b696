/** The panel's sentences that depend on numbers and states. */
import type { Answer, AnswerStatus, EngineView, QuestionSource } from '../protocol/panel.ts';
import { count, t } from './l10n.ts';

const tokens = (n: number): string => (n === 1 ? t('1 token') : t('{0} tokens', count(n)));

/** What an open answer is doing; `fraction` of it done, where that is known. */
export function progressOf(answer: Answer, engine: EngineView): { readonly text: string; readonly fraction?: number } {
  if (answer.status === 'writing') return { text: t('Writing…') };
  if (answer.status === 'waiting' && engine.state !== 'ready') return engineProgress(engine);
  const { reading } = answer;
  if (!reading || reading.total === 0) return { text: t('Reading the prompt…') };
  return {
    text: t('Reading the prompt… {0} of {1}', count(reading.done), tokens(reading.total)),
    fraction: reading.done / reading.total,
  };
}

/** What the engine does before it can answer. */
export function engineProgress(engine: EngineView): { readonly text: string; readonly fraction?: number } {
  if (engine.state !== 'loading' || engine.fraction === undefined) return { text: t('Starting the engine…') };
  return { text: t('Loading the model… {0} %', Math.round(engine.fraction * 100)), fraction: engine.fraction };
}

function endOf(status: AnswerStatus): string {
  switch (status) {
    case 'waiting':
    case 'reading':
    case 'writing':
      return '';
    case 'finished':
      return t('Finished');
    case 'stopped':
      return t('Stopped');
    case 'limit':
      return t('Length limit reached');
    case 'contextFull':
      return t('Context window full');
    case 'failed':
      return t('Failed');
    case 'interrupted':
      return t('Interrupted');
  }
}

const DEVICES: Record<string, string> = { cpu: 'CPU', metal: 'Metal', cuda: 'CUDA', vulkan: 'Vulkan' };
export const deviceName = (gpu: string): string => DEVICES[gpu] ?? gpu;

/** The footer of a closed answer, piece by piece. */
export function summaryOf({ stats, status }: Answer): string[] {
  if (!stats) return [endOf(status)];
  const { generatedTokens, generateMs, reusedTokens, promptTokens } = stats;
  return [
    tokens(generatedTokens),
    ...(generateMs > 0 ? [t('{0} tokens/s', count((generatedTokens / generateMs) * 1000, 1))] : []),
    promptTokens === 1
      ? t('{0} of 1 prompt token reused', count(reusedTokens))
      : t('{0} of {1} prompt tokens reused', count(reusedTokens), count(promptTokens)),
    deviceName(stats.gpu),
    endOf(status),
  ];
}

export function droppedNote(turns: number): string {
  return turns === 1
    ? t('The first message no longer fits into the context window; the model did not see it.')
    : t('The first {0} messages no longer fit into the context window; the model did not see them.', count(turns));
}

/** `src/cart.ts, lines 3–12` */
export function sourceLabel({ label, firstLine, lastLine }: QuestionSource): string {
  return firstLine === lastLine
    ? t('{0}, line {1}', label, firstLine)
    : t('{0}, lines {1}–{2}', label, firstLine, lastLine);
}

/** What was cut off the selection, or `undefined` when all of it was sent. */
export function cutNote({ lastSentLine, lastLine }: QuestionSource): string | undefined {
  if (lastSentLine >= lastLine) return undefined;
  const first = lastSentLine + 1;
  return first === lastLine
    ? t('Line {0} did not fit and was left out.', first)
    : t('Lines {0}–{1} did not fit and were left out.', first, lastLine);
}

/** What a screen reader says when an answer begins or ends; `failure`: what went wrong. */
export function announcementOf(status: AnswerStatus, failure: string | undefined): string | undefined {
  switch (status) {
    case 'waiting':
    case 'reading':
      return undefined;
    case 'writing':
      return t('Cerebrum is answering.');
    case 'finished':
      return t('The answer is finished.');
    case 'stopped':
      return t('The answer was stopped.');
    case 'limit':
      return t('The answer ended at its length limit.');
    case 'contextFull':
      return t('The answer ended because the context window is full.');
    case 'interrupted':
      return t('The answer was interrupted.');
    case 'failed':
      return failure === undefined ? t('The answer failed.') : t('The answer failed: {0}', failure);
  }
}
