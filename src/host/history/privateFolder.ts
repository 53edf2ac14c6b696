/**
 * Files that only this user may have written. On POSIX the owner, the mode, the kind and the number of names are checked on
 * the open file. Windows has neither modes nor `O_NOFOLLOW`: there the folders lie in the user's profile, whose access list
 * keeps other users out, and only the kind and the size are checked.
 */
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
  type Stats,
} from 'node:fs';

/** Group and others may do nothing. */
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;

/** `undefined` on Windows. */
const ownUser = (): number | undefined => process.getuid?.();

const isOwn = ({ uid }: Stats): boolean => ownUser() === undefined || uid === ownUser();

/**
 * Makes a folder for this user alone, or takes the one that is there if it is that already. One that is ours but open to
 * others is closed. Whether the folder may be used.
 */
export function makePrivateFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER });
    if (!isOwnFolder(path)) return false;
    if (ownUser() !== undefined && (lstatSync(path).mode & OTHERS) !== 0) chmodSync(path, PRIVATE_FOLDER);
    return true;
  } catch {
    return false;
  }
}

/** Whether files in this folder can be ours alone: a real folder, not a link, of this user, that no one else writes in. */
export function isPrivateFolder(path: string): boolean {
  try {
    return isOwnFolder(path) && (ownUser() === undefined || (lstatSync(path).mode & OTHERS_WRITE) === 0);
  } catch {
    return false;
  }
}

function isOwnFolder(path: string): boolean {
  const found = lstatSync(path);
  return found.isDirectory() && isOwn(found);
}

/** Takes all rights from others, where the file or folder is there and ours. */
export function closeToOthers(path: string, kind: 'file' | 'folder'): void {
  if (ownUser() === undefined) return;
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | (kind === 'folder' ? constants.O_DIRECTORY : 0);
  try {
    const file = openSync(path, flags);
    try {
      const found = fstatSync(file);
      const isKind = kind === 'folder' ? found.isDirectory() : found.isFile();
      if (isKind && isOwn(found) && (found.mode & OTHERS) !== 0)
        fchmodSync(file, kind === 'folder' ? PRIVATE_FOLDER : PRIVATE_FILE);
    } finally {
      closeSync(file);
    }
  } catch {
    // It is not there, or it belongs to someone else.
  }
}

/**
 * The text of a file that this user wrote, or `undefined`. Never waits, as a named pipe would have it, never follows a link,
 * and judges the file that it opened, which nobody can put another one in the place of.
 *
 * @param most bytes
 */
export function readOwnFile(path: string, most: number): string | undefined {
  let file: number | undefined;
  try {
    // Windows has no `O_NOFOLLOW`, which counts as 0 then. Nothing but a regular file is opened at all: opening a device can have effects.
    if (!lstatSync(path).isFile()) return undefined;
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const found = fstatSync(file);
    if (!isOwnText(found) || found.size > most) return undefined;
    return readUpTo(file, found.size);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function isOwnText(found: Stats): boolean {
  if (!found.isFile()) return false;
  if (ownUser() === undefined) return true;
  return isOwn(found) && (found.mode & OTHERS_WRITE) === 0 && found.nlink === 1;
}

/** A file that grows while it is read is read as far as it was looked at. */
function readUpTo(file: number, size: number): string {
  const bytes = Buffer.alloc(size);
  let length = 0;
  while (length < size) {
    const read = readSync(file, bytes, length, size - length, length);
    if (read === 0) break;
    length += read;
  }
  return bytes.toString('utf8', 0, length);
}

/** Writes a file for this user alone in the place of the one at `path`: whole, or not at all. @throws what the system says */
export function writeOwnFile(path: string, text: string): void {
  const fresh = `${path}.${randomUUID()}.new`;
  try {
    const file = openSync(fresh, 'wx', PRIVATE_FILE);
    try {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(fresh, path);
  } catch (error) {
    removeQuietly(fresh);
    throw error;
  }
}

/** Removes a file; that it cannot be removed is no reason to stop. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder is not one, or is closed to us.
  }
}
