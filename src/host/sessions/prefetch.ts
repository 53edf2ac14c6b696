import type { PrefetchResult } from '../../protocol/inference.ts';
import type { Engine } from '../engine/engine.ts';
import type { ChatSession } from './chatSession.ts';
import type { OpenChats } from './openChats.ts';
import type { AskedQuestion } from '../questions/askedQuestion.ts';

/** Tokens read ahead for one question, and within a minute, whatever comes of them. */
const MOST_AT_ONCE = 1024;
const MOST_PER_MINUTE = 2048;
const MINUTE_MS = 60_000;

/** Has an event of this name. */
interface Tells<Name extends string> {
  on(event: Name, listener: () => void): unknown;
}

export interface PrefetchParts {
  readonly engine: Pick<Engine, 'state' | 'capabilities' | 'prefetch'> & Tells<'state'>;
  readonly openChats: Pick<OpenChats, 'isGenerating'> &
    Tells<'generating'> & { readonly current: Pick<ChatSession, 'promptFor'> };
  /** Whether the settings and the machine allow it now. */
  readonly isAllowed: () => Promise<boolean>;
  readonly onRead: (result: PrefetchResult) => void;
}

/** Characters; a longer draft is not prefetched. */
const LONGEST_DRAFT = 20_000;

/** Whether the text in the composer may become a question: no command, and no single word, which may still become another. */
export const mayBecomeQuestion = (draft: string): boolean =>
  draft.trim().includes(' ') && !draft.startsWith('/') && draft.length <= LONGEST_DRAFT;

/** A question that is likely to be asked. */
export interface Likely {
  /** `undefined`: there is none after all. */
  readonly question: () => Promise<AskedQuestion | undefined>;
  /** It is still being typed. */
  readonly isDraft: boolean;
  /** Nothing else may happen for so long before it is read; milliseconds. */
  readonly after: number;
}

/**
 * Prefills the prompt that is likely to be asked next, once it no longer changes, while the model is loaded and idle, within a
 * bounded cost. Whatever else happens ends it; what failed meanwhile is told when the question is really asked.
 */
export class Prefetch {
  readonly #parts: PrefetchParts;
  #timer: NodeJS.Timeout | undefined;
  #running: AbortController | undefined;
  #spent: { readonly at: number; readonly tokens: number }[] = [];

  constructor(parts: PrefetchParts) {
    this.#parts = parts;
    parts.openChats.on('generating', () => this.cancel());
    parts.engine.on('state', () => this.cancel());
  }

  /** Reads `likely` ahead if nothing else happens until then. It takes the place of what was likely before. */
  expect(likely: Likely): void {
    this.cancel();
    if (!this.#isAtRest()) return;
    this.#timer = setTimeout(() => void this.#read(likely).catch(() => undefined), likely.after);
  }

  /** Something else happens. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = undefined;
  }

  dispose(): void {
    this.cancel();
  }

  async #read({ question, isDraft }: Likely): Promise<void> {
    const { engine, openChats, isAllowed, onRead } = this.#parts;
    const running = new AbortController();
    this.#running = running;
    if (!(await isAllowed())) return;
    const asked = await question();
    const limit = Math.min(MOST_AT_ONCE, this.#left());
    if (asked === undefined || limit <= 0 || running.signal.aborted || !this.#isAtRest()) return;
    const result = await engine.prefetch({ ...openChats.current.promptFor(asked), isDraft, limit }, running.signal);
    if (result === undefined || result.readTokens === 0) return;
    this.#spent.push({ at: Date.now(), tokens: result.readTokens });
    onRead(result);
  }

  #isAtRest(): boolean {
    const { engine, openChats } = this.#parts;
    // To make a question, code is counted: at a server that would be sending it, and nobody has asked.
    return engine.capabilities.prefetch && engine.state.state === 'ready' && !openChats.isGenerating;
  }

  #left(): number {
    const now = Date.now();
    this.#spent = this.#spent.filter(({ at }) => now - at < MINUTE_MS);
    return MOST_PER_MINUTE - this.#spent.reduce((sum, { tokens }) => sum + tokens, 0);
  }
}
