/**
 * The border between the extension host and the chat panel (webview messages, JSON).
 * On `ready` the host sends one `snapshot`; from then on deltas, in order, about the conversation of that snapshot.
 * What the panel sends is checked by `parseFromPanel`: a webview shows model output and is not trusted.
 */
import * as v from 'valibot';
import { PANEL_ACTIONS, type FailureView } from './failureView.ts';
import { fromChatList, query, type ToChatList } from './chatList.ts';
import type { RunView } from './runView.ts';
import type { ContextUse, GenerationStats, LoadedModel } from './inference.ts';
import type { SamplingParams } from './sampling.ts';

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

/** A piece of the project that was sent with a question. */
export interface ContextEntry {
  readonly id: string;
  /** The name it is about, e.g. `addFee`; empty when it is about none. */
  readonly name: string;
  /** File name or path as the user knows it. */
  readonly label: string;
  readonly uri: string;
  /** 1-based, inclusive. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly tokens: number;
  /** As it stands in the prompt; empty when there was no room for any of it. */
  readonly text: string;
  /** What the user added it as; absent: it was found beside the code asked about. */
  readonly attached?: AttachmentKind;
  /** Lines (of problems: entries) at its end that did not fit. */
  readonly leftOut?: number;
}

/** What the user can add to a question. */
export const ATTACHMENT_KINDS = ['selection', 'file', 'problems', 'symbol'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/**
 * Why nothing of it can be sent. `missing`: the file is gone · `binary` · `tooLarge`: to be read at all · `empty`: nothing
 * is selected, there are no problems, only white space · `noRoom`: in the context window.
 */
export type AttachmentTrouble = 'missing' | 'binary' | 'tooLarge' | 'empty' | 'noRoom';

/** Something that goes along with the next question, as a chip shows it. */
export interface AttachmentView {
  readonly id: string;
  readonly kind: AttachmentKind;
  /** Of a symbol; else empty. */
  readonly name: string;
  /** File name or path as the user knows it; empty where there is no file (yet). */
  readonly label: string;
  /** What is sent, 1-based, inclusive; of a file that is sent whole, all of it. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly tokens: number;
  /** The model is not loaded or busy: `tokens` and `leftOut` are guesses. */
  readonly isEstimate: boolean;
  /** It is whatever is selected when the question is sent. */
  readonly isLive: boolean;
  /** Lines (of problems: entries) at its end that do not fit. */
  readonly leftOut: number;
  readonly trouble?: AttachmentTrouble;
}

/** What the context window would hold if the draft were sent now. */
export interface ContextMeter extends ContextUse {
  readonly isEstimate: boolean;
  /** Turns at the start of the conversation on screen that the model would not see. */
  readonly unseenTurns: number;
}

/** A file or symbol that `#` in the composer offers. */
export interface ContextSuggestion {
  readonly id: string;
  readonly kind: AttachmentKind;
  readonly name: string;
  /** Where it is. */
  readonly detail: string;
}

export interface Question {
  readonly role: 'user';
  readonly id: string;
  readonly text: string;
  readonly source?: QuestionSource;
  /** The code in the answer is to replace lines of `source`: the host shows it as a diff. */
  readonly wantsFix?: boolean;
  /** What was sent in front of `text`, best first. */
  readonly context?: readonly ContextEntry[];
}

/**
 * `waiting`: for the engine · `reading`: the prompt is prefilled · `writing`: text arrives ·
 * `finished` · `nextTurn`: the model began to write the next question · `stopped`: by the user · `limit`: the token limit · `contextFull`: the context's end ·
 * `failed`: see `failure` · `interrupted`: the window went away in the middle.
 */
export type AnswerStatus =
  | 'waiting'
  | 'reading'
  | 'writing'
  | 'finished'
  | 'nextTurn'
  | 'stopped'
  | 'limit'
  | 'contextFull'
  | 'failed'
  | 'interrupted';

/** The model said all it wanted to. */
export const COMPLETE_STATUSES: readonly AnswerStatus[] = ['finished', 'nextTurn'];

export const OPEN_STATUSES: readonly AnswerStatus[] = ['waiting', 'reading', 'writing'];

/** What an answer was written with, so that it can be written again. Answers of earlier versions have only two of the sampling values. */
export interface AnswerSettings
  extends Partial<Omit<SamplingParams, 'temperature' | 'seed'>>, Pick<SamplingParams, 'temperature' | 'seed'> {
  /** Tokens. */
  readonly maxTokens: number;
  /** Empty: the model's own sentence. */
  readonly systemPrompt: string;
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
  readonly settings?: AnswerSettings;
  /** Turns at the start of the conversation that the model did not see any more. */
  readonly droppedTurns?: number;
  /** In the order of its steps; `null` where nobody measured. */
  readonly stepCosts?: readonly (StepCost | null)[];
}

/** What it took to write a step. */
export interface StepCost {
  readonly tokens: number;
  readonly ms: number;
}

export interface AnswerStats extends GenerationStats {
  /** `cpu`, or the backend in use. */
  readonly gpu: string;
  readonly model: string;
  /** Answers of earlier versions have none. */
  readonly run?: ModelRun;
}

/** The model's file and how it ran. */
export interface ModelRun extends Pick<
  LoadedModel,
  'contextSize' | 'kvCacheType' | 'gpuLayers' | 'threads' | 'chatTemplate' | 'llamaCpp'
> {
  /** Its name, without the folders. */
  readonly file: string;
  readonly bytes: number;
  /** In hex, or `unknown`: nobody had the whole file read for it. */
  readonly sha256: string;
}

export type PanelTurn = Question | Answer;

/** A turn of which there are several versions: `place` (from 1) of `count`. */
export interface Branch {
  readonly place: number;
  readonly count: number;
}

/** By the turn's id; a turn with one version is not in it. */
export type Branches = Readonly<Record<string, Branch>>;

/** The fields of an answer that change while it is written; `undefined` takes a field away. */
export interface AnswerChange {
  readonly status?: AnswerStatus;
  readonly reading?: Answer['reading'] | undefined;
  readonly failure?: FailureView | undefined;
  readonly stats?: AnswerStats | undefined;
  readonly settings?: AnswerSettings;
  readonly droppedTurns?: number;
  readonly stepCosts?: Answer['stepCosts'] | undefined;
}

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

export type EngineView =
  | { readonly state: 'idle' }
  /** `fraction` of the model file, 0 to 1; absent while the process starts. */
  | { readonly state: 'loading'; readonly fraction?: number; readonly silence?: FailureView }
  | {
      readonly state: 'ready';
      /** It owes an answer and does not react, or one step of it takes very long. */
      readonly silence?: FailureView;
      /** It reacts, but one step of the model takes this long by now. */
      readonly stepSeconds?: number;
      readonly gpu: string;
      readonly contextSize: number;
      /** How it really runs, whatever the settings ask for; only of a model on this machine. */
      readonly run?: Pick<LoadedModel, 'devices' | 'gpuLayers' | 'layers' | 'kvCacheType'>;
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
  /** Questions that work well with this model, for the empty chat. */
  readonly examples: readonly string[];
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
  | { readonly type: 'focusComposer' }
  /** To the last turn, for who reads with the keyboard. */
  | { readonly type: 'focusLastAnswer' }
  /** Bring a turn, or a step of it (0-based), into sight and give it the focus. */
  | { readonly type: 'showTurn'; readonly id: string; readonly step?: number };

export /** Where a block of code goes: into the active editor, into a new one, or in place of what is selected. */
const CODE_PLACES = ['cursor', 'newFile', 'selection'] as const;
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
  v.strictObject({ type: v.literal('ask'), text: v.string() }),
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
  /** Show the lines that a step of the answer `id` speaks of. */
  v.strictObject({ type: v.literal('showStep'), id, step }),
  /** Let the last answer go on from before this step, or, with a `text`, from that text in its place. */
  v.strictObject({ type: v.literal('redoStep'), id, step, text: v.optional(v.string()) }),
  /** The link to a step of the answer `id`, onto the clipboard. */
  v.strictObject({ type: v.literal('copyStepLink'), id, step }),
  /** Keep the explanation `id`: in a file beside the code, or as a comment above it. */
  v.strictObject({ type: v.literal('keep'), id, place: v.picklist(['file', 'comment']) }),
  /** Take the waiting question back; it returns as `refused`, without a failure. */
  v.strictObject({ type: v.literal('cancelQueued') }),
  /** The composer holds this text; sent a moment after the last key. It is kept, counted, and may be prefetched. */
  v.strictObject({ type: v.literal('draftChanged'), text: v.string() }),
  /** Send along whatever is selected then, or the problems of the active file. */
  v.strictObject({ type: v.literal('attach'), what: v.picklist(['selection', 'problems']) }),
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
  /** Search all chats for these words. */
  v.strictObject({ type: v.literal('search'), text: query }),
  /** Explain the selection of the active editor. */
  v.strictObject({ type: v.literal('explain') }),
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
