import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';

/** What a Chromium asks for on its own, and the gallery that VS Code asks about its extensions. */
const OTHERS = /(^|\.)(google|googleapis|gvt1|open-vsx)\.(com|org)$/;

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

  /** Variables for a VS Code with the extension `networkWatch`, whose Node processes tell whom they try to reach. */
  get nodeEnv(): Record<string, string> {
    return { CEREBRUM_NETWORK_LOG: this.#log };
  }

  /** Everybody whom somebody wanted to reach so far. */
  get callers(): string[] {
    return [
      ...this.#callers.filter((name) => !OTHERS.test(name.replace(/^browser: /, '').replace(/:\d+$/, ''))),
      ...nodeCallers(this.#log),
    ];
  }

  async close(): Promise<void> {
    await new Promise((closed) => this.#server.close(closed));
  }

  #received(socket: Socket): void {
    const index = this.#callers.push('browser: somebody') - 1;
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      this.#callers[index] = `browser: ${wantedName(bytes)}`;
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

/** The name in a TLS greeting, where it stands behind its length, or in a request. */
function wantedName(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  for (const { 0: found, index } of text.matchAll(/[\w-]+(?:\.[\w-]+)+/g)) {
    const length = index < 2 ? 0 : bytes.readUInt16BE(index - 2);
    if (length > 3 && length <= found.length) return found.slice(0, length);
  }
  return /^host: (.*?)\r$/im.exec(text)?.[1] ?? text.slice(0, 60);
}
