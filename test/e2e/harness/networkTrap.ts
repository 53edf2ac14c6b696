import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';

/** Runs before all else in each Node process of a VS Code: writes down whom it connects to or looks up. */
export const WATCH_NODE = new URL('watchNode.cjs', import.meta.url).pathname;

/**
 * A server that stands for the whole network: every name that the browser asks for leads here. Nothing is answered; that somebody
 * came is what counts.
 */
export class NetworkTrap {
  readonly #server: Server;
  /** What came first from each caller, with the name it wanted to reach. */
  readonly #callers: string[] = [];
  /** File that the Node processes write to. */
  readonly #log: string;

  private constructor(log: string) {
    this.#log = log;
    this.#server = createServer((socket) => this.#received(socket));
  }

  /** @param log a file that need not be there yet */
  static async open(log: string): Promise<NetworkTrap> {
    const trap = new NetworkTrap(log);
    await new Promise<void>((listening) => trap.#server.listen(0, '127.0.0.1', listening));
    return trap;
  }

  /** Flag of a Chromium that is caught here with all it wants from other machines. */
  get browserFlag(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1, EXCLUDE localhost`;
  }

  /** Variables for a VS Code whose Node processes tell what they connect to. */
  get nodeEnv(): Record<string, string> {
    return { NODE_OPTIONS: `--require=${WATCH_NODE}`, CEREBRUM_NETWORK_LOG: this.#log };
  }

  /** Everybody who wanted to reach another machine so far. */
  get callers(): string[] {
    return [...this.#callers, ...nodeCallers(this.#log)];
  }

  async close(): Promise<void> {
    await new Promise((closed) => this.#server.close(closed));
  }

  #received(socket: Socket): void {
    const index = this.#callers.push('browser: connected') - 1;
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      // A request, or a TLS greeting, which has the name in plain text.
      const names = bytes.toString('latin1').match(/[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/g) ?? [];
      this.#callers[index] = `browser: ${[...new Set(names)].join(' ')}`;
      socket.destroy();
    });
  }
}

function nodeCallers(log: string): string[] {
  try {
    return readFileSync(log, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
