import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import type { Pulse } from '../../../../src/host/engine/pulse.ts';
import { ask } from '../../../support/engine.ts';
import { remoteEngine } from '../../../support/remoteEngine.ts';

const word = (text: string, reason: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, text, finish_reason: reason }] })}\n\n`;

it('a server that is busy, and one that says nothing for long, are told of while they are waited for', async () => {
  let asked = 0;
  let silent: ServerResponse | undefined;
  const server = createServer((request, response) => {
    if (request.url === '/v1/models') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: [{ id: 'm', owned_by: 'somebody', max_model_len: 4096 }] }));
    } else if (request.url !== '/v1/completions') {
      response.writeHead(404).end('{}');
    } else if (asked++ === 0) {
      response.writeHead(503, { 'retry-after': '7', 'content-type': 'application/json' }).end('{}');
    } else {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(word('It'));
      silent = response;
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const waits: number[] = [];
  const wait = (ms: number) => Promise.resolve(waits.push(ms));
  const engine = remoteEngine(`127.0.0.1:${port}`, { quietMs: 60, wait });
  const pulses: Pulse[] = [];
  engine.on('pulse', (pulse) => {
    pulses.push(pulse);
    // The server goes on as soon as it was told that it says nothing.
    if (pulse.state === 'quiet') silent?.end(word(' is 42.', 'stop') + 'data: [DONE]\n\n');
  });
  try {
    const { answer } = await ask(engine, 'What is 17 + 25?');
    expect(answer).toBe('It is 42.');
    expect(waits).toEqual([7000]);
    expect(pulses).toContainEqual({ state: 'waiting', why: 'busy', seconds: 7 });
    expect(pulses.slice(-2)).toEqual([{ state: 'quiet', seconds: expect.any(Number) as number }, { state: 'well' }]);
    expect(engine.pulse).toEqual({ state: 'well' });
  } finally {
    await engine.stop();
    server.closeAllConnections();
    server.close();
  }
});
