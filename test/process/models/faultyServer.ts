import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one request; requests beyond the plan are answered as they should be. */
export type Fault =
  | { readonly kind: 'none' }
  /** The connection breaks after so many bytes of the body. */
  | { readonly kind: 'cut'; readonly after: number }
  /** Nothing more comes after so many bytes. */
  | { readonly kind: 'stall'; readonly after: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'page' }
  /** The range is not looked at: the whole comes with 200. */
  | { readonly kind: 'no-range' }
  /** 206, but from another byte on than asked for. */
  | { readonly kind: 'other-range'; readonly shift: number }
  | { readonly kind: 'no-length' }
  | { readonly kind: 'flipped-byte'; readonly at: number };

export interface ServerSetup {
  readonly content: Buffer;
  readonly faults: readonly Fault[];
  /** `constant` stays the same for whatever content. */
  readonly etag: 'strong' | 'weak' | 'none' | 'constant';
  readonly ranges: boolean;
  /** Whether `If-Range` is looked at; some proxies do not pass it on. */
  readonly conditions?: boolean;
  /** Sends every request on to another origin first, as Hugging Face does. */
  readonly redirects: boolean;
}

export interface SeenRequest {
  readonly range: string | undefined;
  readonly authorization: string | undefined;
  /** Whether it came to the origin that the redirect leads to. */
  readonly redirected: boolean;
}

/** Serves one file on the loopback interface, badly. */
export class FaultyServer {
  /** Emulates an upload of another file: later answers are of this one, with another ETag. */
  content: Buffer;
  onStall: () => void = () => undefined;
  /** Bytes of bodies written so far, in all answers. */
  bodyBytes = 0;
  readonly seen: SeenRequest[] = [];
  readonly #setup: ServerSetup;
  readonly #faults: Fault[];
  readonly #origin: Server;
  readonly #store: Server;

  private constructor(setup: ServerSetup) {
    this.#setup = setup;
    this.content = setup.content;
    this.#faults = [...setup.faults];
    this.#origin = createServer((request, response) => void this.#answer(request, response, false));
    this.#store = createServer((request, response) => void this.#answer(request, response, true));
  }

  static async start(setup: ServerSetup): Promise<FaultyServer> {
    const server = new FaultyServer(setup);
    for (const each of [server.#origin, server.#store]) {
      each.listen(0, '127.0.0.1');
      await once(each, 'listening');
    }
    return server;
  }

  get port(): number {
    return (this.#origin.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/owner/model/resolve/main/model.gguf?signature=secret`;
  }

  /** Breaks every connection that is open now. */
  drop(): void {
    for (const each of [this.#origin, this.#store]) each.closeAllConnections();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.drop();
    for (const each of [this.#origin, this.#store]) {
      each.close();
      await once(each, 'close');
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse, redirected: boolean): Promise<void> {
    const { range, authorization } = request.headers;
    this.seen.push({ range, authorization, redirected });
    if (this.#setup.redirects && !redirected) {
      const { port } = this.#store.address() as AddressInfo;
      response.writeHead(302, { location: `http://127.0.0.1:${port}/blob?signed=1` }).end();
      return;
    }
    const fault = this.#faults.shift() ?? { kind: 'none' };
    if (fault.kind === 'reset') request.socket.destroy();
    else if (fault.kind === 'status') response.writeHead(fault.status, this.#statusHeaders(fault.status)).end('no');
    else if (fault.kind === 'page')
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end('<title>Sign in to the network</title>');
    else await this.#send(request, response, fault);
  }

  #statusHeaders(status: number): Record<string, string> {
    if (status === 416) return { 'content-range': `bytes */${this.content.length}` };
    return status === 429 || status === 503 ? { 'retry-after': '7' } : {};
  }

  get #etag(): string | undefined {
    const tag = `"${createHash('sha1').update(this.content).digest('hex')}"`;
    return { strong: tag, weak: `W/${tag}`, none: undefined, constant: '"1"' }[this.#setup.etag];
  }

  async #send(request: IncomingMessage, response: ServerResponse, fault: Fault): Promise<void> {
    const { content } = this;
    const asked = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const condition = this.#setup.conditions === false ? undefined : request.headers['if-range'];
    const ranged =
      asked > 0 &&
      this.#setup.ranges &&
      fault.kind !== 'no-range' &&
      (condition === undefined || condition === this.#etag);
    if (ranged && asked >= content.length) {
      response.writeHead(416, this.#statusHeaders(416)).end();
      return;
    }
    const shift = fault.kind === 'other-range' ? fault.shift : 0;
    const start = ranged ? Math.min(asked + shift, content.length - 1) : 0;
    let body = content.subarray(start);
    if (fault.kind === 'flipped-byte') {
      body = Buffer.from(body);
      const at = fault.at % body.length;
      body[at] = (body[at] ?? 0) ^ 0x20;
    }
    response.writeHead(ranged ? 206 : 200, {
      ...(fault.kind === 'no-length' ? {} : { 'content-length': body.length }),
      ...(this.#etag === undefined ? {} : { etag: this.#etag }),
      ...(ranged ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
    });
    const broken = fault.kind === 'cut' || fault.kind === 'stall';
    await this.#write(response, broken ? body.subarray(0, fault.after) : body);
    if (fault.kind === 'cut') request.socket.destroy();
    else if (fault.kind === 'stall') this.onStall();
    else response.end();
  }

  async #write(response: ServerResponse, body: Buffer): Promise<void> {
    response.flushHeaders();
    for (let at = 0; at < body.length && !response.destroyed; at += 16_384) {
      const piece = body.subarray(at, at + 16_384);
      await new Promise((resolve) => response.write(piece, resolve));
      this.bodyBytes += piece.length;
    }
  }
}
