/**
 * The border between the extension host and the chat panel (webview messages, JSON).
 * On `ready` the host sends one `snapshot`; from then on deltas, in order, about the conversation of that snapshot.
 * What the panel sends is checked by `parseFromPanel`: a webview shows model output and is not trusted.
 */
import * as v from 'valibot';
import { chatSettingsShape, type ChatSettingsView } from './chatSettings.ts';
import { fromChatList, query, type ToChatList } from './chatList.ts';
import type { AttachmentView, ContextMeter, ContextSuggestion } from './composer.ts';
import type { AnswerChange, Branches, ContextEntry, PanelTurn } from './conversation.ts';
import { PANEL_ACTIONS, type FailureView } from './failureView.ts';
import type { LoadedModel } from './inference.ts';
import type { RunView } from './runView.ts';

/** Where a step of an explanation stands in the document it speaks of. */
export interface StepLink {
  /** 0-based, among the steps of the answer. */
  readonly step: number;
  /** 1-based, inclusive, as the document is now; the last ones known when `isStale`. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** The lines were edited or deleted since. */
  readonly isStale: boolean;
  /** The document's name as the user knows it, where the question is about several documents. */
  readonly label?: string;
}

/** Commands that are typed behind a slash, or stand on a button. */
const PANEL_COMMANDS = ['explain', 'trace', 'fix', 'changes', 'doc'] as const;
export type PanelCommand = (typeof PANEL_COMMANDS)[number];

/** What is waited for at a server: it is asked again in `seconds`, or (`quiet`) has sent nothing for so long. */
export interface ServerWait {
  readonly why: 'loading' | 'busy' | 'broken' | 'quiet';
  readonly seconds: number;
}

export type EngineView =
  | { readonly state: 'idle' }
  /** `fraction` of the model file, 0 to 1; absent while the process starts. */
  | {
      readonly state: 'loading';
      readonly fraction?: number;
      readonly silence?: FailureView;
      readonly wait?: ServerWait;
    }
  | {
      readonly state: 'ready';
      /** It owes an answer and does not react, or one step of it takes very long. */
      readonly silence?: FailureView;
      /** It reacts, but one step of the model takes this long by now. */
      readonly stepSeconds?: number;
      readonly wait?: ServerWait;
      /** How the model really runs: device, context window and so on, in the user's language. */
      readonly facts: readonly string[];
      /** Absent where the GGUF's own template is Cerebrum's. */
      readonly chatTemplate?: Exclude<LoadedModel['chatTemplate'], 'cerebrum'>;
      /** See `LoadedModel`. */
      readonly templateProblem?: string;
      readonly turnEnd?: string;
    }
  | { readonly state: 'failed'; readonly failure: FailureView };

export interface ModelView {
  readonly name: string;
  /** The tiny model that ships with the extension: the panel says what it can do and how to get the real one. */
  readonly isDemo: boolean;
  /** Host and port of the server that answers; absent: this machine does. */
  readonly server?: string;
  /** Questions that work well with this model, for the empty chat. */
  readonly examples: readonly string[];
  /** One that this model refuses, to show what it cannot do. */
  readonly refused?: string;
}

/** A model on its way to this machine, in words. */
export interface DownloadView {
  readonly name: string;
  /** Bytes, speed and time left, or why nothing moves. */
  readonly text: string;
  /** 0 to 1; absent while the size is not known. */
  readonly fraction?: number;
  readonly isPaused: boolean;
  /** How many others are not downloaded to their end. */
  readonly others: number;
}

export interface PanelState {
  readonly conversationId: string;
  readonly turns: readonly PanelTurn[];
  readonly branches: Branches;
  readonly engine: EngineView;
  readonly model: ModelView;
  /** `private`: nothing of the conversation goes to the disk · `off`: nothing more of it, by the setting. */
  readonly privacy?: 'private' | 'off';
  /** A question that waits for the running answer to end. */
  readonly queued?: string;
  readonly download?: DownloadView;
}

/** The chats for the list cannot be read now. */
export interface ChatsFailed {
  readonly type: 'chatsFailed';
  readonly failure: FailureView;
}

