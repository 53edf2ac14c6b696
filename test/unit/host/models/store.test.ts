import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adviceFor, catalog, cerebrumModels } from '../../../../src/host/models/catalog.ts';
import { ModelStore } from '../../../../src/host/models/store.ts';
import { toFailure, type Failure } from '../../../../src/protocol/failures.ts';

let folder: string;
let store: ModelStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
  store = new ModelStore(join(folder, 'models'));
  await mkdir(store.folder);
});
afterEach(() => rm(folder, { recursive: true }));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const never = new AbortController().signal;
const failureOf = (work: Promise<unknown>): Promise<Failure | undefined> => work.then(() => undefined, toFailure);

async function put(name: string, content = name): Promise<string> {
  const path = join(store.folder, name);
  await writeFile(path, content);
  return path;
}

describe('the list', () => {
  it('is empty without a folder', async () => {
    expect(await new ModelStore(join(folder, 'absent')).list()).toEqual([]);
  });

  it('shows files put there by hand, and nothing else that lies there', async () => {
    const path = await put('a.gguf');
    for (const name of ['b.gguf.part', 'b.gguf.part.json', 'notes.txt']) await put(name);
    expect(await store.list()).toEqual([
      { path, files: [path], incomplete: false, bytes: 6, lastUsed: undefined, hash: 'unknown', inFolder: true },
    ]);
    expect(await store.unfinished()).toEqual([{ destination: join(store.folder, 'b.gguf'), bytes: 11 }]);
  });

  it('shows a split model once, and whether it is whole', async () => {
    const first = await put('m-00001-of-00002.gguf');
    expect(await store.list()).toMatchObject([{ path: first, files: [first], incomplete: true }]);
    const second = await put('m-00002-of-00002.gguf');
    expect(await store.list()).toMatchObject([{ path: first, files: [first, second], incomplete: false, bytes: 42 }]);
  });

  it('puts what was used last first, and remembers it in the next session', async () => {
    const [a, b, c] = [await put('a.gguf'), await put('b.gguf'), await put('c.gguf')];
    await store.markUsed(b, new Date(1000));
    await store.markUsed(c, new Date(2000));
    const next = await new ModelStore(store.folder).list();
    expect(next.map(({ path }) => path)).toEqual([c, b, a]);
    expect(next[0]?.lastUsed).toEqual(new Date(2000));
  });

  it('holds files elsewhere that were added, while they are there', async () => {
    const elsewhere = join(folder, 'mine.gguf');
    await writeFile(elsewhere, 'x');
    await store.add(elsewhere);
    expect(await store.list()).toMatchObject([{ path: elsewhere, inFolder: false }]);
    await rm(elsewhere);
    expect(await store.list()).toEqual([]);
  });

  it('survives a broken index', async () => {
    await put('a.gguf');
    await put('index.json', '{"version":1,"files":[[[');
    expect(await store.list()).toHaveLength(1);
    await store.markUsed(join(store.folder, 'a.gguf'));
    expect((await store.list())[0]?.lastUsed).toBeInstanceOf(Date);
  });

  it('loses nothing when several windows write at once', async () => {
    const paths = await Promise.all(Array.from({ length: 12 }, (_, i) => put(`${i}.gguf`)));
    await Promise.all(paths.map((path, i) => new ModelStore(store.folder).markUsed(path, new Date(1000 + i))));
    expect((await store.list()).map(({ lastUsed }) => lastUsed?.getTime()).reverse()).toEqual(
      paths.map((_, i) => 1000 + i),
    );
  });
});

describe('the hash', () => {
  it('is known after a download, until the file changes', async () => {
    const path = await put('a.gguf', 'content');
    await store.recordHash(path, sha256('content'), sha256('content'));
    expect((await store.list())[0]?.hash).toBe('verified');
    await writeFile(path, 'another content');
    expect((await store.list())[0]?.hash).toBe('unknown');
  });

  it('is read on request; with nothing published it is only known', async () => {
    const path = await put('a.gguf', 'content');
    const progress: number[] = [];
    expect(await store.verify(path, never, (bytes) => progress.push(bytes))).toBe('hashed');
    expect(progress.at(-1)).toBe(7);
    expect((await store.list())[0]?.hash).toBe('hashed');
  });

  it('that differs from the published one is told with both, and the file stays', async () => {
    const path = await put('a.gguf', 'content');
    await store.recordHash(path, sha256('content'), sha256('content'));
    await writeFile(path, 'c0ntent');
    expect(await failureOf(store.verify(path, never))).toEqual({
      name: 'hash-mismatch',
      path,
      expected: sha256('content'),
      found: sha256('c0ntent'),
    });
    expect((await store.list())[0]?.hash).toBe('different');
    expect(await readFile(path, 'utf8')).toBe('c0ntent');
  });

  it('of a missing part is a missing model; aborting ends it', async () => {
    const path = await put('m-00001-of-00002.gguf');
    expect(await failureOf(store.verify(path, never))).toEqual({
      name: 'model-missing',
      path: join(store.folder, 'm-00002-of-00002.gguf'),
    });
    const whole = await put('a.gguf');
    await expect(store.verify(whole, AbortSignal.abort())).rejects.toThrow('abort');
  });
});

describe('removing', () => {
  it('deletes all parts and what a download left', async () => {
    const path = await put('m-00001-of-00002.gguf');
    for (const name of ['m-00002-of-00002.gguf', 'm-00002-of-00002.gguf.part', 'other.gguf']) await put(name);
    await store.markUsed(path);
    await store.remove(path);
    expect((await store.list()).map((model) => model.path)).toEqual([join(store.folder, 'other.gguf')]);
    expect(await store.unfinished()).toEqual([]);
  });

  it('only forgets what lies elsewhere', async () => {
    const elsewhere = join(folder, 'mine.gguf');
    await writeFile(elsewhere, 'x');
    await store.add(elsewhere);
    await store.remove(elsewhere);
    expect(await store.list()).toEqual([]);
    expect((await stat(elsewhere)).size).toBe(1);
  });
});

describe('the catalogue', () => {
  it('has a whole hash and its own file and id for each model', () => {
    for (const { sha256, quality } of catalog) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(quality?.topTokenDiffers ?? 0).toBeLessThan(0.1);
    }
    for (const key of ['id', 'file', 'sha256', 'bytes'] as const)
      expect(new Set(catalog.map((model) => model[key])).size).toBe(catalog.length);
  });

  it('knows what the makers of other families advise, by the name of the file alone', () => {
    expect(adviceFor('/models/Qwen3-4B-Q4_K_M.gguf')).toEqual({ temperature: 0.6, maxTokens: 2048 });
    expect(adviceFor('C:\\models\\DeepSeek-R1-Distill-Qwen-7B-Q4_K_M.gguf')?.temperature).toBe(0.6);
    for (const path of ['', '/models/other.gguf', ...cerebrumModels.map(({ file }) => `/m/${file}`)])
      expect(adviceFor(path)).toBeUndefined();
  });
});
