/** The panel's state as a pure fold over what the host sends and the little that happens in the panel alone. */
import type { FailureView } from '../protocol/failureView.ts';
import { hasOwnSettings, type ChatSettings, type ChatSettingsView } from '../protocol/chatSettings.ts';
import type { AttachmentView, ContextMeter, ContextSuggestion } from '../protocol/composer.ts';
import { OPEN_STATUSES, type Answer, type AnswerStatus, type PanelTurn } from '../protocol/conversation.ts';
import type { EngineView, PanelState, StepLink, ToPanel } from '../protocol/panel.ts';
import type { RunView } from '../protocol/runView.ts';
import { reduceChats, type ChatsState } from './chats/chatsState.ts';
import { ownSettings } from './chatSettings/settingWords.ts';
import { t } from './l10n.ts';
import { voteWords } from './turns/vote/voteWords.ts';
import { announcementOf, attachmentName, repeatsNote } from './words.ts';

/** A turn, or a step of it (0-based), to bring into sight; a new `serial` for each time. */
export interface Shown {
  readonly serial: number;
  readonly id: string;
  readonly step: number | undefined;
}

export interface ViewState extends PanelState {
  /**
   * The answer that is being written: always the last turn. Among `turns` it stands as it was before, until it has ended:
   * a token must not cost the more the longer the chat is.
   */
  readonly growing?: Answer;
  /** Above the composer until dismissed or replaced. */
  readonly notice?: FailureView;
  /** By the id of the answer. */
  readonly links: Readonly<Record<string, readonly StepLink[]>>;
  /** What runs of the code said, by the id of the answer. */
  readonly runs: Readonly<Record<string, RunView>>;
  /** The steps that the editor shows, of one answer. */
  readonly lit?: { readonly id: string; readonly steps: readonly number[] };
  /** What goes along with the next question. */
  readonly attachments: readonly AttachmentView[];
  /** What the composer held when the window went away. */
  readonly restoredDraft?: string;
  /** Absent until it was measured. */
  readonly meter?: ContextMeter;
  /** What the host found for the letters behind `#`. */
  readonly suggestions?: { readonly query: string; readonly items: readonly ContextSuggestion[] };
  /** What a screen reader says next; discrete events only. */
  readonly announcement: string;
  /** Words that go back into the composer; a new `serial` for each time. */
  readonly returned?: { readonly serial: number; readonly text: string };
  readonly shown?: Shown;
  /** Given while the list of all chats is on screen. */
  readonly chats?: ChatsState;
  /** Told right behind the snapshot. */
  readonly chatSettings?: ChatSettingsView;
  /** Given while the form for them is open; grows each time it should take the focus, and is 0 where it should not. */
  readonly chatSettingsForm?: number;
  /** Grows each time the composer should take the focus. */
  readonly focusRequests: number;
}

type Writable = { -readonly [K in keyof ViewState]: ViewState[K] };

export type ViewEvent =
  | ToPanel
  /** `chatSettingsKept`: the form was open, with something typed, when the page went away. */
  | { readonly type: 'noticeDismissed' | 'chatsClosed' | 'chatSettingsClosed' | 'chatSettingsKept' };

/** What brings the chat itself before the user's eyes. */
const SHOWS_CHAT: readonly ViewEvent['type'][] = [
  'turnAdded',
  'refused',
  'focusComposer',
  'focusLastAnswer',
  'showTurn',
  'showChatSettings',
  'chatsClosed',
];

/** The state after `event`; `undefined` until the first snapshot, and whatever comes before it is lost. */
export function reduce(state: ViewState | undefined, event: ViewEvent): ViewState | undefined {
  if (event.type === 'snapshot') {
    const { focusRequests = 0, chats, conversationId, chatSettings, chatSettingsForm: form } = state ?? {};
    const { turns } = event.state;
    const isSame = conversationId === event.state.conversationId;
    return {
      ...event.state,
      ...open(turns),
      links: {},
      runs: {},
      attachments: [],
      announcement: '',
      focusRequests,
      ...(chats && { chats }),
      ...(isSame && chatSettings && { chatSettings }),
      ...(isSame && form !== undefined && { chatSettingsForm: form }),
    };
  }
  if (!state) return undefined;
  return reduceChat(SHOWS_CHAT.includes(event.type) ? withChats(state, undefined) : state, event);
}

