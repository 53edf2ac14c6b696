import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Changes } from '../../../src/host/history/store/conversationStore.ts';
import { SpillFile, takeSpills } from '../../../src/host/history/spillFile.ts';
import { chat, question } from '../../unit/host/history/chats.ts';

const uid = process.getuid?.();
const isRoot = uid === 0;
const SOMEBODY = 65_534;

let home: string;
let folder: string;
let temp: string;
let path: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'spill-'));
  [folder, temp] = [join(home, 'storage'), join(home, 'tmp')];
  mkdirSync(folder);
  mkdirSync(temp);
  chmodSync(temp, 0o1777);
  path = join(folder, 'conversations.db');
  vi.stubEnv('TMPDIR', temp);
  vi.stubEnv('HOME', home);
  vi.stubEnv('XDG_RUNTIME_DIR', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

/** No process has this number. */
const GONE = '9999999';
const json = (id: string) => JSON.stringify(chat(id, [question(`q-${id}`)]));
const taken = (): string[] => {
  const all: Changes[] = [];
  takeSpills(path, (changes) => all.push(changes));
  return all.flatMap(({ heads }) => heads.map(({ id }) => id));
};
const hash = () => createHash('sha256').update(path).digest('hex').slice(0, 12);
/** The three places where files of windows that are gone are looked for, the last two as versions before had them. */
const places = () => ({
  unsaved: (name: string) => join(folder, 'unsaved', name),
  beside: (name: string) => `${path}.unsaved-${name}`,
  temp: (name: string) => join(temp, `cerebrum-${hash()}.unsaved-${name}`),
});
const PLACES = ['unsaved', 'beside', 'temp'] as const;
const put = (place: (typeof PLACES)[number], name = `${GONE}-x.json`) => {
  mkdirSync(join(folder, 'unsaved'), { recursive: true, mode: 0o700 });
  return places()[place](name);
};
const write = (file: string, id: string) => {
  writeFileSync(file, json(id), { mode: 0o600 });
  return file;
};

describe.runIf(process.platform !== 'win32').each(PLACES)('a file %s', (place) => {
  it('of this user is taken once, and a good one despite bad ones', () => {
    write(put(place, `${GONE}-a.json`), 'good');
    writeFileSync(put(place, `${GONE}-b.json`), '{"heads": [', { mode: 0o600 });
    writeFileSync(put(place, `${GONE}-c.json`), '{"heads": [], "turns": [{}]}', { mode: 0o600 });
    execFileSync('mkfifo', [put(place, `${GONE}-0.json`)]);
    mkdirSync(put(place, `${GONE}-1.json`));
    expect(taken()).toEqual(['good']);
    expect(taken()).toEqual([]);
  });

  it('is a named pipe: nobody waits for it', () => {
    execFileSync('mkfifo', [put(place)]);
    expect(taken()).toEqual([]);
  });

  it('is a link, has a second name, or is open for others to write: not read', () => {
    const secret = write(join(home, 'secret'), 'linked');
    symlinkSync(secret, put(place, `${GONE}-a.json`));
    linkSync(secret, put(place, `${GONE}-b.json`));
    chmodSync(write(put(place, `${GONE}-c.json`), 'open'), 0o666);
    symlinkSync('/dev/zero', put(place, `${GONE}-d.json`));
    symlinkSync(join(home, 'nowhere'), put(place, `${GONE}-e.json`));
    expect(taken()).toEqual([]);
    expect(existsSync(secret)).toBe(true);
  });

  it('is huge: not read', () => {
    writeFileSync(put(place), '', { mode: 0o600 });
    truncateSync(put(place), 8 * 1024 ** 3);
    expect(taken()).toEqual([]);
  });

  it('of a running window, or with a name that is no window, stays', () => {
    for (const name of [`${process.ppid}-x.json`, 'x.json', '-1-x.json', `${GONE}-x.json.new`, GONE])
      write(put(place, name), 'other');
    expect(taken()).toEqual([]);
  });

  it.runIf(isRoot)('of another user is not read', () => {
    chownSync(write(put(place), 'planted'), SOMEBODY, SOMEBODY);
    expect(taken()).toEqual([]);
    expect(existsSync(put(place))).toBe(true);
  });

  it('that is replaced all the time while it is looked for never makes anybody wait', () => {
    const script = `import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
      import { execFileSync } from 'node:child_process';
      const [file, other] = process.argv.slice(1);
      execFileSync('mkfifo', [other]);
      for (let i = 0; i < 3000; i++) { try {
        rmSync(file, { force: true }); writeFileSync(file, 'x', { mode: 0o600 });
        renameSync(other, file); renameSync(file, other);
        rmSync(file, { force: true }); symlinkSync('/dev/zero', file);
      } catch {} }`;
    mkdirSync(join(folder, 'unsaved'), { recursive: true });
    const racing = import('node:child_process').then(({ spawn }) =>
      spawn(process.execPath, ['--input-type=module', '-e', script, put(place), join(home, 'pipe')]),
    );
    return racing.then(
      (child) =>
        new Promise<void>((resolve) => {
          let isRunning = true;
          child.on('exit', () => (isRunning = false));
          const look = () => {
            expect(taken()).toEqual([]);
            if (isRunning) setImmediate(look);
            else resolve();
          };
          look();
        }),
    );
  });
});

if (!isRoot) console.warn('NOT RUN: files and folders of another user (the tests are not run as root).');

describe.runIf(process.platform !== 'win32')('where unsaved words go', () => {
  const changes = chat('mine', [question('q1')]);
  const files = (below: string) => readdirSync(below, { recursive: true }).map(String);
  const unsavedIn = (below: string) => files(below).filter((name) => name.endsWith('.json'));

  it('is a private folder beside the database, in files for this user alone', () => {
    mkdirSync(join(folder, 'unsaved'), { mode: 0o755 });
    const spill = new SpillFile(path);
    expect(spill.write(changes)).toBe(true);
    expect(statSync(join(folder, 'unsaved')).mode & 0o777).toBe(0o700);
    const [file = ''] = readdirSync(join(folder, 'unsaved'));
    expect(statSync(join(folder, 'unsaved', file)).mode & 0o777).toBe(0o600);
    spill.remove();
    expect(readdirSync(join(folder, 'unsaved'))).toEqual([]);
  });

  it('is a private folder elsewhere where that one cannot be: taken up from there', () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    const spill = new SpillFile(path);
    expect(spill.write(changes)).toBe(true);
    const [file = ''] = unsavedIn(temp);
    const own = join(temp, `cerebrum-unsaved-${uid}`);
    expect(statSync(own).mode & 0o777).toBe(0o700);
    expect(taken()).toEqual([]);
    execFileSync('mv', [join(temp, file), join(temp, file.replace(`${process.pid}-`, `${GONE}-`))]);
    expect(taken()).toEqual(['mine']);
  });

  it.each(['link', 'file', 'other user'])('is not a folder of our name that somebody planted (%s)', (kind) => {
    if (kind === 'other user' && !isRoot) return;
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    const planted = join(temp, `cerebrum-unsaved-${uid}`);
    const trap = join(home, 'trap');
    mkdirSync(trap, { mode: 0o777 });
    if (kind === 'link') symlinkSync(trap, planted);
    else if (kind === 'file') writeFileSync(planted, '');
    else {
      mkdirSync(planted, { mode: 0o777 });
      chownSync(planted, SOMEBODY, SOMEBODY);
      write(join(planted, `${hash()}.${GONE}-x.json`), 'planted');
    }
    const spill = new SpillFile(path);
    expect(spill.write(changes)).toBe(true);
    expect(unsavedIn(trap)).toEqual([]);
    expect(unsavedIn(join(home, '.cache'))).toHaveLength(1);
    expect(taken()).toEqual([]);
  });

  it('is nowhere, and that is said, where nothing takes a file', () => {
    rmSync(folder, { recursive: true });
    rmSync(temp, { recursive: true });
    for (const blocked of [folder, temp, join(home, '.cache')]) writeFileSync(blocked, '');
    const spill = new SpillFile(path);
    expect(spill.write(changes)).toBe(false);
    expect(() => spill.remove()).not.toThrow();
    expect(taken()).toEqual([]);
  });
});
