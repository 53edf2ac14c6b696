import { isDeepStrictEqual } from 'node:util';
import type { Engine } from '../../engine/engine.ts';
import type { SwitchEngine } from '../../engine/switchEngine.ts';
import type { KnownServer } from '../../models/servers.ts';
import type { ChatView } from '../../panel/chatView.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import { stopAnswers } from '../stopAnswers.ts';

export interface ServerSwitchParts {
  readonly engine: SwitchEngine;
  readonly openChats: OpenChats;
  readonly view: ChatView;
  /** The server that is to answer now; `undefined`: this machine. */
  readonly chosen: () => KnownServer | undefined;
  readonly createServer: (server: KnownServer) => Engine;
}

/** Lets a server answer in place of this machine, and this machine again. */
export class ServerSwitch {
  readonly #parts: ServerSwitchParts;
  #current: KnownServer | undefined;
  #switching = Promise.resolve();

  constructor(parts: ServerSwitchParts) {
    this.#parts = parts;
    this.#current = parts.chosen();
  }

  /** Follows what is chosen: a running answer is stopped, its words stay. Resolves when the other one can be asked. */
  update(): Promise<void> {
    const next = this.#parts.chosen();
    if (isDeepStrictEqual(next, this.#current)) return this.#switching;
    this.#current = next;
    this.#switching = this.#switching.then(() => this.#switch(next));
    return this.#switching;
  }

  async #switch(next: KnownServer | undefined): Promise<void> {
    const { engine, openChats, view, createServer } = this.#parts;
    await stopAnswers(openChats, () => engine.choose(next && createServer(next)));
    view.modelChanged();
    // A failure shows in the panel by the engine's state.
    engine.start().catch(() => undefined);
  }
}
