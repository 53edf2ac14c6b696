import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { planOf, type Dialect, type Plan, type Refusal } from './plan.ts';
import { wireOf, type Wire } from './wire.ts';

/** Tokens of the faulty servers: the bytes of a text, 10 added; BOS is 1, and `</s>` read as a control token is 2. */
const tokensOf = (text: string) => [...Buffer.from(text)].map((byte) => byte + 10);
const EOS_TEXT = '</s>';
/** Sent in the plan's small writes. */
const SMALL_BYTES = 120;

const OWNERS: Record<Dialect, string> = { llama: 'llamacpp', vllm: 'vllm', sglang: 'sglang', openai: 'someone' };

export interface FaultServer {
  /** Of the server that behaves as the plan of `seed`. */
  addressOf(seed: number): string;
  /** Prompts that came. */
  readonly prompts: readonly unknown[];
  stop(): Promise<void>;
}

/** A server of ours on this machine that answers as others do, and badly: how is drawn from the seed in the path. */
export async function faultServer(key: string): Promise<FaultServer> {
  const prompts: unknown[] = [];
  const asked = new Map<number, number>();
  const server = createServer((request, response) => {
    const [, seed = '0', path = ''] = /^\/p(\d+)(\/.*)$/.exec(request.url ?? '') ?? [];
    const plan = planOf(Number(seed), key);
    void answer(plan, path, request, response).catch(() => response.destroy());
  });
  const answer = async (plan: Plan, path: string, request: IncomingMessage, response: ServerResponse) => {
    request.socket.setNoDelay(true);
    const body = await bodyOf(request);
    if (path !== '/v1/completions') {
      sendFacts(plan, path, body, response);
      return;
    }
    prompts.push(body['prompt']);
    const times = asked.get(plan.seed) ?? 0;
    asked.set(plan.seed, times + 1);
    await sendAnswer(plan, times, response);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    addressOf: (seed) => `http://127.0.0.1:${String(port)}/p${String(seed)}`,
    prompts,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function sendFacts({ dialect }: Plan, path: string, body: Record<string, unknown>, response: ServerResponse): void {
  const json = (value: unknown, status = 200) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (path === '/v1/models') {
    json({ data: [{ id: 'model', owned_by: OWNERS[dialect], max_model_len: 4096, meta: { n_ctx: 4096 } }] });
  } else if (path === '/props' && dialect === 'llama') {
    json({ default_generation_settings: { n_ctx: 4096 }, total_slots: 4 });
  } else if (path === '/tokenize' && dialect === 'llama') {
    const { content, add_special: marked, parse_special: parsed } = body;
    json({
      tokens: [
        ...(marked === true ? [1] : []),
        ...(parsed === true ? parsedTokens(String(content)) : tokensOf(String(content))),
      ],
    });
  } else if (path === '/tokenize' && dialect === 'vllm' && typeof body['prompt'] === 'string') {
    json({ tokens: [...(body['add_special_tokens'] === true ? [1] : []), ...parsedTokens(body['prompt'])] });
  } else if (path === '/detokenize' && dialect === 'vllm') {
    json({ prompt: '<s>' });
  } else json({ detail: 'Not Found' }, 404);
}

/** As a tokenizer of Hugging Face reads a text. */
const parsedTokens = (text: string) =>
  text.split(EOS_TEXT).flatMap((part, index) => [...(index === 0 ? [] : [2]), ...tokensOf(part)]);

async function sendAnswer(plan: Plan, times: number, response: ServerResponse): Promise<void> {
  const { fault } = plan;
  if (fault.type === 'refused') {
    refuse(response, fault.what);
    return;
  }
  if (fault.type === 'first' && times < fault.times) {
    if (fault.what === 'reset') response.destroy();
    else refuse(response, fault.what);
    return;
  }
  if (fault.type === 'body') {
    response
      .writeHead(200, { 'content-type': fault.body.startsWith('<') ? 'text/html' : 'application/json' })
      .end(fault.body);
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  if (fault.type === 'endless') return writeForEver(response, fault.what);
  const wire = wireOf(plan);
  const bytes = sentBytes(plan, wire);
  for (let from = 0; from < bytes.length && !response.destroyed;) {
    const isSmall = from >= plan.smallFrom && from < plan.smallFrom + SMALL_BYTES;
    const size = isSmall ? plan.writeSize : from < plan.smallFrom ? Math.min(1000, plan.smallFrom - from) : 1000;
    await write(response, bytes.subarray(from, from + size));
    if (isSmall) await nextTurn();
    from += size;
  }
  if ((fault.type === 'cut' && !fault.clean) || (fault.type === 'error' && fault.closes)) response.destroy();
  else response.end();
}

/** Bytes before an error in the middle. */
export const errorFrom = ({ share }: { readonly share: number }, { events }: Wire): number =>
  events[Math.floor(share * events.length)]?.end ?? 0;

/** What of an answer is sent before its fault, and the fault where it is bytes. */
export function sentBytes({ fault, newline }: Plan, { bytes, events }: Wire): Buffer {
  if (fault.type === 'cut') return bytes.subarray(0, Math.floor(fault.share * bytes.length));
  if (fault.type !== 'error') return bytes;
  const before = errorFrom(fault, { bytes, events });
  return Buffer.concat([
    bytes.subarray(0, before),
    Buffer.from(`data: ${fault.shape}${newline}${newline}data: [DONE]${newline}${newline}`),
  ]);
}

async function writeForEver(response: ServerResponse, what: 'line' | 'events' | 'comments'): Promise<void> {
  const line = { line: 'x', events: 'data: {"choices":[]}\n\n', comments: ': still here\n\n' }[what].repeat(4096);
  while (!response.destroyed) await write(response, Buffer.from(line));
}

function refuse(response: ServerResponse, { status, headers, body }: Refusal): void {
  response.writeHead(status, { ...headers }).end(body);
}

/** Resolves once the system has the bytes, or the connection is gone. */
function write(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.write(bytes, () => {
      response.off('close', resolve);
      resolve();
    });
  });
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return parts.length === 0 ? {} : (JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>);
}
