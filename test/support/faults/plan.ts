/** What goes wrong with one answer of a server, drawn from a seed. */

export type Dialect = 'llama' | 'vllm' | 'sglang' | 'openai';

/** Before an answer begins: a status, with what it says. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Fault =
  | { readonly type: 'none' }
  /** So many refusals or broken connections come before the answer. */
  | { readonly type: 'first'; readonly times: number; readonly what: 'reset' | Refusal }
  | { readonly type: 'refused'; readonly what: Refusal; readonly expected: readonly string[] }
  /** The share of the answer's bytes that is sent. `clean`: the server ends its answer there, as if it were whole. */
  | { readonly type: 'cut'; readonly share: number; readonly clean: boolean }
  | { readonly type: 'error'; readonly share: number; readonly shape: string; readonly closes: boolean }
  /** A 200 that is no stream. */
  | { readonly type: 'body'; readonly body: string }
  | { readonly type: 'endless'; readonly what: 'line' | 'events' | 'comments' }
  | { readonly type: 'unfinished' | 'aborted' | 'badUtf8' | 'notJson' | 'unknownIndex' };

export interface Plan {
  readonly seed: number;
  readonly dialect: Dialect;
  /** The text of each answer, in the pieces in which it is sent. */
  readonly chains: readonly (readonly string[])[];
  readonly newline: '\n' | '\r\n';
  readonly hasSpace: boolean;
  readonly comments: boolean;
  readonly fields: boolean;
  readonly done: boolean;
  /** Bytes of one write at most, and from which byte on some hundred are sent so; all others in large pieces. */
  readonly writeSize: number;
  readonly smallFrom: number;
  readonly fault: Fault;
}

export type Random = () => number;

/** Marsaglia's xorshift32: numbers from 0 to 1, the same for the same seed. */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export const oneOf = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;

const TEXTS = [
  ' 17 + 25 = 42.\nAnswer: 42',
  ' Naïve Größe: 漢字かな, Ελληνικά, 🙂🙃👩‍👩‍👧, ﷽ and a\u0000byte.\n\n```ts\r\nlet a = "</s>";\r\n```',
  ' data: [DONE]\n\ndata: {"error":"no"}\n\n: a comment\nevent: x',
  ' {"choices":[{"text":"inside"}]} \\" \u2028 \u2029 \\u0041',
  'x',
  ' long '.repeat(40),
];

/** @param key what the server knows of the caller and may echo */
export function planOf(seed: number, key: string): Plan {
  const random = randomOf(seed);
  const dialect = oneOf(random, ['llama', 'vllm', 'sglang', 'openai'] as const);
  // Whoever knows nothing of a server asks for one answer at a time.
  const count = dialect === 'openai' || random() < 0.5 ? 1 : 2 + Math.floor(random() * 3);
  return {
    ...{ seed, dialect },
    chains: Array.from({ length: count }, () => pieces(random, oneOf(random, TEXTS))),
    newline: random() < 0.3 ? '\r\n' : '\n',
    hasSpace: random() < 0.8,
    comments: random() < 0.3,
    fields: random() < 0.2,
    done: random() < 0.7,
    writeSize: oneOf(random, [1, 2, 3, 7, 64, 1000, 100_000]),
    smallFrom: Math.floor(random() * 1500),
    fault: faultOf(random, key),
  };
}

function pieces(random: Random, text: string): string[] {
  const characters = Array.from(text);
  const found: string[] = [];
  while (characters.length > 0) found.push(characters.splice(0, 1 + Math.floor(random() * 6)).join(''));
  return found;
}

function faultOf(random: Random, key: string): Fault {
  const kind = random();
  if (kind < 0.2) return { type: 'none' };
  if (kind < 0.5) return { type: 'cut', share: random(), clean: random() < 0.5 };
  if (kind < 0.6) {
    const shape = oneOf<unknown>(random, [
      { error: { message: `out of memory for Bearer ${key}`, type: 'server_error', code: 500 } },
      { object: 'error', message: `${key} failed` },
      { error: key },
    ]);
    return { type: 'error', share: random(), shape: JSON.stringify(shape), closes: random() < 0.5 };
  }
  if (kind < 0.7) {
    const wait = oneOf(random, [{}, { 'retry-after': '1' }, { 'retry-after': '0' }]);
    const busy = {
      status: oneOf(random, [429, 503]),
      headers: wait,
      body: oneOf(random, ['', '{"error":{"message":"Loading model"}}', key]),
    };
    return { type: 'first', times: 1 + Math.floor(random() * 3), what: random() < 0.4 ? 'reset' : busy };
  }
  if (kind < 0.85) return refused(random, key);
  if (kind < 0.9) {
    const bodies = [
      `<!DOCTYPE html><p>${key}</p>`,
      '',
      'null',
      '{"error":{"message":"no"}}',
      '[1,2]',
      '{"choices":[{"text":"whole","index":0,"finish_reason":"stop"}]}',
    ];
    return { type: 'body', body: oneOf(random, bodies) };
  }
  if (kind < 0.93) return { type: 'endless', what: oneOf(random, ['line', 'events', 'comments']) };
  return { type: oneOf(random, ['unfinished', 'aborted', 'badUtf8', 'notJson', 'unknownIndex']) };
}

function refused(random: Random, key: string): Fault {
  const html = `<html><title>${key}</title></html>`;
  const json = (message: string, more = '') =>
    JSON.stringify({ error: { message: `${message} ${key}`, type: 'x' } }) + more;
  return oneOf<Fault>(random, [
    {
      type: 'refused',
      expected: ['server-key-refused'],
      what: { status: oneOf(random, [401, 403]), headers: {}, body: oneOf(random, [html, json('bad key')]) },
    },
    {
      type: 'refused',
      expected: ['server-not-api'],
      what: {
        status: oneOf(random, [301, 302, 307, 308]),
        headers: { location: `http://127.0.0.1:9/${key}` },
        body: '',
      },
    },
    {
      type: 'refused',
      expected: ['server-not-api'],
      what: { status: 404, headers: {}, body: oneOf(random, [html, '', json('File Not Found')]) },
    },
    {
      type: 'refused',
      expected: ['server-model-unknown'],
      what: { status: 404, headers: {}, body: json('The model does not exist.') },
    },
    {
      type: 'refused',
      expected: ['question-too-long'],
      what: { status: 400, headers: {}, body: '{"error":{"message":"too long","n_prompt_tokens":5000,"n_ctx":4096}}' },
    },
    {
      type: 'refused',
      expected: ['question-too-long'],
      what: {
        status: 400,
        headers: {},
        body: json("This model's maximum context length is 4096 tokens. However, you requested 5000 tokens"),
      },
    },
    {
      type: 'refused',
      expected: ['server-refused', 'server-not-api'],
      what: {
        status: oneOf(random, [400, 500, 502, 504]),
        headers: {},
        body: oneOf(random, [html, '', json('boom'), key]),
      },
    },
    {
      type: 'refused',
      expected: ['server-busy'],
      what: {
        status: oneOf(random, [429, 503]),
        headers: { 'retry-after': oneOf(random, ['3600', 'Wed, 21 Oct 2099 07:28:00 GMT', '2']) },
        body: key,
      },
    },
  ]);
}
