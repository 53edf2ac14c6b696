/** A conversation as it is stored and shown: questions with what was sent with them, and answers with how they came about. */
import type { FailureView } from './failureView.ts';
import type { GenerationStats, LoadedModel, Made, StopReason } from './inference.ts';
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
  /** The lines that were selected, in order, where there are others between them. */
  readonly pieces?: readonly { readonly firstLine: number; readonly lastLine: number }[];
  /** Last line that was really sent; smaller than `lastLine` when the selection was cut to the budget. */
  readonly lastSentLine: number;
  /** Of the only line that was sent the rest did not fit. */
  readonly isLineCut?: boolean;
}

/** A piece of the project that was sent with a question. */
export interface ContextEntry {
  readonly id: string;
  /** The name it is about, e.g. `addFee`; empty when it is about none. */
  readonly name: string;
  /** File name or path as the user knows it; of a terminal the command. */
  readonly label: string;
  /** Empty where it is of no document. */
  readonly uri: string;
  /** 1-based, inclusive. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly tokens: number;
  /** As it stands in the prompt; empty when there was no room for any of it. */
  readonly text: string;
  /** What the user added it as; absent: it was found beside the code asked about. */
  readonly attached?: AttachmentKind;
  /** Lines (of problems: entries) at its end, of a terminal at its beginning, that did not fit. */
  readonly leftOut?: number;
}

/** What the user can add to a question. */
export const ATTACHMENT_KINDS = ['selection', 'file', 'problems', 'changes', 'symbol', 'terminal'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

export interface Question {
  readonly role: 'user';
  readonly id: string;
  readonly text: string;
  readonly source?: QuestionSource;
  /** The code in the answer is to replace lines of `source`: the host shows it as a diff. */
  readonly wantsFix?: boolean;
  /** Several chains answer it, and what most of them say is the answer. */
  readonly wantsVote?: boolean;
  /** What was sent in front of `text`, best first. */
  readonly context?: readonly ContextEntry[];
}

/**
 * `waiting`: for the engine · `reading`: the prompt is prefilled · `writing`: text arrives ·
 * `finished` · `nextTurn`: the model began to write the next question · `stopped`: by the user · `limit`: the token limit · `contextFull`: the context's end · `loop`: it said the same over and over ·
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
  | 'loop'
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
  /** The temperature is higher than the user's: the likeliest answer was there already. */
  readonly isAnew?: boolean;
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
  /** How often the same came again when the question was tried again. */
  readonly repeats?: number;
  /** What its last part was made with; of a vote: the chain that is shown. Absent where nobody knows that of all its parts. */
  readonly made?: Made;
  /** What it held when its last part began, in order; absent: nothing. */
  readonly earlier?: readonly AnswerPart[];
  /** The user had its thought end and the answer follow: its steps are not finished. */
  readonly answeredEarly?: boolean;
  /** Several chains were asked for: `text` is the best one of those that agree most. */
  readonly vote?: AnswerVote;
  /** The question was answered some more times beside it. */
  readonly tries?: MoreTries;
}

/** Whether the model stays with an answer when the same question is answered again, at a higher temperature. */
export interface MoreTries {
  readonly asked: number;
  /** As many as were asked for, or they are still being written. */
  readonly ended: number;
  /** Of those that ended: with the same final answer. */
  readonly same: number;
  /** Another answer that two or more gave, more than gave the same or any third one. */
  readonly other?: { readonly answer: string; readonly count: number };
}

/** A part of an answer that was written in several. */
export interface AnswerPart {
  /** Where it ends in the answer's text, in UTF-16 units; it begins where the one before ends. */
  readonly end: number;
  /** Absent: no model wrote it. The user did, or it closes a thought. */
  readonly made?: Made;
  /** Tokens that were asked for. */
  readonly maxTokens?: number;
}

/** Several chains of one prompt. Who agrees with whom is counted from them each time. */
export interface AnswerVote {
  /** Chains that were asked for. */
  readonly asked: number;
  /** Chains that are written side by side; absent where that is not known. */
  readonly atOnce?: number;
  /** Chains were stopped once another result was unlikely; absent: only once it was impossible. */
  readonly isLikely?: boolean;
  /** Those that ended, by their index, and behind the end of the vote those that were stopped after some text. */
  readonly chains: readonly VoteChain[];
}

export interface VoteChain {
  /** Its index; counts from 0. */
  readonly chain: number;
  readonly text: string;
  /** `stopped`: it does not vote. */
  readonly status: StopReason;
  /** As it was read from the text; absent: it gave none. */
  readonly answer?: string;
  /** Statements that a check found wrong. */
  readonly failedChecks: number;
  readonly tokens: number;
  readonly seed: number;
}

/** What it took to write a step. */
export interface StepCost {
  readonly tokens: number;
  readonly ms: number;
}

export interface AnswerStats extends GenerationStats {
  /** `cpu`, the backend in use, or host and port of the server. */
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
  readonly made?: Made | undefined;
  readonly earlier?: readonly AnswerPart[] | undefined;
  readonly answeredEarly?: boolean | undefined;
  readonly tries?: MoreTries | undefined;
  readonly vote?: AnswerVote | undefined;
  readonly repeats?: number;
}
