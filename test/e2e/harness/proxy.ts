import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** An HTTP proxy on the loopback interface: names lead to one server of this machine, addresses of this machine to themselves. */
export class Proxy {
  /** `host:port` of each tunnel it was asked for. */
  readonly asked: string[] = [];
  readonly #server: Server;

  private constructor(target: string) {
    this.#server = createServer((_request, response) => response.writeHead(501).end());
    this.#server.on('connect', (request, socket) => {
      const asked = request.url ?? '';
      this.asked.push(asked);
      const { hostname, port } = new URL(asked.startsWith('127.0.0.1:') ? `http://${asked}` : target);
      const through = connect(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(through).pipe(socket);
      });
      through.on('error', () => socket.destroy());
      socket.on('error', () => through.destroy());
    });
  }

  static async start(target: string): Promise<Proxy> {
    const proxy = new Proxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
