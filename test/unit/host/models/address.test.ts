import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAddress, planDownload, type PlanOptions } from '../../../../src/host/models/address.ts';
import { catalog } from '../../../../src/host/models/catalog.ts';
import { addressProblemText } from '../../../../src/host/platform/texts/addressText.ts';
import { failureText } from '../../../../src/host/platform/texts/failureText.ts';
import { toFailure, type AddressProblem } from '../../../../src/protocol/failures.ts';

const fill = (sentence: string, ...values: (string | number)[]) =>
  `auf Deutsch: ${sentence}`.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));
const onHub = { kind: 'hugging-face', repository: 'owner/repo', revision: 'main', file: 'model.Q4_K_M.gguf' };

describe('an address', () => {
  it.each<[string, object]>([
    ['hf:owner/repo/model.Q4_K_M.gguf', onHub],
    ['  "hf://owner/repo/model.Q4_K_M.gguf" ', onHub],
    ['hf:owner/repo/sub/model.gguf#v1/x', { ...onHub, file: 'sub/model.gguf', revision: 'v1/x' }],
    ['https://huggingface.co/owner/repo/resolve/main/model.Q4_K_M.gguf?download=true', onHub],
    ['https://huggingface.co/owner/repo/blob/main/model.Q4_K_M.gguf', onHub],
    ['https://hf.co/owner/repo/blob/refs%2Fpr%2F1/a%20b.gguf', { ...onHub, revision: 'refs/pr/1', file: 'a b.gguf' }],
    ['https://example.com/m.GGUF?key=1', { kind: 'url', url: 'https://example.com/m.GGUF?key=1' }],
    ['/models/m.gguf', { kind: 'file', path: '/models/m.gguf' }],
    ['file:///models/m%20n.gguf', { kind: 'file', path: '/models/m n.gguf' }],
    ['~/m.gguf', { kind: 'file', path: join(homedir(), 'm.gguf') }],
  ])('%s', (text, address) => expect(parseAddress(text)).toEqual(address));

  it.each<[string, AddressProblem]>([
    ['', 'unknown-form'],
    ['cerebrum', 'unknown-form'],
    ['hf:owner/repo', 'hub-form'],
    ['hf:owner/repo/readme.md', 'not-gguf'],
    ['hf:owner/repo/../../secret.gguf', 'hub-form'],
    ['hf:own er/repo/m.gguf', 'hub-form'],
    ['https://huggingface.co/owner/repo', 'not-gguf'],
    ['https://example.com/model.zip', 'not-gguf'],
    ['https://huggingface.co/owner/repo/resolve/main/%E0%A4%A.gguf', 'malformed'],
    ['file://elsewhere/models/m.gguf', 'not-local'],
    ['ftp://example.com/m.gguf', 'unknown-form'],
    ['javascript:alert(1)', 'unknown-form'],
  ])('%j is none, and it says why', (text, problem) => {
    const failure = (() => {
      try {
        return parseAddress(text);
      } catch (error) {
        return toFailure(error);
      }
    })();
    expect(failure).toEqual({ name: 'address-invalid', address: text, problem });
    // In the user's language, also inside the failure.
    const german = (sentence: string) => `auf Deutsch: ${sentence}`;
    expect(addressProblemText(problem, german)).toMatch(/^auf Deutsch: .*\.$/);
    expect(failureText({ name: 'address-invalid', address: text, problem }, fill).why).toContain(
      addressProblemText(problem, german),
    );
  });
});

describe('what has to be fetched', () => {
  /** An endpoint that knows the files of `answer`; the requests made are kept. */
  function options(answer: unknown, changes: Partial<PlanOptions> = {}) {
    const asked: { url: string; init: RequestInit | undefined }[] = [];
    const fetch: typeof globalThis.fetch = (url, init) => {
      asked.push({ url: url instanceof Request ? url.url : url.toString(), init });
      return Promise.resolve(Response.json(answer));
    };
    const { signal } = new AbortController();
    return { asked, plan: { folder: '/models', endpoint: 'https://mirror.example/', fetch, signal, ...changes } };
  }

  it('of the catalogue: size and hash are known, nobody is asked', async () => {
    const { asked, plan } = options([]);
    for (const { repository, file, bytes, sha256 } of catalog)
      expect(await planDownload(parseAddress(`hf:${repository}/${file}`), plan)).toEqual([
        {
          url: `https://mirror.example/${repository}/resolve/main/${file}`,
          destination: join('/models', file),
          token: undefined,
          bytes,
          sha256,
        },
      ]);
    expect(asked).toEqual([]);
  });

  it('of another repository: the endpoint is asked for size and hash, with its token', async () => {
    const parts = ['x/big-00001-of-00002.gguf', 'x/big-00002-of-00002.gguf'];
    const { asked, plan } = options(
      parts.map((path, i) => ({ path, type: 'file', lfs: { oid: `hash${i}`, size: 10 + i } })),
      { token: 'mine' },
    );
    const downloads = await planDownload(parseAddress(`hf:owner/repo/${parts[1] ?? ''}#dev`), plan);
    expect(downloads).toMatchObject([
      {
        url: 'https://mirror.example/owner/repo/resolve/dev/x/big-00001-of-00002.gguf',
        destination: join('/models', 'big-00001-of-00002.gguf'),
        ...{ bytes: 10, sha256: 'hash0', token: 'mine' },
      },
      { destination: join('/models', 'big-00002-of-00002.gguf'), bytes: 11, sha256: 'hash1' },
    ]);
    expect(asked).toMatchObject([
      {
        url: 'https://mirror.example/api/models/owner/repo/paths-info/dev',
        init: { headers: { authorization: 'Bearer mine' }, body: JSON.stringify({ paths: parts }) },
      },
    ]);
  });

  it('of a mirror that answers something else: without size and hash', async () => {
    const { plan } = options({ error: 'no such thing' });
    const [download] = await planDownload(parseAddress('hf:owner/repo/m.gguf'), plan);
    expect(download).not.toHaveProperty('sha256');
  });

  it('of any other address: the token stays at home, and the name fits every system', async () => {
    const { asked, plan } = options([], { token: 'mine' });
    const downloads = await planDownload(parseAddress('https://example.com/a%3Ab%2F..%2Fc.gguf'), plan);
    expect(downloads).toEqual([
      { url: 'https://example.com/a%3Ab%2F..%2Fc.gguf', destination: join('/models', 'a_b_.._c.gguf') },
    ]);
    expect(asked).toEqual([]);
  });

  it('of a local file: nothing', async () => {
    expect(await planDownload(parseAddress('/models/m.gguf'), options([]).plan)).toEqual([]);
  });
});
