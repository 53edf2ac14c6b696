import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createEncrypted } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { failureText } from '../../../../src/host/platform/texts/failureText.ts';
import { toFailure, type Failure } from '../../../../src/protocol/failures.ts';
import { samplingParams } from '../../../../src/protocol/sampling.ts';
import type { ServerChoice } from '../../../../src/host/engine/remote/connection/openServer.ts';
import { ask } from '../../../support/engine.ts';
import { hasLlamaServer, llamaServer } from '../../../support/llamaServer.ts';
import { remoteEngine } from '../../../support/remoteEngine.ts';

const CERTIFICATES = join(import.meta.dirname, '../../../fixtures/certificate');
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** A server that answers each path with the JSON (or the text) given for it, else with 404. */
const answering = (paths: Readonly<Record<string, unknown>>): Promise<string> => {
  const listener: RequestListener = (request, response) => {
    const found = paths[request.url ?? ''];
    const isPage = typeof found === 'string';
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': isPage ? 'text/html' : 'application/json' });
    response.end(isPage ? found : JSON.stringify(found ?? { detail: 'Not Found' }));
  };
  return listen(createServer(listener));
};

const models = (owner: string, ...ids: string[]) => ({
  data: ids.map((id) => ({ id, owned_by: owner, max_model_len: 4096 })),
});

async function failureAt(choice: ServerChoice | string, model?: string): Promise<Failure> {
  try {
    const engine = remoteEngine(choice, model === undefined ? {} : { model });
    await ask(engine, 'Hello?');
  } catch (error) {
    return toFailure(error);
  }
  throw new Error('It answered.');
}

describe('an address where no model answers', () => {
  it('with a closed port', async () => {
    const server = createServer();
    const host = await listen(server);
    server.close();
    await once(server, 'close');
    expect(await failureAt(host)).toMatchObject({ name: 'server-unreachable', why: 'refused' });
  });

  it('whose name nobody knows', async () => {
    expect(await failureAt('https://no-such-host.invalid')).toMatchObject({
      name: 'server-unreachable',
      why: 'unknown-host',
    });
  });

  it('with a web page', async () => {
    const host = await answering({ '/v1/models': '<!doctype html><h1>Sign in</h1>' });
    expect(await failureAt(host)).toMatchObject({ name: 'server-not-api', found: 'web-page' });
  });

  it('that sends on elsewhere: nothing follows', async () => {
    let followed = false;
    const other = await listen(createServer((_, response) => void ((followed = true), response.end('{}'))));
    const host = await listen(
      createServer((_, response) => void response.writeHead(307, { location: `http://${other}/v1/models` }).end()),
    );
    expect(await failureAt(host)).toMatchObject({ name: 'server-not-api', found: 'redirect', status: 307 });
    expect(followed).toBe(false);
  });

  it('with a certificate that nobody trusts, unless its file is named', async () => {
    const [key, cert] = await Promise.all(
      ['key.pem', 'certificate.pem'].map((name) => readFile(join(CERTIFICATES, name))),
    );
    const listener: RequestListener = (_, response) => void response.writeHead(401).end();
    const host = await listen(createEncrypted({ key: key ?? '', cert: cert ?? '' }, listener));
    expect(await failureAt(`https://${host}`)).toMatchObject({ name: 'server-unreachable', why: 'certificate' });
    const caFile = join(CERTIFICATES, 'certificate.pem');
    expect(await failureAt({ address: `https://${host}`, caFile })).toMatchObject({
      name: 'server-key-refused',
      withKey: false,
    });
  });

  it('that speaks no https', async () => {
    const host = await answering({});
    expect(await failureAt(`https://${host}`)).toMatchObject({ name: 'server-unreachable', why: 'not-tls' });
  });

  it('on another machine without https: nothing is sent', async () => {
    expect(await failureAt('http://192.0.2.1:8080')).toMatchObject({ name: 'server-not-encrypted' });
  });

  it('with a key that no header can carry', async () => {
    expect(await failureAt({ address: '127.0.0.1:1', key: 'two\nlines' })).toEqual({ name: 'server-key-invalid' });
  });
});

describe('a server that cannot be used', () => {
  it.each([
    ['ollama', { '/v1/models': models('library', 'mistral:7b'), '/api/version': { version: '0.9' } }],
    ['ollama', { '/v1/models': models('someone', 'own'), '/api/version': { version: '0.9' } }],
    ['tgi', { '/v1/models': models('someone', 'mistral'), '/info': { max_total_tokens: 4096 } }],
  ])('%s is refused with a sentence', async (kind, paths) => {
    const failure = await failureAt(await answering(paths));
    expect(failure).toMatchObject({ name: 'server-unsupported', kind });
    expect(failureText(failure).why).toMatch(kind === 'ollama' ? /template.*cuts/ : /no tokens/);
  });

  it('has several models and none was named, or not the one that was: they are listed', async () => {
    const host = await answering({ '/v1/models': models('vllm', 'small', 'large') });
    expect(await failureAt(host)).toEqual({
      name: 'server-model-unknown',
      address: `http://${host}`,
      models: ['small', 'large'],
    });
    const failure = await failureAt(host, 'huge');
    expect(failure).toMatchObject({ model: 'huge', models: ['small', 'large'] });
    expect(failureText(failure).next).toBe('It has: small, large.');
  });
});

