import * as v from 'valibot';
import type * as vscode from 'vscode';
import { serverAddress } from '../engine/remote/connection/address.ts';
import { openServer } from '../engine/remote/connection/openServer.ts';
import type { Connection } from '../engine/remote/connection/connection.ts';

/** A server that was connected to, and its model where it has several. */
export interface KnownServer {
  /** Without `/v1`. */
  readonly address: string;
  readonly model?: string;
}

const KNOWN = 'cerebrum.servers';
const PLAIN = 'cerebrum.plainServers';
/** Servers that are offered; the oldest leave. */
const MOST = 20;

const knownShape = v.array(v.object({ address: v.string(), model: v.exactOptional(v.string()) }));
const plainShape = v.array(v.string());

type Memento = Pick<vscode.Memento, 'get' | 'update'>;
type Secrets = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;

/** The servers of this user: where they are, their keys (in the system's secret storage), and which may be talked to unencrypted. */
export class Servers {
  readonly #memento: Memento;
  readonly #secrets: Secrets;
  readonly #caFile: () => string;

  constructor(memento: Memento, secrets: Secrets, caFile: () => string) {
    this.#memento = memento;
    this.#secrets = secrets;
    this.#caFile = caFile;
  }

  /** The latest first. */
  get known(): readonly KnownServer[] {
    const { success, output } = v.safeParse(knownShape, this.#memento.get(KNOWN));
    return success ? output : [];
  }

  async remember(server: KnownServer): Promise<void> {
    const others = this.known.filter(({ address, model }) => address !== server.address || model !== server.model);
    await this.#memento.update(KNOWN, [server, ...others].slice(0, MOST));
  }

  async forget(server: KnownServer): Promise<void> {
    const others = this.known.filter(({ address, model }) => address !== server.address || model !== server.model);
    await this.#memento.update(KNOWN, others);
    if (others.some(({ address }) => address === server.address)) return;
    await this.setKey(server.address, '');
    const { host } = serverAddress(server.address);
    await this.#memento.update(
      PLAIN,
      this.#plain.filter((one) => one !== host),
    );
  }

  /** The user agreed that everything goes to this host (and port) unencrypted. */
  mayBePlain(host: string): boolean {
    return this.#plain.includes(host);
  }

  async allowPlain(host: string): Promise<void> {
    await this.#memento.update(PLAIN, [...new Set([...this.#plain, host])]);
  }

  /** Empty: none. `CEREBRUM_API_KEY` counts where none is stored, or where the system has no secret storage. */
  async keyOf(address: string): Promise<string> {
    return (await this.#storedKey(address)) ?? process.env['CEREBRUM_API_KEY'] ?? '';
  }

  /** Whether the key for a server is the one of the environment, which was given for none in particular. */
  async isKeyOfEnvironment(address: string): Promise<boolean> {
    const isThere = (process.env['CEREBRUM_API_KEY'] ?? '') !== '';
    return isThere && (await this.#storedKey(address)) === undefined;
  }

  #storedKey(address: string): Promise<string | undefined> {
    return Promise.resolve(this.#secrets.get(secretOf(address))).catch(() => undefined);
  }

  /** @throws Error the system has no secret storage */
  async setKey(address: string, key: string): Promise<void> {
    if (key === '') await this.#secrets.delete(secretOf(address));
    else await this.#secrets.store(secretOf(address), key);
  }

  /** How a server is reached now. @throws FailureError */
  async open(address: string, key?: string): Promise<Connection> {
    const { root, host } = serverAddress(address);
    return openServer({
      ...{ address, key: key ?? (await this.keyOf(root)), caFile: this.#caFile(), mayBePlain: this.mayBePlain(host) },
    });
  }

  get #plain(): readonly string[] {
    const { success, output } = v.safeParse(plainShape, this.#memento.get(PLAIN));
    return success ? output : [];
  }
}

/** A key is sent to the server it was given for and to no other. */
const secretOf = (address: string) => `cerebrum.serverKey ${serverAddress(address).root}`;

/** The server that a setting names, with the model that was picked there; `undefined`: this machine answers. */
export function chosenServer(setting: string, { known }: Pick<Servers, 'known'>): KnownServer | undefined {
  if (setting.trim() === '') return undefined;
  try {
    const { root } = serverAddress(setting);
    return known.find(({ address }) => address === root) ?? { address: root };
  } catch {
    // What is wrong with it is told when it is used.
    return { address: setting };
  }
}
