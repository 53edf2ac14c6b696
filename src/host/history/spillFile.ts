import { createHash, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { keptChatSettings } from '../../protocol/chatSettings.ts';
import { withoutOpenTries } from './openTries.ts';
import { OPEN_STATUSES, type PanelTurn } from '../../protocol/conversation.ts';
import type { Changes } from './store/conversationStore.ts';
import { isPrivateFolder, makePrivateFolder, readOwnFile, removeQuietly, writeOwnFile } from './privateFolder.ts';
import { turnOf, turnShape } from './turnShapes.ts';

/** Bytes; what a window could not write in a whole day. */
const MOST_READ = 256 * 1024 * 1024;

interface Place {
  readonly folder: string;
  readonly prefix: string;
}

/**
 * Where changes go that the database does not take at the moment: a private folder beside it, or one elsewhere when that
 * folder or its disk takes nothing either. The next window takes them from there if this one dies first.
 */
export class SpillFile {
  readonly #places: readonly Place[];
  readonly #own = `${process.pid}-${randomUUID()}.json`;
  #written: string | undefined;

  /** @param database path of the database */
  constructor(database: string) {
    this.#places = places(database);
  }

  /** Keeps the changes in place of those kept before. Whether a place was found for them; never throws. */
  write(changes: Changes): boolean {
    let json: string;
    try {
      json = JSON.stringify({ ...changes, turns: changes.turns.map((e) => ({ ...e, turn: closed(e.turn) })) });
    } catch {
      return false;
    }
    for (const { folder, prefix } of this.#places) {
      if (!makePrivateFolder(folder)) continue;
      const path = join(folder, prefix + this.#own);
      try {
        writeOwnFile(path, json);
      } catch {
        continue;
      }
      if (this.#written !== undefined && this.#written !== path) removeQuietly(this.#written);
      this.#written = path;
      return true;
    }
    return false;
  }

  /** Whether changes are kept at the moment. */
  get isWritten(): boolean {
    return this.#written !== undefined;
  }

  remove(): void {
    if (this.#written !== undefined) removeQuietly(this.#written);
    this.#written = undefined;
  }
}

/**
 * Gives what windows that are gone could not write, and removes it once `write` has returned. Each file by itself: one that
 * cannot be used keeps none of the others from being taken. What another user may have written is not read.
 *
 * @throws what `write` throws, after the other files
 */
export function takeSpills(database: string, write: (changes: Changes) => void): void {
  const errors: unknown[] = [];
  for (const path of leftFiles(database)) {
    const text = readOwnFile(path, MOST_READ);
    // A file that is not ours stays as it is.
    if (text === undefined) continue;
    const changes = parsed(text);
    try {
      if (changes !== undefined) write(changes);
      removeQuietly(path);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

function leftFiles(database: string): string[] {
  const files: string[] = [];
  const look = ({ folder, prefix }: Place) => {
    try {
      for (const name of readdirSync(folder)) {
        const pid = name.startsWith(prefix) ? /^(\d+)-[\w-]+\.json$/.exec(name.slice(prefix.length))?.[1] : undefined;
        if (pid !== undefined && !isRunning(Number(pid))) files.push(join(folder, name));
      }
    } catch {
      // There is nothing to take.
    }
  };
  places(database)
    .filter(({ folder }) => isPrivateFolder(folder))
    .forEach(look);
  earlierPlaces(database).forEach(look);
  return files;
}

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

const spill = v.object({
  heads: v.array(v.object({ id, title: v.string(), leaf: v.optional(id), settings: v.optional(v.unknown()) })),
  turns: v.array(
    v.object({ conversation: id, parent: v.optional(id), deleted: v.optional(v.number()), turn: turnShape }),
  ),
});

function parsed(text: string): Changes | undefined {
  try {
    const { heads, turns } = v.parse(spill, JSON.parse(text));
    return {
      heads: heads.map(({ id, title, leaf, settings }) => ({ id, title, leaf, settings: keptChatSettings(settings) })),
      turns: turns.map(({ conversation, parent, deleted, turn }) => ({
        conversation,
        parent,
        deleted,
        turn: turnOf(turn),
      })),
    };
  } catch {
    return undefined;
  }
}

const hashOf = (database: string) => createHash('sha256').update(database).digest('hex').slice(0, 12);

/** The first that can be used is taken. Each lies where this user alone can make it, or is checked to be this user's. */
function places(database: string): readonly Place[] {
  const user = process.getuid?.();
  const prefix = `${hashOf(database)}.`;
  const runtime = process.env['XDG_RUNTIME_DIR'];
  return [
    { folder: join(dirname(database), 'unsaved'), prefix: '' },
    { folder: join(tmpdir(), user === undefined ? 'cerebrum-unsaved' : `cerebrum-unsaved-${user}`), prefix },
    { folder: join(homedir(), '.cache', 'cerebrum-unsaved'), prefix },
    // Gone when the user logs out: the last one.
    ...(runtime === undefined || runtime === '' ? [] : [{ folder: join(runtime, 'cerebrum-unsaved'), prefix }]),
  ];
}

/** Where versions before 0.2 wrote. Others can write in the second one: the owner of each file decides. */
function earlierPlaces(database: string): readonly Place[] {
  return [
    { folder: dirname(database), prefix: `${basename(database)}.unsaved-` },
    { folder: tmpdir(), prefix: `cerebrum-${hashOf(database)}.unsaved-` },
  ];
}

/** Read again, the window is gone: what it was writing was interrupted. */
const closed = (turn: PanelTurn): PanelTurn =>
  turn.role === 'assistant' && OPEN_STATUSES.includes(turn.status)
    ? { ...turn, status: 'interrupted' }
    : withoutOpenTries(turn);

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
