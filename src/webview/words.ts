/** The panel's sentences that depend on numbers and states. */
import { tokensPerSecond } from '../protocol/inference.ts';
import type { AttachmentView, ContextMeter } from '../protocol/composer.ts';
import type {
  Answer,
  AnswerStatus,
  ContextEntry,
  MoreTries,
  QuestionSource,
  StepCost,
} from '../protocol/conversation.ts';
import type { EngineView, ServerWait, ModelView } from '../protocol/panel.ts';
import { cutNote as cutOffNote, droppedNote as droppedTurnsNote, endNote } from '../reasoning/answers/answerNotes.ts';
import { isDoubtful } from '../reasoning/answers/moreTries.ts';
import { linesText } from '../reasoning/context/lineRanges.ts';
import { count, t } from './l10n.ts';
import type { Progress } from './parts/progressLine.tsx';

/** `412 tokens` */
export const tokens = (n: number): string => (n === 1 ? t('1 token') : t('{0} tokens', count(n)));

/** `4 messages` */
export const messages = (n: number): string => (n === 1 ? t('1 message') : t('{0} messages', count(n)));

/** What a screen reader says when a search of all chats has ended. */
export function chatsFound(n: number, hasMore: boolean): string {
  if (hasMore) return t('More than {0} chats found.', count(n));
  return n === 1 ? t('1 chat found.') : t('{0} chats found.', count(n));
}

/** What an open answer is doing; `fraction` of it done, where that is known. Says so where one step takes long. */
export function progressOf(answer: Answer, engine: EngineView): Progress {
  const progress = workOf(answer, engine);
  const wait = 'wait' in engine ? engine.wait : undefined;
  if (wait !== undefined) return { ...progress, text: `${progress.text} ${waitText(wait)}` };
  const seconds = engine.state === 'ready' ? engine.stepSeconds : undefined;
  if (seconds === undefined) return progress;
  return { ...progress, text: `${progress.text} ${t('One step has been running for {0} s.', count(seconds))}` };
}

function waitText({ why, seconds }: ServerWait): string {
  switch (why) {
    case 'loading':
      return t('The server still loads the model.');
    case 'busy':
      return t('The server is busy; it is asked again in {0} s.', count(seconds));
    case 'broken':
      return t('The connection broke; it is tried again in {0} s.', count(seconds));
    case 'quiet':
      return t('Nothing has come from the server for {0} s. It may have a queue.', count(seconds));
  }
}

function workOf(answer: Answer, engine: EngineView): Progress {
  if (answer.status === 'writing') return { text: t('Writing…'), isWriting: true };
  if (answer.status === 'waiting' && engine.state !== 'ready') return engineProgress(engine);
  const { reading } = answer;
  if (!reading || reading.total === 0) return { text: t('Reading the prompt…') };
  return {
    text: t('Reading the prompt… {0} of {1}', count(reading.done), tokens(reading.total)),
    fraction: reading.done / reading.total,
  };
}

/** What the engine does before it can answer. */
export function engineProgress(engine: EngineView): Progress {
  if (engine.state !== 'loading' || engine.fraction === undefined) return { text: t('Starting the engine…') };
  return { text: t('Loading the model… {0} %', Math.round(engine.fraction * 100)), fraction: engine.fraction };
}

const DEVICES: Record<string, string> = { cpu: 'CPU', metal: 'Metal', cuda: 'CUDA', vulkan: 'Vulkan' };
const deviceName = (gpu: string): string => DEVICES[gpu] ?? gpu;

/** What the reader of a closed answer must see: an end that is not the usual one, another way of sampling, another machine. */
export function notesOf({ stats, status, settings }: Answer): string[] {
  return [
    ...(stats === undefined || stats.gpu in DEVICES ? [] : [deviceName(stats.gpu)]),
    ...(settings?.isAnew ? [t('sampled anew at temperature {0}', count(settings.temperature, 1))] : []),
    ...(status === 'finished' ? [] : [endNote(status, t)]),
  ];
}

/** What a closed answer took, piece by piece. */
export function figuresOf({ stats, status, vote }: Answer): string[] {
  const end = status === 'finished' ? [endNote(status, t)] : [];
  if (!stats) return end;
  const { generatedTokens, reusedTokens, promptTokens } = stats;
  const speed = tokensPerSecond(stats);
  return [
    ...(vote === undefined ? [] : [t('{0} chains', count(vote.asked))]),
    tokens(generatedTokens),
    ...(speed === undefined ? [] : [t('{0} tokens/s', count(speed, 1))]),
    promptTokens === 1
      ? t('{0} of 1 prompt token reused', count(reusedTokens))
      : t('{0} of {1} prompt tokens reused', count(reusedTokens), count(promptTokens)),
    ...(stats.gpu in DEVICES ? [deviceName(stats.gpu)] : []),
    ...end,
  ];
}

