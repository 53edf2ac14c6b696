/** The panel's sentences that depend on numbers and states. */
import type { Answer, AnswerStatus, ContextEntry, EngineView, QuestionSource } from '../protocol/panel.ts';

const count = (n: number): string => n.toLocaleString('en-US');
const things = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
const percent = (fraction: number): string => `${Math.round(fraction * 100)} %`;

/** What an open answer is doing; `fraction` of it done, where that is known. */
export function progressOf(answer: Answer, engine: EngineView): { readonly text: string; readonly fraction?: number } {
  if (answer.status === 'writing') return { text: 'Writing…' };
  if (answer.status === 'waiting' && engine.state !== 'ready') return engineProgress(engine);
  const { reading } = answer;
  if (!reading || reading.total === 0) return { text: 'Reading the prompt…' };
  return {
    text: `Reading the prompt… ${count(reading.done)} of ${things(reading.total, 'token')}`,
    fraction: reading.done / reading.total,
  };
}

/** What the engine does before it can answer. */
export function engineProgress(engine: EngineView): { readonly text: string; readonly fraction?: number } {
  if (engine.state !== 'loading' || engine.fraction === undefined) return { text: 'Starting the engine…' };
  return { text: `Loading the model… ${percent(engine.fraction)}`, fraction: engine.fraction };
}

const ENDS: Record<AnswerStatus, string> = {
  waiting: '',
  reading: '',
  writing: '',
  finished: 'Finished',
  stopped: 'Stopped',
  limit: 'Length limit reached',
  contextFull: 'Context window full',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

const DEVICES: Record<string, string> = { cpu: 'CPU', metal: 'Metal', cuda: 'CUDA', vulkan: 'Vulkan' };
export const deviceName = (gpu: string): string => DEVICES[gpu] ?? gpu;

/** The footer of a closed answer, piece by piece. */
export function summaryOf({ stats, status }: Answer): string[] {
  if (!stats) return [ENDS[status]];
  const { generatedTokens, generateMs, reusedTokens, promptTokens } = stats;
  return [
    things(generatedTokens, 'token'),
    ...(generateMs > 0 ? [`${((generatedTokens / generateMs) * 1000).toFixed(1)} tokens/s`] : []),
    `${count(reusedTokens)} of ${things(promptTokens, 'prompt token')} reused`,
    deviceName(stats.gpu),
    ENDS[status],
  ];
}

/** Which of several versions of a turn is on screen. */
export const branchPlace = (place: number, n: number): string => `${count(place)} of ${count(n)}`;

export function droppedNote(turns: number): string {
  return turns === 1
    ? 'The first message no longer fits into the context window; the model did not see it.'
    : `The first ${count(turns)} messages no longer fit into the context window; the model did not see them.`;
}

/** How the model is asked, where that is not as Cerebrum was trained. */
export function templateNote(engine: EngineView): string | undefined {
  if (engine.state !== 'ready') return undefined;
  switch (engine.chatTemplate) {
    case 'own':
      return 'This model is not Cerebrum: it is asked by its own chat template.';
    case 'missing':
      return 'This file brings no chat template that can be used: the model is asked as Cerebrum is.';
    case undefined:
      return undefined;
  }
}

/** `src/cart.ts, lines 3–12` */
export function sourceLabel({
  label,
  firstLine,
  lastLine,
}: Pick<QuestionSource, 'label' | 'firstLine' | 'lastLine'>): string {
  return `${label}, ${lineRange(firstLine, lastLine)}`;
}

/** `What I read: 3 pieces, 412 tokens` */
export function contextSummary(context: readonly ContextEntry[]): string {
  const tokens = context.reduce((sum, entry) => sum + entry.tokens, 0);
  return `What I read: ${things(context.length, 'piece')}, ${things(tokens, 'token')}`;
}

/** What was cut off the selection, or `undefined` when all of it was sent. */
export function cutNote({ lastSentLine, lastLine }: QuestionSource): string | undefined {
  if (lastSentLine >= lastLine) return undefined;
  const range = lineRange(lastSentLine + 1, lastLine);
  const verb = lastSentLine + 1 === lastLine ? 'was' : 'were';
  return `${range.charAt(0).toUpperCase()}${range.slice(1)} did not fit and ${verb} left out.`;
}

/** `line 3` or `lines 3–12` */
export const lineRange = (first: number, last: number): string =>
  first === last ? `line ${first}` : `lines ${first}–${last}`;
