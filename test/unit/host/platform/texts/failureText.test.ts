import { describe, expect, it } from 'vitest';
import { failureText } from '../../../../../src/host/platform/texts/failureText.ts';
import type { DownloadBreak, Failure, ImportProblem } from '../../../../../src/protocol/failures.ts';

const why = (failure: Failure) => failureText(failure).why;
const address = 'https://store.example/m.gguf';

describe('a size in a failure', () => {
  const wrong = (found: number, expected: number) => why({ name: 'download-wrong-size', address, found, expected });

  it('is told as people read it', () => {
    expect(wrong(1_200_000, 4_368_440_128)).toBe(`${address} has 1.2 MB; 4.4 GB were expected.`);
    const large = { name: 'import-too-large', path: 'a.json', unit: 'bytes', found: 300e6, limit: 256e6 } as const;
    expect(why(large)).toBe('a.json has 300 MB; at most 256 MB are read.');
  });

  it('is told by the difference where both read the same', () => {
    expect(wrong(4_368_440_127, 4_368_440_128)).toBe(`${address} has 1 kB less than the expected 4.4 GB.`);
    expect(wrong(4_370_440_128, 4_368_440_128)).toBe(`${address} has 2.0 MB more than the expected 4.4 GB.`);
  });
});

describe('a download that ended', () => {
  const names = ['silent', 'ended-early', 'changed', 'certificate', 'unknown-host', 'unreachable'] as const;
  it.each<DownloadBreak>([...names.map((name) => ({ name })), { name: 'status', status: 503 }])(
    'names the server and what it did: $name',
    (ended) => {
      const reason = 'fetch failed';
      const text = failureText({ name: 'download-interrupted', address, why: ended, reason, bytes: 0, total: 1 });
      expect(text.why).toContain(address);
      expect(text.why).not.toContain(reason);
      expect(text.detail).toBe(reason);
    },
  );

  it('blames no login for a web page', () => {
    const text = failureText({ name: 'download-refused', address, status: 200, reason: 'OK', problem: 'web-page' });
    expect(`${text.title} ${text.why} ${text.next}`).not.toMatch(/refused|200|token/);
  });
});

describe('a file that is no chat', () => {
  it.each<[ImportProblem, string]>([
    [{ name: 'not-json' }, 'a.json is not JSON, or it is cut short.'],
    [{ name: 'other-format' }, 'a.json is JSON, but not a chat of Cerebrum.'],
    [{ name: 'shape', place: 'turns.0.text' }, 'In a.json, the value of turns.0.text is missing or not valid.'],
    [{ name: 'shape', place: '' }, 'a.json does not hold a chat.'],
    [{ name: 'same-id', id: 'q' }, 'In a.json, two messages have the id "q".'],
  ])('is told in our words (%#)', (problem, sentence) => {
    expect(why({ name: 'import-invalid', path: 'a.json', problem })).toBe(sentence);
  });
});