/** The model as the panel calls it everywhere. */
export const nameOf = ({ isDemo, name }: ModelView): string => (isDemo ? t('Demo model') : name);

/** What came of trying again, where it was nothing new. */
export const repeatsNote = (n: number): string =>
  n === 1 ? t('Same answer again (sampled anew)') : t('Same answer {0} more times (sampled anew)', count(n));

/** Which of several versions of a turn is on screen. */
export const branchPlace = (place: number, n: number): string => t('{0} of {1}', count(place), count(n));

export const droppedNote = (turns: number): string => droppedTurnsNote(count(turns), t);

/** How the model is asked, where that is not as Cerebrum was trained. */
export function templateNote(engine: EngineView): string | undefined {
  if (engine.state !== 'ready') return undefined;
  switch (engine.chatTemplate) {
    case 'own':
      return engine.turnEnd === undefined
        ? t('This model is not Cerebrum. It uses the chat template in its GGUF.')
        : t(
            'This model is not Cerebrum. It uses the chat template in its GGUF. Its vocabulary has no token that ends an answer: answers end at {0}.',
            engine.turnEnd.trim(),
          );
    case 'missing':
      return engine.templateProblem === undefined
        ? t("This GGUF has no chat template. Cerebrum's prompt is used.")
        : t("The chat template in this GGUF cannot be used ({0}). Cerebrum's prompt is used.", engine.templateProblem);
    case undefined:
      return undefined;
  }
}

/** `src/cart.ts, lines 3–12` */
export function sourceLabel({
  label,
  firstLine,
  lastLine,
  pieces = [{ firstLine, lastLine }],
}: Pick<QuestionSource, 'label' | 'firstLine' | 'lastLine' | 'pieces'>): string {
  return firstLine === lastLine
    ? t('{0}, line {1}', label, linesText(pieces))
    : t('{0}, lines {1}', label, linesText(pieces));
}

/** `Context sent: 3 items, 412 tokens` */
export function contextSummary(context: readonly ContextEntry[]): string {
  const sum = context.reduce((total, entry) => total + entry.tokens, 0);
  return context.length === 1
    ? t('Context sent: 1 item, {0}', tokens(sum))
    : t('Context sent: {0} items, {1}', count(context.length), tokens(sum));
}

/** What was cut off the selection, or `undefined` when all of it was sent. */
export const cutNote = (source: QuestionSource): string | undefined => cutOffNote(source, t);

/** The model itself ended the answer before it said anything. */
export const isWordless = ({ text, status }: Pick<Answer, 'text' | 'status'>): boolean =>
  (status === 'finished' || status === 'nextTurn') && text.trim() === '';

/** What a screen reader says when an answer with this text begins or ends; `failure`: what went wrong. */
export function announcementOf(status: AnswerStatus, text: string, failure: string | undefined): string | undefined {
  if (isWordless({ text, status })) return t('The model ended its answer without a word.');
  switch (status) {
    case 'waiting':
    case 'reading':
      return undefined;
    case 'writing':
      return t('Cerebrum is answering.');
    case 'finished':
      return t('The answer is finished.');
    case 'nextTurn':
      return t('The answer ended where the model began to write the next question.');
    case 'stopped':
      return t('The answer was stopped.');
    case 'limit':
      return t('The answer ended at its length limit.');
    case 'contextFull':
      return t('The answer ended because the context window is full.');
    case 'loop':
      return t('The answer repeated itself and was stopped.');
    case 'interrupted':
      return t('The answer was interrupted.');
    case 'failed':
      return failure === undefined ? t('The answer failed.') : t('The answer failed: {0}', failure);
  }
}

/** How often the same answer came again. */
export function triesWords(tries: MoreTries): string {
  const { asked, ended, same, other } = tries;
  if (ended < asked) return t('Trying {0} more times …', count(asked));
  if (same === asked) return t('Same answer in {0} more tries.', count(asked));
  if (!isDoubtful(tries)) return t('Same answer in {0} of {1} more tries.', count(same), count(asked));
  if (other !== undefined)
    return t('Doubtful: {0} of {1} more tries say {2}.', count(other.count), count(asked), other.answer);
  if (same === 0) return t('Doubtful: none of {0} more tries agrees.', count(asked));
  return t('Doubtful: {0} of {1} more tries agree.', count(same), count(asked));
}

