import { Worker } from 'node:worker_threads';
import type { FromTemplateThread, RenderOrder, TemplateData, TemplatePiece } from './templateMessages.ts';

/**
 * What a template may take is counted in the thread (`jinja/budget.ts`), so that a busy machine changes nothing. This catches
 * what that count does not see; in milliseconds.
 */
const LONGEST_RENDER = 2000;
const LONGEST_START = 30_000;
const MEMORY = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, codeRangeSizeMb: 16, stackSizeMb: 2 };

/** The template took more time or memory than it may, and was ended. It is of no use in this process any more. */
export class TemplateUnusable extends Error {}

/** The template cannot render these messages, or does not want to. */
export class TemplateRefused extends Error {}

/** Renders a chat template in a thread of its own, within limits. Renders run one after the other. */
export class TemplateRenderer {
  readonly #worker: Worker;
  readonly #started: Promise<FromTemplateThread>;
  #queue: Promise<unknown>;
  #ended: TemplateUnusable | undefined;

  constructor(data: TemplateData) {
    // Run from source in development, from one bundle in the extension.
    const entry = import.meta.url.endsWith('.ts') ? './templateThread.ts' : './templateThread.mjs';
    this.#worker = new Worker(new URL(entry, import.meta.url), { workerData: data, resourceLimits: MEMORY, env: {} });
    this.#worker.unref();
    this.#started = this.#next(LONGEST_START);
    this.#queue = this.#started.catch(() => undefined);
  }

  /** @throws TemplateRefused, TemplateUnusable */
  render(order: RenderOrder): Promise<readonly TemplatePiece[]> {
    const rendered = this.#queue.then(() => this.#render(order));
    this.#queue = rendered.catch(() => undefined);
    return rendered;
  }

  /** Ends the thread. */
  close(): void {
    this.#ended ??= new TemplateUnusable('it is closed');
    void this.#worker.terminate();
  }

  async #render(order: RenderOrder): Promise<readonly TemplatePiece[]> {
    await this.#started;
    if (this.#ended !== undefined) throw this.#ended;
    const answer = this.#next(LONGEST_RENDER);
    this.#worker.postMessage(order);
    const message = await answer;
    if (message.type === 'rendered') return message.pieces;
    const reason = message.type === 'failed' ? message.reason : 'it does not answer';
    if (message.type === 'failed' && !message.isLimit) throw new TemplateRefused(reason);
    throw this.#end(reason);
  }

  /** The next message of the thread. @throws TemplateUnusable where there is none in time; the thread is ended then */
  #next(limit: number): Promise<FromTemplateThread> {
    const worker = this.#worker;
    // While somebody waits for it, the process waits, too.
    worker.ref();
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        worker.unref();
        end();
      };
      const onMessage = (message: FromTemplateThread) => settle(() => resolve(message));
      const onError = (error: unknown) => settle(() => reject(this.#end(reasonOf(error))));
      const onExit = () => settle(() => reject(this.#end('its thread ended')));
      const timer = setTimeout(
        () => settle(() => reject(this.#end(`it takes more than ${limit / 1000} seconds`))),
        limit,
      );
      worker.once('message', onMessage).once('error', onError).once('exit', onExit);
    });
  }

  #end(reason: string): TemplateUnusable {
    this.#ended ??= new TemplateUnusable(reason);
    // A late error of the thread concerns nobody any more.
    this.#worker.on('error', () => undefined);
    void this.#worker.terminate();
    return this.#ended;
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return `it takes more than ${MEMORY.maxOldGenerationSizeMb} MB of memory`;
  return error instanceof Error ? error.message : String(error);
}
