import { expect, it } from 'vitest';
import { DownloadTokens } from '../../../../src/host/platform/downloadTokens.ts';

/** As VS Code keeps secrets: texts by key. */
function secretStorage() {
  const kept = new Map<string, string>();
  return {
    get: (key: string) => Promise.resolve(kept.get(key)),
    store: (key: string, value: string) => Promise.resolve(void kept.set(key, value)),
    delete: (key: string) => Promise.resolve(void kept.delete(key)),
  };
}

it('gives a token to the server it was set for, and to no other', async () => {
  const tokens = new DownloadTokens(secretStorage());
  await tokens.set('https://huggingface.co/', 'secret');
  expect(await tokens.of('https://huggingface.co/owner/repo/resolve/main/m.gguf')).toBe('secret');
  for (const other of ['http://huggingface.co/', 'https://huggingface.co:8443/', 'https://mirror.example/', 'nothing'])
    expect(await tokens.of(other)).toBeUndefined();
  await tokens.clear('https://huggingface.co');
  expect(await tokens.of('https://huggingface.co/')).toBeUndefined();
});
