import { describe, expect, it } from 'vitest';
import { answeredBy, judge } from '../../../../../src/host/models/download/response.ts';

const ASKED = 'https://hub.example/owner/m.gguf';
const asked = { offset: 0, note: undefined, hashKnown: true, expectedBytes: undefined };
const answer = (status: number, url?: string) =>
  Object.defineProperties(new Response('', { status }), {
    url: { value: url ?? ASKED },
    redirected: { value: url !== undefined },
  });

describe('the server that refuses', () => {
  it('is the one that was asked', () => {
    expect(answeredBy(answer(403), ASKED)).toBe(ASKED);
  });

  it.each([403, 404, 401])('is the store that it sent on to, without the signature (%i)', (status) => {
    const response = answer(status, 'https://store.example/x/m.gguf?X-Signature=abc');
    const address = answeredBy(response, ASKED);
    expect(address).toBe('https://store.example/x/m.gguf');
    const refusal = { name: 'download-refused', address, status };
    if (status === 403) expect(judge(response, { ...asked, address })).toMatchObject({ failure: { failure: refusal } });
    else
      expect(() => judge(response, { ...asked, address })).toThrow(
        expect.objectContaining({ failure: expect.objectContaining(refusal) as unknown }) as Error,
      );
  });
});
