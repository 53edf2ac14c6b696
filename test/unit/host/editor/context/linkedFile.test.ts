import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileDoubt, namesOnDisk } from '../../../../../src/host/editor/context/linkedFile.ts';

let root: string;
const at = (path: string) => join(root, path);
const doubt = (path: string, folder = 'work') => fileDoubt(at(path), [at(folder)]);

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'links-')));
  for (const folder of ['work/src', 'home/.ssh', 'elsewhere']) await mkdir(at(folder), { recursive: true });
  for (const file of ['work/src/cart.ts', 'work/.env', 'home/.ssh/id_rsa', 'elsewhere/diary.txt', 'elsewhere/cart.ts'])
    await writeFile(at(file), 'x');
  const links = {
    'work/notes.txt': 'home/.ssh/id_rsa',
    'work/settings.txt': 'work/.env',
    'work/docs': 'home/.ssh',
    'work/hop.txt': 'work/notes.txt',
    'work/diary.txt': 'elsewhere/diary.txt',
    'work/other.ts': 'work/src/cart.ts',
    'work/server.pem': 'work/src/cart.ts',
    'work/loop.txt': 'work/loop.txt',
    'work/gone.txt': 'elsewhere/gone.txt',
    linked: 'work',
  };
  for (const [link, target] of Object.entries(links)) await symlink(at(target), at(link));
});
afterAll(() => rm(root, { recursive: true }));

describe('a file that is really another one', () => {
  it.each(['notes.txt', 'settings.txt', 'docs/id_rsa', 'hop.txt'])('is a secret when that one is: %s', async (path) => {
    expect(await doubt(`work/${path}`)).toBe('secrets');
  });

  it('is a secret by its own name, too', async () => {
    expect(await doubt('work/server.pem')).toBe('secrets');
  });

  it('is outside when that one is, or when the link leads nowhere', async () => {
    expect(await doubt('work/diary.txt')).toBe('outside');
    expect(await doubt('work/loop.txt')).toBe('outside');
  });

  it('is as good as that one inside the workspace', async () => {
    expect(await doubt('work/other.ts')).toBeUndefined();
  });
});

describe('a file of the workspace', () => {
  it('is one whose folder was opened through a link, too', async () => {
    expect(await doubt('work/src/cart.ts')).toBeUndefined();
    expect(await doubt('linked/src/cart.ts', 'linked')).toBeUndefined();
    expect(await doubt('linked/diary.txt', 'linked')).toBe('outside');
  });

  it('need not be there', async () => {
    expect(await doubt('work/new.ts')).toBeUndefined();
  });
});

describe('the names that git is asked about', () => {
  it('are both, behind no linked folder', async () => {
    expect(await namesOnDisk(at('work/src/cart.ts'))).toEqual([at('work/src/cart.ts')]);
    expect(await namesOnDisk(at('linked/src/cart.ts'))).toEqual([at('work/src/cart.ts')]);
    expect(await namesOnDisk(at('linked/diary.txt'))).toEqual([at('work/diary.txt'), at('elsewhere/diary.txt')]);
  });
});