function reduceChat(state: ViewState, event: Exclude<ViewEvent, { type: 'snapshot' }>): ViewState {
  switch (event.type) {
    case 'showChats':
    case 'chats':
    case 'chatsFailed':
      return withChats(state, reduceChats(state.chats, event));
    case 'chatsClosed':
      return state;
    case 'turnAdded':
      return withTurns(state, [...state.turns, event.turn]);
    case 'pathChanged':
      return {
        ...withTurns(state, event.turns),
        branches: event.branches,
        announcement: t('Other messages are shown.'),
      };
    case 'showTurn':
      return { ...state, shown: { serial: (state.shown?.serial ?? 0) + 1, id: event.id, step: event.step } };
    case 'answerChanged':
      return changeAnswer(state, event);
    case 'append':
      return updateAnswer(state, event.id, (answer) => ({ ...answer, text: answer.text + event.text }));
    case 'answerText':
      return updateAnswer(state, event.id, (answer) => ({ ...answer, text: event.text }));
    case 'stepLinks':
      return { ...state, links: { ...state.links, [event.id]: event.links } };
    case 'runCompared':
      return { ...state, runs: { ...state.runs, [event.id]: event.run } };
    case 'stepsLit':
      return { ...state, lit: { id: event.id, steps: event.steps } };
    case 'engineChanged':
      return { ...state, engine: event.engine, ...announceSilence(state.engine, event.engine) };
    case 'modelChanged':
      return { ...state, model: event.model };
    case 'queuedChanged':
      return withQueued(state, event.queued);
    case 'downloadChanged': {
      const changed: Writable = { ...state };
      if (event.download === undefined) delete changed.download;
      else changed.download = event.download;
      return changed;
    }
    case 'refused':
      return {
        ...state,
        ...(event.failure && { notice: event.failure, announcement: t('Problem: {0}', event.failure.title) }),
        returned: { serial: (state.returned?.serial ?? 0) + 1, text: event.text },
      };
    case 'notice':
      return { ...state, notice: event.failure, announcement: t('Problem: {0}', event.failure.title) };
    case 'attachmentsChanged':
      return { ...state, attachments: event.attachments, ...announceAttachments(state.attachments, event.attachments) };
    case 'meterChanged':
      return { ...state, meter: event.meter };
    case 'draftRestored':
      return { ...state, restoredDraft: event.text };
    case 'suggestions':
      return { ...state, suggestions: { query: event.query, items: event.items } };
    case 'contextChanged':
      return {
        ...state,
        turns: state.turns.map((turn) =>
          turn.id === event.id && turn.role === 'user' ? { ...turn, context: event.context } : turn,
        ),
      };
    case 'chatSettingsChanged': {
      const { own, settings } = event;
      return { ...state, chatSettings: { own, settings }, ...announceSettings(state.chatSettings?.own, own) };
    }
    case 'showChatSettings':
      return { ...state, chatSettingsForm: (state.chatSettingsForm ?? 0) + 1 };
    case 'chatSettingsKept':
      return { ...state, chatSettingsForm: state.chatSettingsForm ?? 0 };
    case 'chatSettingsClosed': {
      const rest: Writable = { ...state };
      delete rest.chatSettingsForm;
      return rest;
    }
    case 'focusComposer':
      return { ...state, focusRequests: state.focusRequests + 1 };
    case 'focusLastAnswer':
      return state;
    case 'noticeDismissed': {
      const rest: Writable = { ...state };
      delete rest.notice;
      return rest;
    }
  }
}

export const isOpen = (status: AnswerStatus): boolean => OPEN_STATUSES.includes(status);

/** The last turn as it is now. */
export const lastTurn = ({ turns, growing }: ViewState): PanelTurn | undefined => growing ?? turns.at(-1);