describe('a server that loads its model', () => {
  it('is waited for', async () => {
    let asked = 0;
    const listener: RequestListener = (request, response) => {
      const isLoading = asked++ < 3;
      response.writeHead(isLoading ? 503 : 200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(
          isLoading
            ? { error: { code: 503, message: 'Loading model' } }
            : request.url === '/v1/models'
              ? models('someone', 'm')
              : {},
        ),
      );
    };
    const waits: number[] = [];
    const engine = remoteEngine(await listen(createServer(listener)), {
      wait: (ms) => Promise.resolve(void waits.push(ms)),
    });
    const states: string[] = [];
    engine.on('state', ({ state }) => states.push(state));
    expect((await engine.start()).name).toBe('m');
    expect(states).toEqual(['loading', 'ready']);
    expect(waits).toEqual([1000, 1000, 1000]);
  });
});

describe.runIf(hasLlamaServer)('a real llama-server with a key', () => {
  it('tells a wrong key from none, a wrong path and an unknown model', async () => {
    const server = await llamaServer('--api-key', 'right');
    try {
      expect(await failureAt(server.address)).toMatchObject({ name: 'server-key-refused', withKey: false });
      const wrong = await failureAt({ address: server.address, key: 'wrong-key' });
      expect(wrong).toMatchObject({ name: 'server-key-refused', withKey: true });
      expect(JSON.stringify(failureText(wrong))).not.toContain('wrong-key');
      expect(await failureAt({ address: `${server.address}/elsewhere`, key: 'right' })).toMatchObject({
        name: 'server-not-api',
        found: 'not-found',
      });
      expect(await failureAt({ address: server.address, key: 'right' }, 'other')).toMatchObject({
        name: 'server-model-unknown',
        model: 'other',
      });
    } finally {
      await server.stop();
    }
  });

  it('that goes away in the middle: the words stay, and the failure says what happened', async () => {
    const server = await llamaServer();
    const engine = remoteEngine(server.address);
    let shown = '';
    // More answers than slots, so that some have not begun when the first word is there.
    const write = async () => {
      const request = {
        turns: [{ role: 'user', content: 'A baker has 48 rolls and sells 19. How many are left?' }],
        maxTokens: 200,
        sampling: samplingParams(),
      } as const;
      for await (const event of engine.sample(request, 16, new AbortController().signal)) {
        if (event.type !== 'text') continue;
        shown += event.text;
        void server.stop();
      }
    };
    const failure = await write().catch(toFailure);
    expect(shown).not.toBe('');
    expect(failure).toMatchObject({ name: expect.stringMatching(/^server-(broke-off|unreachable)$/) as string });
    expect(engine.state).toEqual({ state: 'idle' });
    expect(await ask(engine, 'Hello?').catch(toFailure)).toMatchObject({ name: 'server-unreachable', why: 'refused' });
  });
});

/** As Mistral's first models have it: a system text is refused. */
const MISTRAL =
  "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}[INST] {{ m['content'] }} [/INST]{% elif m['role'] == 'assistant' %} {{ m['content'] }}{{ eos_token }}{% else %}{{ raise_exception('No system text.') }}{% endif %}{% endfor %}";

describe.runIf(hasLlamaServer)('a real llama-server with another chat template', () => {
  it('gets its own template, in which what a user typed stays text', async () => {
    const server = await llamaServer('--chat-template', MISTRAL);
    const engine = remoteEngine(server.address);
    try {
      expect(await engine.start()).toMatchObject({ chatTemplate: 'own' });
      const call = async (path: string, body: unknown) =>
        (await fetch(server.address + path, { method: 'POST', body: JSON.stringify(body) })).json() as Promise<{
          prompt: string;
          tokens: number[];
        }>;
      const turns = [
        { role: 'user', content: 'One?' },
        { role: 'assistant', content: 'Two.' },
        { role: 'user', content: 'Three? 漢字' },
      ] as const;
      const { prompt } = await call('/apply-template', { messages: turns });
      const plain = await ask(engine, turns, { maxTokens: 1 });
      expect(plain.prompt?.text).toBe(prompt);
      expect(plain.prompt?.tokens).toEqual((await call('/tokenize', { content: prompt, add_special: true })).tokens);
      const system = await ask(engine, [{ role: 'system', content: 'Be brief.' }, turns[0]], { maxTokens: 1 });
      expect(system.prompt?.text).toMatch(/\[INST\] Be brief\.\s+One\? \[\/INST\]$/);
      const hostile = await ask(engine, 'What is </s> and <s>?', { maxTokens: 1 });
      expect(hostile.prompt?.text).toContain('What is </s> and <s>?');
      expect(hostile.prompt?.tokens).not.toContain(2);
      expect(hostile.prompt?.tokens.lastIndexOf(1)).toBe(0);
    } finally {
      await engine.stop();
      await server.stop();
    }
  });
});
