import { describe, expect, it } from 'vitest';
import { AttemptFailed, breakOf, failingAddress } from '../../../../../src/host/models/download/interruption.ts';
import { realIo } from '../../../../../src/host/models/download/io.ts';

const networkError = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(`${code} of hub.example`), { code }) });

describe('what ended a download', () => {
  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
    ['ENOTFOUND', 'unknown-host'],
    ['EAI_AGAIN', 'unknown-host'],
    ['ECONNREFUSED', 'unreachable'],
    ['ECONNRESET', 'unreachable'],
  ])('is told by the code of the network (%s)', (code, name) => {
    expect(breakOf(networkError(code))).toEqual({ why: { name }, reason: `${code} of hub.example` });
  });

  it('is in our own words where we saw it', () => {
    expect(breakOf(new AttemptFailed({ name: 'silent' }))).toEqual({ why: { name: 'silent' }, reason: '' });
    expect(breakOf('odd')).toEqual({ why: { name: 'unreachable' }, reason: 'odd' });
  });
});

describe('the server at which a download fails', () => {
  /** Each address sends on to the next; the last one does as `last` says. */
  const servers = (addresses: readonly string[], last: () => Promise<Response>) => {
    const sent: [address: string, authorization: string | undefined][] = [];
    const fetch = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      const address = input instanceof Request ? input.url : String(input);
      sent.push([address, new Headers(init?.headers).get('authorization') ?? undefined]);
      const next = addresses[addresses.indexOf(address) + 1];
      return next === undefined
        ? last()
        : Promise.resolve(new Response(null, { status: 302, headers: { location: next } }));
    };
    const find = () =>
      failingAddress(
        { ...realIo, fetch },
        addresses[0] ?? '',
        { authorization: 'Bearer secret' },
        new AbortController().signal,
      );
    return { sent, find };
  };
  const refuse = () => Promise.reject(networkError('ECONNREFUSED'));

  it('is the last one of those that send on, which gets no token', async () => {
    const { sent, find } = servers(
      ['https://hub.example/m.gguf', 'https://hub.example/v1/m.gguf', 'https://store.example/m?sig=abc'],
      refuse,
    );
    expect(await find()).toBe('https://store.example/m');
    expect(sent.map(([, token]) => token)).toEqual(['Bearer secret', 'Bearer secret', undefined]);
  });

  it('is the one that was asked where nobody sends on', async () => {
    expect(await servers(['https://hub.example/m.gguf?x=1'], refuse).find()).toBe('https://hub.example/m.gguf');
  });

  it('is nobody where all answer, or send on for ever', async () => {
    const fine = () => Promise.resolve(new Response());
    expect(await servers(['https://hub.example/m.gguf', 'https://store.example/m'], fine).find()).toBeUndefined();
    const round = () =>
      Promise.resolve(new Response(null, { status: 302, headers: { location: 'https://hub.example/m.gguf' } }));
    expect(await servers(['https://hub.example/m.gguf'], round).find()).toBeUndefined();
  });
});
