import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on the loopback interface that answers as Hugging Face does: files by `resolve`, their facts by `paths-info`. */
export class ModelHub {
  /** By `owner/repo/file.gguf`. */
  readonly files = new Map<string, Buffer>();
  /** Bodies stand still after so many bytes. */
  holdAfter: number | undefined;
  /** The next bodies break after so many bytes, one after the other. */
  readonly cuts: number[] = [];
  /** Whether it publishes hashes that are not those of its files. */
  lies = false;
  /** Where it sends those who ask for a file: another hub. */
  redirectTo: string | undefined;
  /** The `authorization` of every request, in order; empty without one. */
  readonly authorizations: string[] = [];
  /** First byte asked for of each body, in order. */
  readonly offsets: number[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  static async start(): Promise<ModelHub> {
    const hub = new ModelHub();
    hub.#server.listen(0, '127.0.0.1');
    await once(hub.#server, 'listening');
    return hub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent(new URL(request.url ?? '/', this.url).pathname);
    this.authorizations.push(request.headers.authorization ?? '');
    const info = /^\/api\/models\/([^/]+\/[^/]+)\/paths-info\/main$/.exec(path)?.[1];
    const file = /^\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/.exec(path);
    if (info !== undefined) this.#facts(info, request, response);
    else if (file && this.redirectTo !== undefined)
      response.writeHead(302, { location: `${this.redirectTo}${path}` }).end();
    else if (file) this.#body(this.files.get(`${file[1]}/${file[2]}`), request, response);
    else response.writeHead(404).end();
  }

  #facts(repository: string, request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { paths } = JSON.parse(Buffer.concat(chunks).toString()) as { paths: string[] };
      const facts = paths.flatMap((path) => {
        const content = this.files.get(`${repository}/${path}`);
        return content === undefined
          ? []
          : [{ path, lfs: { oid: this.lies ? '0'.repeat(64) : sha256(content), size: content.length } }];
      });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(facts));
    });
  }

  #body(content: Buffer | undefined, request: IncomingMessage, response: ServerResponse): void {
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    this.offsets.push(start);
    response.writeHead(start > 0 ? 206 : 200, {
      etag: `"${sha256(content).slice(0, 16)}"`,
      'content-length': content.length - start,
      ...(start > 0 ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
    });
    const cut = this.cuts.shift();
    if (cut !== undefined) response.write(content.subarray(start, start + cut), () => response.destroy());
    else if (this.holdAfter !== undefined) response.write(content.subarray(start, start + this.holdAfter));
    else response.end(content.subarray(start));
  }
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