export type ToPanel =
  | ToChatList
  | ChatsFailed
  | { readonly type: 'snapshot'; readonly state: PanelState }
  /** Added at the end. */
  | { readonly type: 'turnAdded'; readonly turn: PanelTurn }
  /** Other turns of the same conversation are on screen: after an edit, a deletion, or a step to another version. */
  | { readonly type: 'pathChanged'; readonly turns: readonly PanelTurn[]; readonly branches: Branches }
  /** `gone`: the fields it takes away, which JSON cannot say by `undefined`. */
  | {
      readonly type: 'answerChanged';
      readonly id: string;
      readonly change: AnswerChange;
      readonly gone?: readonly string[];
    }
  /** More text for the answer `id`. */
  | { readonly type: 'append'; readonly id: string; readonly text: string }
  /** The answer `id` starts again from nothing, or from `text` (what stood was not what the model said in the end). */
  | { readonly type: 'answerText'; readonly id: string; readonly text: string }
  /** All links of the answer `id`, in the order of its steps. */
  | { readonly type: 'stepLinks'; readonly id: string; readonly links: readonly StepLink[] }
  /** The steps of the answer `id` (see `StepLink.step`) that the editor shows now; no others are lit in the whole chat. */
  | { readonly type: 'stepsLit'; readonly id: string; readonly steps: readonly number[] }
  /** What a run of the code says about the answer `id`. */
  | { readonly type: 'runCompared'; readonly id: string; readonly run: RunView }
  | { readonly type: 'engineChanged'; readonly engine: EngineView }
  | { readonly type: 'modelChanged'; readonly model: ModelView }
  | { readonly type: 'queuedChanged'; readonly queued?: string }
  /** Without a download: it has ended. */
  | { readonly type: 'downloadChanged'; readonly download?: DownloadView }
  /** The question was not taken, or (without a failure) taken back: its words go back into the composer. */
  | { readonly type: 'refused'; readonly text: string; readonly failure?: FailureView }
  /** Something the user should know that belongs to no answer. */
  | { readonly type: 'notice'; readonly failure: FailureView }
  /** All that goes along with the next question, in order. */
  | { readonly type: 'attachmentsChanged'; readonly attachments: readonly AttachmentView[] }
  | { readonly type: 'meterChanged'; readonly meter: ContextMeter }
  /** What was being written when the window went away; for a composer that has no words of its own. */
  | { readonly type: 'draftRestored'; readonly text: string }
  /** The answer to `suggestContext` with this query. */
  | { readonly type: 'suggestions'; readonly query: string; readonly items: readonly ContextSuggestion[] }
  /** What was sent with the question `id` is this: cut to the window of the model that answers. */
  | { readonly type: 'contextChanged'; readonly id: string; readonly context: readonly ContextEntry[] }
  /** What the chat has of its own in place of the settings; behind each snapshot, and when it or the settings changed. */
  | ({ readonly type: 'chatSettingsChanged' } & ChatSettingsView)
  /** The user wants to see and change what the chat has of its own. */
  | { readonly type: 'showChatSettings' }
  | { readonly type: 'focusComposer' }
  /** To the last turn, for who reads with the keyboard. */
  | { readonly type: 'focusLastAnswer' }
  /** Bring a turn, or a step of it (0-based), into sight and give it the focus. */
  | { readonly type: 'showTurn'; readonly id: string; readonly step?: number };

/** Where a block of code goes: into the active editor, into a new one, or in place of what is selected. */
export const CODE_PLACES = ['cursor', 'newFile', 'selection'] as const;
export type CodePlace = (typeof CODE_PLACES)[number];

/** Characters; Mermaid's own limit. */
export const MAX_DIAGRAM = 50_000;

const id = v.pipe(v.string(), v.maxLength(100));
/** 0-based, among the steps of an answer. */
const step = v.pipe(v.number(), v.integer(), v.minValue(0));

