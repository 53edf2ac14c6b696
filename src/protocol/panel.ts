/**
 * The border between the extension host and the chat panel (webview messages, JSON).
 * On `ready` the host sends one `snapshot`; from then on deltas, in order, about the conversation of that snapshot.
 * What the panel sends is checked by `parseFromPanel`: a webview shows model output and is not trusted.
 */
import * as v from 'valibot';
import type { GenerationStats } from './inference.ts';

/** What a question was asked about: shown as a link above it. */
export interface QuestionSource {
  /** File name or path as the user knows it, e.g. `src/cart.ts`. */
  readonly label: string;
  readonly uri: string;
  /** Display name of the language, e.g. `TypeScript`. */
  readonly language: string;
  /** 1-based, inclusive. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Last line that was really sent; smaller than `lastLine` when the selection was cut to the budget. */
  readonly lastSentLine: number;
}

export interface Question {
  readonly role: 'user';
  readonly id: string;
  readonly text: string;
  readonly source?: QuestionSource;
}

/**
 * `waiting`: for the engine · `reading`: the prompt is prefilled · `writing`: text arrives ·
 * `finished` · `stopped`: by the user · `limit`: the token limit · `contextFull`: the context's end ·
 * `failed`: see `failure` · `interrupted`: the window went away in the middle.
 */
export type AnswerStatus =
  'waiting' | 'reading' | 'writing' | 'finished' | 'stopped' | 'limit' | 'contextFull' | 'failed' | 'interrupted';

export const OPEN_STATUSES: readonly AnswerStatus[] = ['waiting', 'reading', 'writing'];

/** A failure in the user's words, with the buttons that help. */
export interface FailureView {
  readonly name: string;
  readonly title: string;
  readonly why: string;
  readonly next: string;
  /** Log lines or the like, folded away. */
  readonly detail?: string;
  readonly actions: readonly { readonly id: PanelAction; readonly label: string }[];
}

export interface Answer {
  readonly role: 'assistant';
  readonly id: string;
  readonly text: string;
  readonly status: AnswerStatus;
  /** While `reading`: prompt tokens done of those to read. */
  readonly reading?: { readonly done: number; readonly total: number };
  readonly failure?: FailureView;
  readonly stats?: AnswerStats;
  /** Turns at the start of the conversation that the model did not see any more. */
  readonly droppedTurns?: number;
}

export interface AnswerStats extends GenerationStats {
  /** `cpu`, or the backend in use. */
  readonly gpu: string;
  readonly model: string;
}

export type PanelTurn = Question | Answer;

/** The fields of an answer that change while it is written; `undefined` takes a field away. */
export interface AnswerChange {
  readonly status?: AnswerStatus;
  readonly reading?: Answer['reading'] | undefined;
  readonly failure?: FailureView | undefined;
  readonly stats?: AnswerStats | undefined;
  readonly droppedTurns?: number;
}

export type EngineView =
  | { readonly state: 'idle' }
  /** `fraction` of the model file, 0 to 1; absent while the process starts. */
  | { readonly state: 'loading'; readonly fraction?: number }
  | { readonly state: 'ready'; readonly gpu: string; readonly contextSize: number }
  | { readonly state: 'failed'; readonly failure: FailureView };

export interface ModelView {
  readonly name: string;
  /** The tiny model that ships with the extension: the panel says what it can do and how to get the real one. */
  readonly isDemo: boolean;
  /** Questions that work well with this model, for the empty chat. */
  readonly examples: readonly string[];
}

export interface PanelState {
  readonly conversationId: string;
  readonly turns: readonly PanelTurn[];
  readonly engine: EngineView;
  readonly model: ModelView;
  /** A question that waits for the running answer to end. */
  readonly queued?: string;
}

export type ToPanel =
  | { readonly type: 'snapshot'; readonly state: PanelState }
  /** Added at the end. */
  | { readonly type: 'turnAdded'; readonly turn: PanelTurn }
  | { readonly type: 'answerChanged'; readonly id: string; readonly change: AnswerChange }
  /** More text for the answer `id`. */
  | { readonly type: 'append'; readonly id: string; readonly text: string }
  /** The answer `id` starts again from nothing, or from `text` (what stood was not what the model said in the end). */
  | { readonly type: 'answerText'; readonly id: string; readonly text: string }
  | { readonly type: 'engineChanged'; readonly engine: EngineView }
  | { readonly type: 'modelChanged'; readonly model: ModelView }
  | { readonly type: 'queuedChanged'; readonly queued?: string }
  /** The question was not taken, or (without a failure) taken back: its words go back into the composer. */
  | { readonly type: 'refused'; readonly text: string; readonly failure?: FailureView }
  /** Something the user should know that belongs to no answer. */
  | { readonly type: 'notice'; readonly failure: FailureView }
  | { readonly type: 'focusComposer' }
  /** To the last turn, for who reads with the keyboard. */
  | { readonly type: 'focusLastAnswer' };

export const PANEL_ACTIONS = [
  'retry',
  'chooseModel',
  'useDemoModel',
  'showLog',
  'openSettings',
  'newChat',
  'restartEngine',
] as const;
/** What a button below a failure or a notice can do. */
export type PanelAction = (typeof PANEL_ACTIONS)[number];

/** Where a block of code goes: into the active editor, into a new one, or in place of what is selected. */
const CODE_PLACES = ['cursor', 'newFile', 'selection'] as const;
export type CodePlace = (typeof CODE_PLACES)[number];

const id = v.pipe(v.string(), v.maxLength(100));

const fromPanel = v.variant('type', [
  /** The page is up and listening: send the snapshot. */
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('ask'), text: v.string() }),
  v.strictObject({ type: v.literal('stop') }),
  v.strictObject({ type: v.literal('newChat') }),
  /** Throw the last answer away and ask its question again. */
  v.strictObject({ type: v.literal('retry'), id }),
  /** Let the last answer, which ended early, go on from its last word. */
  v.strictObject({ type: v.literal('continue'), id }),
  /** Take the waiting question back; it returns as `refused`, without a failure. */
  v.strictObject({ type: v.literal('cancelQueued') }),
  v.strictObject({ type: v.literal('copy'), text: v.string() }),
  /** The user wants this block of an answer in an editor; `language` is the fence's word. */
  v.strictObject({
    type: v.literal('insertCode'),
    place: v.picklist(CODE_PLACES),
    code: v.pipe(v.string(), v.maxLength(1_000_000)),
    language: v.pipe(v.string(), v.maxLength(30)),
  }),
  /** Show the lines the question `id` was asked about. */
  v.strictObject({ type: v.literal('revealSource'), id }),
  /** The user clicked a link in an answer. */
  v.strictObject({ type: v.literal('openLink'), href: v.pipe(v.string(), v.maxLength(2000)) }),
  v.strictObject({ type: v.literal('action'), action: v.picklist(PANEL_ACTIONS) }),
]);

export type FromPanel = v.InferOutput<typeof fromPanel>;

/** The message if it has one of the shapes above, else `undefined`. */
export function parseFromPanel(message: unknown): FromPanel | undefined {
  const result = v.safeParse(fromPanel, message);
  return result.success ? result.output : undefined;
}
