import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { OPEN_STATUSES, type PanelTurn } from '../../protocol/panel.ts';
import type { Changes } from './conversationStore.ts';
import { turnOf, turnShape } from './turnShapes.ts';

/**
 * Where the words go that the database does not take at the moment: a file beside it, or in the system's temporary folder
 * when its disk is full. The next window takes them from there if this one dies first.
 */
export class SpillFile {
  readonly #places: readonly string[];
  #written: string | undefined;

  /** @param database path of the database */
  constructor(database: string) {
    const own = `${process.pid}-${randomUUID()}.json`;
    this.#places = places(database).map(({ folder, prefix }) => join(folder, prefix + own));
  }

  /** Keeps the changes in place of those kept before. Nothing more can be done where even this fails. */
  write(changes: Changes): void {
    const json = JSON.stringify({ ...changes, turns: changes.turns.map((e) => ({ ...e, turn: closed(e.turn) })) });
    for (const place of this.#places) {
      try {
        // Others on this machine have no business in it.
        writeFileSync(place, json, { mode: 0o600 });
        this.#written = place;
        return;
      } catch {
        rmSync(place, { force: true });
      }
    }
  }

  remove(): void {
    if (this.#written !== undefined) rmSync(this.#written, { force: true });
    this.#written = undefined;
  }
}

/** Gives what windows that are gone could not write, and removes it once `write` has returned. */
export function takeSpills(database: string, write: (changes: Changes) => void): void {
  for (const { folder, prefix } of places(database)) {
    for (const name of readdirSync(folder).filter((each) => each.startsWith(prefix))) {
      if (isRunning(Number.parseInt(name.slice(prefix.length), 10))) continue;
      const path = join(folder, name);
      const changes = readSpill(path);
      if (changes !== undefined) write(changes);
      rmSync(path, { force: true });
    }
  }
}

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

const spill = v.object({
  heads: v.array(v.object({ id, title: v.string(), leaf: v.optional(id) })),
  turns: v.array(
    v.object({ conversation: id, parent: v.optional(id), deleted: v.optional(v.number()), turn: turnShape }),
  ),
});

/** A file cut short by the death of its window is of no use. */
function readSpill(path: string): Changes | undefined {
  try {
    const { heads, turns } = v.parse(spill, JSON.parse(readFileSync(path, 'utf8')));
    return {
      heads: heads.map(({ id, title, leaf }) => ({ id, title, leaf })),
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

function places(database: string): readonly { readonly folder: string; readonly prefix: string }[] {
  const hash = createHash('sha256').update(database).digest('hex').slice(0, 12);
  return [
    { folder: dirname(database), prefix: `${basename(database)}.unsaved-` },
    { folder: tmpdir(), prefix: `cerebrum-${hash}.unsaved-` },
  ];
}

/** Read again, the window is gone: what it was writing was interrupted. */
const closed = (turn: PanelTurn): PanelTurn =>
  turn.role === 'assistant' && OPEN_STATUSES.includes(turn.status) ? { ...turn, status: 'interrupted' } : turn;

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