/** The answer at the end, if it is being written. */
function open(turns: readonly PanelTurn[]): Pick<ViewState, 'growing'> {
  const last = turns.at(-1);
  return last?.role === 'assistant' && isOpen(last.status) ? { growing: last } : {};
}

function withTurns(state: ViewState, turns: readonly PanelTurn[]): ViewState {
  const changed: Writable = { ...state, turns };
  delete changed.growing;
  return { ...changed, ...open(turns) };
}

/** Says what came or went; not when only its numbers changed. */
function announceAttachments(
  before: readonly AttachmentView[],
  now: readonly AttachmentView[],
): { readonly announcement?: string } {
  const without = (all: readonly AttachmentView[], others: readonly AttachmentView[]) =>
    all.filter(({ id }) => !others.some((other) => other.id === id)).map(attachmentName);
  const [added, gone] = [without(now, before), without(before, now)];
  if (added.length > 0) return { announcement: t('Added to the question: {0}', added.join(', ')) };
  // What went along with a question that was just sent is told by its answer.
  return gone.length === 1 && now.length > 0 ? { announcement: t('Removed: {0}', gone.join(', ')) } : {};
}

/** Says what the chat has of its own now; not when only the settings changed. */
function announceSettings(before: ChatSettings | undefined, now: ChatSettings): { readonly announcement?: string } {
  if (before === undefined) return {};
  const [was, is] = [ownSettings(before).join(', '), ownSettings(now).join(', ')];
  if (was === is) return {};
  return { announcement: hasOwnSettings(now) ? t('Chat Settings: {0}', is) : t('The chat settings were reset.') };
}

/** Says that the engine does not answer, once. */
function announceSilence(before: EngineView, now: EngineView): { readonly announcement?: string } {
  const silenceOf = (engine: EngineView) => ('silence' in engine ? engine.silence : undefined);
  const silence = silenceOf(now);
  if (silence === undefined || silenceOf(before) !== undefined) return {};
  return { announcement: t('Problem: {0}', silence.title) };
}

function withChats(state: ViewState, chats: ChatsState | undefined): ViewState {
  if (state.chats === chats) return state;
  const changed: Writable = { ...state };
  if (chats === undefined) delete changed.chats;
  else changed.chats = chats;
  return changed;
}

function withQueued(state: ViewState, queued: string | undefined): ViewState {
  const changed: Writable = { ...state };
  if (queued === undefined) delete changed.queued;
  else changed.queued = queued;
  return changed;
}

function updateAnswer(state: ViewState, id: string, update: (answer: Answer) => Answer): ViewState {
  if (state.growing?.id === id) {
    const growing = update(state.growing);
    return isOpen(growing.status) ? { ...state, growing } : withTurns(state, [...state.turns.slice(0, -1), growing]);
  }
  const index = state.turns.findLastIndex((turn) => turn.id === id);
  const turn = state.turns[index];
  if (turn?.role !== 'assistant') return state;
  const turns: PanelTurn[] = [...state.turns];
  turns[index] = update(turn);
  return withTurns(state, turns);
}

function changeAnswer(state: ViewState, { id, change, gone = [] }: AnswerChanged): ViewState {
  let text = '';
  const changed = updateAnswer(state, id, (answer) => {
    text = answer.text;
    return without({ ...answer, ...change }, gone);
  });
  const ended = change.status && announcementOf(change.status, text, change.failure?.title);
  const closing = ended && change.vote ? `${ended} ${voteWords(change.vote)}` : ended;
  const said = change.repeats === undefined ? closing : repeatsNote(change.repeats);
  return changed === state || said === undefined ? changed : { ...changed, announcement: said };
}

type AnswerChanged = Extract<ViewEvent, { type: 'answerChanged' }>;

function without(answer: { [K in keyof Answer]: Answer[K] | undefined }, fields: readonly string[]): Answer {
  return Object.fromEntries(Object.entries(answer).filter(([key]) => !fields.includes(key))) as unknown as Answer;
}
