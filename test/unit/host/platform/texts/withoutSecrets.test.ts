import { describe, expect, it } from 'vitest';
import { failureText } from '../../../../../src/host/platform/texts/failureText.ts';
import { withoutSecrets } from '../../../../../src/host/platform/texts/withoutSecrets.ts';

describe('an address in a text', () => {
  it.each([
    ['https://ada:pass@host/m.gguf', 'https://…@host/m.gguf'],
    ['at https://ada:p@ss@host/m.gguf.', 'at https://…@host/m.gguf.'],
    ['https://host/m.gguf?token=hf_abc&x=1', 'https://host/m.gguf?…'],
    ['"https://host/m.gguf#access_token=abc"', '"https://host/m.gguf?…"'],
    ['http://token@proxy:8080 failed', 'http://…@proxy:8080 failed'],
    ['socks5://ada:pw@proxy', 'socks5://…@proxy'],
  ])('gives nobody access: %s', (text, expected) => expect(withoutSecrets(text)).toBe(expected));

  it.each(['https://host/@scope/m.gguf', 'ada@example.org', 'hf:owner/model/m.gguf#main', 'Why? Because.'])(
    'stays as it is: %s',
    (text) => expect(withoutSecrets(text)).toBe(text),
  );
});

it('a failed download tells nobody the password', () => {
  const secret = 'https://ada:pass@host/m.gguf?sig=abc123';
  const reason = `Request cannot be constructed from a URL that includes credentials: ${secret}`;
  for (const failure of [
    { name: 'address-invalid', address: secret, problem: 'not-gguf' },
    { name: 'download-interrupted', address: secret, why: { name: 'unreachable' }, reason, bytes: 0, total: undefined },
    { name: 'download-refused', address: secret, status: 403, reason },
  ] as const) {
    const text = JSON.stringify(failureText(failure));
    expect(text).not.toMatch(/pass|abc123|ada/);
    expect(text).toContain('host/m.gguf');
  }
});
