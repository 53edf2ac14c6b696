import { execFileSync } from 'node:child_process';
import { link, mkdtemp, readdir, readFile, rm, symlink, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realIo } from '../../../src/host/models/download/io.ts';
import { PartFile } from '../../../src/host/models/download/partFile.ts';
import { download } from '../../../src/host/models/download/download.ts';
import { FaultyServer } from './faultyServer.ts';

let folder: string;
let destination: string;
const part = () => PartFile.pathOf(destination);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'part-'));
  destination = join(folder, 'model.gguf');
});
afterEach(() => rm(folder, { recursive: true }));

const open = () => PartFile.open(destination, realIo);

describe.runIf(process.platform !== 'win32')('what stands where the unfinished file goes', () => {
  it.each(['link', 'link to nothing', 'second name', 'pipe', 'folder'])(
    'is not touched when it is a %s',
    async (kind) => {
      const other = join(folder, 'other');
      await writeFile(other, 'not ours');
      if (kind === 'link') await symlink(other, part());
      else if (kind === 'link to nothing') await symlink(join(folder, 'nothing'), part());
      else if (kind === 'second name') await link(other, part());
      else if (kind === 'folder') await mkdir(part());
      else execFileSync('mkfifo', [part()]);
      await expect(open()).rejects.toMatchObject({ failure: { name: 'download-unwritable' } });
      expect(await readFile(other, 'utf8')).toBe('not ours');
      expect(await readdir(folder)).not.toContain('nothing');
    },
  );

  it('a note that is a link or a pipe is not read, and a link in its place is not written through', async () => {
    const other = join(folder, 'other');
    await writeFile(other, JSON.stringify({ identity: 'x', total: 5 }));
    await symlink(other, `${part()}.json`);
    await symlink(other, `${part()}.json.new`);
    const file = await open();
    expect(file.note).toBeUndefined();
    await file.restart({ identity: 'mine', total: 3 });
    await file.append(Buffer.from('abc'));
    await file.close();
    expect(await readFile(other, 'utf8')).toContain('"x"');
    expect(JSON.parse(await readFile(`${part()}.json`, 'utf8'))).toMatchObject({ identity: 'mine' });
    await PartFile.discard(destination);
    execFileSync('mkfifo', [`${part()}.json`]);
    const again = await open();
    expect(again.note).toBeUndefined();
    await again.close();
  });
});

describe('an unfinished file', () => {
  it('without a byte does not stay; one with bytes does', async () => {
    const file = await open();
    await file.close();
    expect(await readdir(folder)).toEqual([]);
    const other = await open();
    await other.restart({ identity: 'mine', total: 3 });
    await other.append(Buffer.from('ab'));
    await other.close();
    expect(await readFile(part(), 'utf8')).toBe('ab');
  });

  it('is not left by a server that refuses', async () => {
    await using server = await FaultyServer.start({
      content: Buffer.alloc(9),
      faults: [{ kind: 'status', status: 404 }],
      etag: 'strong',
      ranges: true,
      redirects: false,
    });
    const outcome = download(
      { url: server.url, destination, bytes: 9 },
      { signal: AbortSignal.timeout(20_000), attempts: 1 },
    );
    await outcome.catch(() => undefined);
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
  });
});
