import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import type { AttachmentTrouble, AttachmentView, ContextMeter } from '../../../protocol/composer.ts';
import type { AttachmentKind, ContextEntry } from '../../../protocol/conversation.ts';
import type { ToPanel } from '../../../protocol/panel.ts';
import type { ContextUse, MeasureParams } from '../../../protocol/inference.ts';
import type { Turn } from '../../../protocol/turns.ts';
import { attachedEntry, type AttachedPiece } from '../../../reasoning/context/attached.ts';
import { contextUse } from '../../../reasoning/prompt/contextUse.ts';
import type { Engine } from '../../engine/engine.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import type { SessionSettings } from '../../sessions/runs/answerRun.ts';
import { fitAttached, roomForAttached } from '../../questions/fitAttached.ts';
import type { Memento } from '../../history/history.ts';
import type { TokenCounter } from '../../questions/pickContext.ts';
import { modelTurns, unseenTurns } from '../../sessions/transcript.ts';

/** Something the user added, as it reads now. */
export interface ReadAttachment {
  readonly id: string;
  readonly kind: AttachmentKind;
  readonly name: string;
  readonly label: string;
  readonly isLive: boolean;
  readonly pieces: readonly AttachedPiece[];
  readonly trouble?: AttachmentTrouble;
}

/** What goes along with the next question. */
export interface AttachedThings extends EventEmitter<{ changed: [] }> {
  readonly isEmpty: boolean;
  read(): Promise<readonly ReadAttachment[]>;
  remove(...ids: readonly string[]): void;
  restore(context: readonly ContextEntry[]): void;
}

export type NextQuestionSettings = Pick<SessionSettings, 'maxTokens' | 'systemPrompt'> & {
  /** Tokens; counts until the model is loaded. */
  readonly contextSize: number;
  /** The system prompt comes with the workspace. */
  readonly hasWorkspacePrompt?: boolean;
};

/** The words of the composer, per workspace: VS Code may not have time to keep those of a page that is closed. */
const DRAFT = 'draft';

/** A moment without a key or a change, before anything is counted. */
const SETTLED_MS = 150;

/** How tokens are counted: by the model, or by the length of the text while there is none that has time. */
interface Measure extends TokenCounter {
  readonly isEstimate: boolean;
  readonly contextSize: number;
  use(params: MeasureParams): Promise<ContextUse>;
}

/**
 * The question being written, with what goes along with it: tells the panel what that takes of the context window, and
 * asks it. What it tells is what the inference process would decide, not a second opinion.
 */
export class NextQuestion extends EventEmitter<{ message: [ToPanel] }> {
  readonly #engine: Engine;
  readonly #openChats: OpenChats;
  readonly #attached: AttachedThings;
  readonly #settings: () => NextQuestionSettings;
  readonly #memento: Memento;
  #draft: string;
  /** A panel is there that shows what is told; before, nobody reads the conversation for it. */
  #isShown = false;
  #timer: NodeJS.Timeout | undefined;
  /** Grows with each look: an older one that ends later says nothing any more. */
  #looks = 0;
  #attachments: readonly AttachmentView[] = [];
  #meter: ContextMeter | undefined;

  constructor(
    engine: Engine,
    openChats: OpenChats,
    attached: AttachedThings,
    memento: Memento,
    settings: () => NextQuestionSettings,
  ) {
    super();
    this.#engine = engine;
    this.#openChats = openChats;
    this.#attached = attached;
    this.#settings = settings;
    this.#memento = memento;
    const kept = memento.get(DRAFT);
    this.#draft = typeof kept === 'string' ? kept : '';
    attached.on('changed', () => this.refresh());
    engine.on('state', ({ state }) => {
      if (state !== 'loading') this.refresh();
    });
    openChats.on('opened', () => this.refresh());
    openChats.on('generating', () => this.refresh());
    openChats.on('message', ({ type }) => {
      if (type === 'pathChanged' || type === 'chatSettingsChanged') this.refresh();
    });
    openChats.on('returned', ({ context = [] }) => attached.restore(context));
  }

