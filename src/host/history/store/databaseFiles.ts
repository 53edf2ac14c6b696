/** The database's files: who may read them, which one stands at the path, and those that were set aside. */
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { closeToOthers } from '../privateFolder.ts';

/** The database's folder and files are for this user alone; SQLite gives its further files the rights of the first. Whether it is a new one. */
export function makeForThisUser(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeToOthers(dirname(path), 'folder');
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  for (const suffix of ['', '-wal', '-shm']) closeToOthers(path + suffix, 'file');
  return statSync(path).size === 0;
}

/** What tells one file at `path` from another that took its place. */
export const fileNumber = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino;

/** Sets a damaged database aside under another name and gives that name. */
export function setAside(path: string): string {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const aside = `${path}.damaged-${stamp}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  return aside;
}

/** Damaged databases that were set aside, the newest first. */
export function setAsideFiles(path: string): readonly string[] {
  const [folder, prefix] = [dirname(path), `${basename(path)}.damaged-`];
  try {
    const names = readdirSync(folder).filter((name) => name.startsWith(prefix) && !/-(wal|shm)$/.test(name));
    return names
      .sort()
      .reverse()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