const fromPanel = v.variant('type', [
  /** The page is up and listening: send the snapshot. */
  v.strictObject({ type: v.literal('ready') }),
  /** The user went into this page: what commands do is meant for it. */
  v.strictObject({ type: v.literal('focused') }),
  /** `wantsVote`: several chains are to answer. */
  v.strictObject({ type: v.literal('ask'), text: v.string(), wantsVote: v.exactOptional(v.boolean()) }),
  /** Ask something about the answer `id` or one of its steps. */
  v.strictObject({ type: v.literal('followUp'), id, text: v.string() }),
  v.strictObject({ type: v.literal('stop') }),
  v.strictObject({ type: v.literal('newChat') }),
  /** Ask the last answer's question again; the answer stays as another version. */
  v.strictObject({ type: v.literal('retry'), id }),
  /** Ask other words in place of the question `id`; it stays as another version, with what follows it. */
  v.strictObject({ type: v.literal('edit'), id, text: v.string() }),
  /** Show the previous or the next version of the turn `id`. */
  v.strictObject({ type: v.literal('switchBranch'), id, step: v.picklist([-1, 1]) }),
  /** Delete the turn `id` and what follows it; the host offers to undo that. */
  v.strictObject({ type: v.literal('deleteTurn'), id }),
  /** Let the last answer, which ended early, go on from its last word. */
  v.strictObject({ type: v.literal('continue'), id }),
  /** End the thought of the answer `id`, which is written or ended early, and let the answer follow. */
  v.strictObject({ type: v.literal('answerNow'), id }),
  /** Show the lines that a step of the answer `id` speaks of. */
  v.strictObject({ type: v.literal('showStep'), id, step }),
  v.strictObject({ type: v.literal('moveStep'), by: v.picklist([1, -1]) }),
  v.strictObject({ type: v.literal('hideSteps') }),
  /** Show this moment (0-based) of the run of the answer `id` in the editor; without one, none any more. */
  v.strictObject({ type: v.literal('showMoment'), id, moment: v.exactOptional(step) }),
  /** Let the last answer go on from before this step, or, with a `text`, from that text in its place. */
  v.strictObject({ type: v.literal('redoStep'), id, step, text: v.optional(v.string()) }),
  /** The link to a step of the answer `id`, onto the clipboard. */
  v.strictObject({ type: v.literal('copyStepLink'), id, step }),
  /** Save what the answer `id` was made from and with. */
  v.strictObject({ type: v.literal('saveReceipt'), id }),
  /** Keep the explanation `id`: in a file beside the code, or as a comment above it. */
  v.strictObject({ type: v.literal('keep'), id, place: v.picklist(['file', 'comment']) }),
  /** Ask again about the code of the answer `id` as it is now, and compare the steps. */
  v.strictObject({ type: v.literal('explainAgain'), id }),
  /** Take the waiting question back; it returns as `refused`, without a failure. */
  v.strictObject({ type: v.literal('cancelQueued') }),
  /** The composer holds this text; sent a moment after the last key. It is kept, counted, and may be prefetched. */
  v.strictObject({ type: v.literal('draftChanged'), text: v.string() }),
  /** Send along whatever is selected then, the problems of the active file, or what differs from the last commit. */
  v.strictObject({ type: v.literal('attach'), what: v.picklist(['selection', 'problems', 'changes', 'terminal']) }),
  /** Send along what the host suggested under this id. */
  v.strictObject({ type: v.literal('attachSuggestion'), id }),
  /** These addresses were dropped on the panel. The host does not take them at their word: it may ask the user. */
  v.strictObject({
    type: v.literal('attachDropped'),
    uris: v.pipe(v.array(v.pipe(v.string(), v.maxLength(4000))), v.maxLength(50)),
  }),
  v.strictObject({ type: v.literal('detach'), id }),
  v.strictObject({ type: v.literal('revealAttachment'), id }),
  /** Which files and symbols are meant by these letters? */
  v.strictObject({ type: v.literal('suggestContext'), query: v.pipe(v.string(), v.maxLength(200)) }),
  /** From now on the chat has these of its own in place of the settings, and no others. */
  v.strictObject({ type: v.literal('setChatSettings'), settings: chatSettingsShape }),
  /** Search all chats for these words. */
  v.strictObject({ type: v.literal('search'), text: query }),
  /** Ask about what is in the editor, or put the last explanation there. */
  v.strictObject({ type: v.literal('run'), command: v.picklist(PANEL_COMMANDS) }),
  v.strictObject({ type: v.literal('copy'), text: v.string() }),
  /** The user wants this block of an answer in an editor; `language` is the fence's word. */
  v.strictObject({
    type: v.literal('insertCode'),
    place: v.picklist(CODE_PLACES),
    code: v.pipe(v.string(), v.maxLength(1_000_000)),
    language: v.pipe(v.string(), v.maxLength(30)),
  }),
  /** The user wants to see this Mermaid source as a diagram. */
  v.strictObject({ type: v.literal('showDiagram'), code: v.pipe(v.string(), v.maxLength(MAX_DIAGRAM)) }),
  /** Show the lines the question `id` was asked about. */
  v.strictObject({ type: v.literal('revealSource'), id }),
  /** Show the piece `entry` of the context of question `id`. */
  v.strictObject({ type: v.literal('revealContext'), id, entry: id }),
  /** Ask the last question, `id`, again without the piece `entry` of its context. */
  v.strictObject({ type: v.literal('removeContext'), id, entry: id }),
  /** The user clicked a link in an answer. */
  v.strictObject({ type: v.literal('openLink'), href: v.pipe(v.string(), v.maxLength(2000)) }),
  v.strictObject({ type: v.literal('action'), action: v.picklist(PANEL_ACTIONS) }),
  ...fromChatList,
]);

export type FromPanel = v.InferOutput<typeof fromPanel>;

/** The message if it has one of the shapes above, else `undefined`. */
export function parseFromPanel(message: unknown): FromPanel | undefined {
  const result = v.safeParse(fromPanel, message);
  return result.success ? result.output : undefined;
}