  /** What a page must know where the next question will be asked. What was kept over a reload is counted only now. */
  messages(): ToPanel[] {
    this.#isShown = true;
    this.refresh();
    return [
      { type: 'attachmentsChanged', attachments: this.#attachments },
      ...(this.#meter === undefined ? [] : [{ type: 'meterChanged', meter: this.#meter } as const]),
    ];
  }

  /** The words that were in the composer of the side bar. */
  restoredDraft(): ToPanel[] {
    return this.#draft === '' ? [] : [{ type: 'draftRestored', text: this.#draft }];
  }

  /** @param isKept whether they are there again after a reload: those in the side bar */
  setDraft(text: string, isKept: boolean): void {
    // A draft for a private chat is as private: what was kept before it is not this one's.
    const isPrivate = this.#openChats.current.transcript.isPrivate;
    if (isKept && text !== this.#draft) void this.#memento.update(DRAFT, isPrivate ? undefined : text);
    this.#draft = text;
    this.refresh();
  }

  /** Asks this, with what can be sent of what was added; what cannot stays. */
  async ask(text: string, isKept: boolean, wantsVote = false): Promise<void> {
    this.setDraft('', isKept);
    const question = { text, ...(wantsVote && { wantsVote }) };
    if (text.trim() === '' || this.#attached.isEmpty) {
      await this.#openChats.ask(question);
      return;
    }
    const sent = (await this.#attached.read()).filter(({ pieces }) => pieces.length > 0);
    const context = sent.flatMap(({ pieces }) => pieces).map((piece, i) => attachedEntry(piece, String(i)));
    this.#attached.remove(...sent.map(({ id }) => id));
    await this.#openChats.ask({ ...question, ...(context.length === 0 ? {} : { context }) });
  }

  /** Counts anew, soon. */
  refresh(): void {
    if (!this.#isShown) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), SETTLED_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#looks++;
  }

  async #look(): Promise<void> {
    const look = ++this.#looks;
    const read = await this.#attached.read();
    const seen = await this.#seen(read, this.#measure()).catch(() =>
      this.#seen(read, guess(this.#settings().contextSize)),
    );
    if (look !== this.#looks) return;
    const { attachments, meter } = seen;
    if (!isDeepStrictEqual(attachments, this.#attachments)) {
      this.#attachments = attachments;
      this.emit('message', { type: 'attachmentsChanged', attachments });
    }
    if (!isDeepStrictEqual(meter, this.#meter)) {
      this.#meter = meter;
      this.emit('message', { type: 'meterChanged', meter });
    }
  }

  /** A process that writes an answer would count only after it. */
  #measure(): Measure {
    const { state } = this.#engine;
    if (state.state !== 'ready') return guess(this.#settings().contextSize);
    // A draft goes to no server before it is asked.
    const isRemote = this.#engine.capabilities.where === 'remote';
    if (isRemote || this.#openChats.isGenerating) return guess(state.info.contextSize);
    return {
      isEstimate: false,
      contextSize: state.info.contextSize,
      countTokens: (texts) => this.#engine.countTokens(texts),
      use: (params) => this.#engine.measure(params),
    };
  }

  async #seen(
    read: readonly ReadAttachment[],
    measure: Measure,
  ): Promise<{ readonly attachments: readonly AttachmentView[]; readonly meter: ContextMeter }> {
    const { current } = this.#openChats;
    const { turns, settings: own } = current.transcript;
    const { maxTokens, systemPrompt, hasWorkspacePrompt = false } = current.withOwn(this.#settings());
    const question = this.#draft;
    const before = modelTurns(turns, '', { systemPrompt, goOn: false });
    const base = { turns: before, question, maxTokens };
    const entries = read.flatMap(({ id, pieces }) => pieces.map((piece, i) => attachedEntry(piece, `${id} ${i}`)));
    const { contextSize, isEstimate } = measure;
    const asked = { contextSize, maxTokens, systemPrompt, question };
    const fitted =
      entries.length === 0
        ? []
        : await fitAttached(measure, entries, await roomForAttached((params) => measure.use(params), asked));
    const use = await measure.use({ ...base, context: fitted.map(({ text }) => text) });
    return {
      attachments: read.map((each) =>
        viewOf(
          each,
          fitted.filter(({ id }) => id.startsWith(`${each.id} `)),
          isEstimate,
        ),
      ),
      meter: {
        ...use,
        isEstimate,
        unseenTurns: unseenTurns(turns, use.droppedTurns),
        ...(hasWorkspacePrompt && own.systemPrompt === undefined && { hasWorkspacePrompt }),
      },
    };
  }
}

function viewOf(
  { id, kind, name, label, isLive, trouble }: ReadAttachment,
  entries: readonly ContextEntry[],
  isEstimate: boolean,
): AttachmentView {
  const sum = (value: (entry: ContextEntry) => number) => entries.reduce((total, entry) => total + value(entry), 0);
  const sent = entries.filter(({ text }) => text !== '');
  const why = trouble ?? (sent.length === 0 ? 'noRoom' : undefined);
  return {
    ...{ id, kind, name, label, isLive, isEstimate },
    firstLine: entries[0]?.firstLine ?? 0,
    lastLine: (sent.at(-1) ?? entries.at(-1))?.lastLine ?? 0,
    ...(sent.length > 1 && { pieces: sent.map(({ firstLine, lastLine }) => ({ firstLine, lastLine })) }),
    tokens: sum(({ tokens }) => tokens),
    leftOut: sum(({ leftOut = 0 }) => leftOut),
    ...(why === undefined ? {} : { trouble: why }),
  };
}

/** Characters to a token of code and English, about. */
const CHARACTERS = 3;
/** Tokens of the system sentence, and of a turn's role name. */
const [SYSTEM, ROLE] = [60, 4];

function guess(contextSize: number): Measure {
  const tokens = (text: string) => Math.ceil(text.length / CHARACTERS);
  const count = (turns: readonly Turn[]) =>
    turns.reduce((sum, { content }) => sum + ROLE + tokens(content), turns[0]?.role === 'system' ? 0 : SYSTEM);
  return {
    isEstimate: true,
    contextSize,
    countTokens: (texts) => Promise.resolve(texts.map(tokens)),
    use: (params) => Promise.resolve(contextUse(params, contextSize, count)),
  };
}