/** `34 tokens in 1.2 s` */
export const costOf = ({ tokens: n, ms }: StepCost): string => t('{0} in {1}', tokens(n), duration(ms));

/** `80 ms`, `1.2 s`, `14 s` or `2 min 5 s` */
function duration(ms: number): string {
  if (ms < 1000) return t('{0} ms', count(Math.round(ms)));
  const seconds = ms / 1000;
  if (seconds < 10) return t('{0} s', count(seconds, 1));
  const whole = Math.round(seconds);
  return whole < 60 ? t('{0} s', count(whole)) : t('{0} min {1} s', count(Math.floor(whole / 60)), count(whole % 60));
}

/** `line 3` or `lines 3–12` */
export const lineRange = (first: number, last: number): string =>
  first === last ? t('line {0}', first) : t('lines {0}–{1}', first, last);

/** What is added to a question, by its name: `cart.ts, lines 3–12`, `Problems in cart.ts`. */
export function attachmentName(
  attached: Pick<
    AttachmentView,
    'kind' | 'name' | 'label' | 'firstLine' | 'lastLine' | 'pieces' | 'leftOut' | 'isLive'
  >,
): string {
  const { kind, name, label, leftOut, isLive } = attached;
  switch (kind) {
    case 'selection':
      if (label === '' || attached.firstLine === 0) return t('Selection');
      return isLive ? t('Selection: {0}', sourceLabel(attached)) : sourceLabel(attached);
    case 'file':
      return leftOut > 0 && attached.firstLine > 0 ? sourceLabel(attached) : label;
    case 'problems':
      return t('Problems in {0}', label);
    case 'changes':
      return t('Changes in {0}', label);
    case 'symbol':
      return t('{0} in {1}', name, label);
    case 'terminal':
      return label === '' ? t('Last command') : t('Output of {0}', label);
  }
}

/** Why not all of it is sent; `undefined` when all of it is. */
export function attachmentNote({
  kind,
  trouble,
  leftOut,
  lastLine,
  pieces,
}: Omit<AttachmentView, 'id'>): string | undefined {
  switch (trouble) {
    case 'missing':
      return t('no longer exists');
    case 'binary':
      return t('not a text file');
    case 'tooLarge':
      return t('too large');
    case 'noRoom':
      return t('no room');
    case 'empty':
      if (kind === 'selection') return t('nothing is selected');
      if (kind === 'changes') return t('no changes');
      if (kind === 'terminal') return t('no output is known');
      return kind === 'problems' ? t('no problems') : t('empty');
    case undefined:
      if (leftOut === 0) return undefined;
      return kind === 'problems' || kind === 'changes' || kind === 'terminal' || pieces !== undefined
        ? t('{0} left out', count(leftOut))
        : t('{0} left out', lineRange(lastLine + 1, lastLine + leftOut));
  }
}

/** `412 tokens`, `about 412 tokens` */
export const tokensOf = ({ tokens: n, isEstimate }: Pick<AttachmentView, 'tokens' | 'isEstimate'>): string =>
  isEstimate ? t('about {0}', tokens(n)) : tokens(n);

/** What the context window holds, row by row; `part` names its piece of the bar. */
export function meterRows({ conversation, context, question, reserved, contextSize }: ContextMeter) {
  const free = contextSize - reserved - conversation - context - question;
  return [
    { part: 'conversation', name: t('Conversation'), tokens: conversation },
    { part: 'context', name: t('Added context'), tokens: context },
    { part: 'question', name: t('This question'), tokens: question },
    { part: 'free', name: free < 0 ? t('Too much') : t('Free'), tokens: Math.abs(free) },
    { part: 'reserved', name: t('Reserved for the answer'), tokens: reserved },
  ] as const;
}

/** `Context window: 312 of 768 tokens used` */
export function meterName({
  conversation,
  context,
  question,
  reserved,
  contextSize,
  isEstimate,
}: ContextMeter): string {
  const used = count(conversation + context + question);
  const all = count(contextSize - reserved);
  return isEstimate
    ? t('Context window: about {0} of {1} tokens used', used, all)
    : t('Context window: {0} of {1} tokens used', used, all);
}

/** What the model will not see of the conversation, if this is asked. */
export function unseenNote({ unseenTurns }: ContextMeter): string | undefined {
  if (unseenTurns === 0) return undefined;
  return unseenTurns === 1
    ? t('The first message will not fit.')
    : t('The first {0} messages will not fit.', count(unseenTurns));
}
