import type { Branch, Branches, PanelTurn } from '../../protocol/conversation.ts';

/** A turn, the turn it follows (none: it begins the conversation) and, once deleted, when (milliseconds since 1970). */
export interface TreeTurn {
  readonly turn: PanelTurn;
  readonly parent: string | undefined;
  readonly deleted: number | undefined;
}

/**
 * All turns of a conversation. Turns that follow the same turn are versions of one another; the path that ends at the leaf
 * is what is on screen. Deleted turns stay, so that they can be restored, but are on no path.
 */
export class TurnTree {
  /** In the order in which they were made. */
  readonly #all = new Map<string, TreeTurn>();
  #leaf: string | undefined;
  #path: PanelTurn[] = [];

  /** @param leaf where it is missing or deleted, the newest path is shown */
  constructor(turns: readonly TreeTurn[], leaf: string | undefined) {
    for (const turn of turns) this.#all.set(turn.turn.id, turn);
    const known = leaf === undefined ? undefined : this.#all.get(leaf);
    this.#show(known === undefined || known.deleted !== undefined ? this.#newestBelow(undefined) : leaf);
  }

  /** What is on screen. */
  get path(): readonly PanelTurn[] {
    return this.#path;
  }

  get leaf(): string | undefined {
    return this.#leaf;
  }

  get size(): number {
    return this.#all.size;
  }

  get(id: string): TreeTurn | undefined {
    return this.#all.get(id);
  }

  values(): IterableIterator<TreeTurn> {
    return this.#all.values();
  }

  /** Adds a turn after `parent` and shows it. */
  add(turn: PanelTurn, parent: string | undefined): void {
    this.#all.set(turn.id, { turn, parent, deleted: undefined });
    if (parent !== this.#leaf) {
      this.#show(turn.id);
      return;
    }
    this.#leaf = turn.id;
    this.#path.push(turn);
  }

  /** Puts a turn in the place of the one with its id. */
  replace(turn: PanelTurn): void {
    const old = this.#all.get(turn.id);
    if (old === undefined) return;
    this.#all.set(turn.id, { ...old, turn });
    // What changes is nearly always the last turn.
    const index = this.#path.findLastIndex(({ id }) => id === turn.id);
    if (index >= 0) this.#path[index] = turn;
  }

  /** The versions at every turn of the path that has more than one. */
  branches(): Branches {
    const families = new Map<string | undefined, string[]>();
    for (const { turn, parent } of this.#present()) {
      const family = families.get(this.#known(parent));
      if (family === undefined) families.set(this.#known(parent), [turn.id]);
      else family.push(turn.id);
    }
    const result: Record<string, Branch> = {};
    for (const { id } of this.#path) {
      const family = families.get(this.#known(this.#all.get(id)?.parent)) ?? [];
      if (family.length > 1) result[id] = { place: family.indexOf(id) + 1, count: family.length };
    }
    return result;
  }

  /** Shows the version `step` places after the turn `id` (before it when negative), with what follows it; whether there is one. */
  step(id: string, step: number): boolean {
    const family = this.versionsOf(id);
    const next = family[family.indexOf(id) + step];
    if (next === undefined || !family.includes(id)) return false;
    this.#show(this.#newestBelow(next));
    return true;
  }

  /** Shows the path on which the turn `id` is. */
  showTurn(id: string): void {
    const turn = this.#all.get(id);
    if (turn === undefined || turn.deleted !== undefined || this.#path.some((shown) => shown.id === id)) return;
    this.#show(this.#newestBelow(id));
  }

  /**
   * Deletes a turn and all that follows it, on every branch. Another version takes its place, else the path ends before it.
   *
   * @returns the ids of what was deleted
   */
  remove(id: string, when: number): readonly string[] {
    const first = this.#all.get(id);
    if (first === undefined || first.deleted !== undefined) return [];
    const family = this.versionsOf(id);
    const place = family.indexOf(id);
    const removed = this.#below(id);
    for (const each of removed) this.#mark(each, when);
    if (this.#path.some((shown) => shown.id === id)) {
      const other = family[place - 1] ?? family[place + 1];
      this.#show(other === undefined ? this.#known(first.parent) : this.#newestBelow(other));
    }
    return removed;
  }

  /** Takes a deletion back and shows the path that ended at `leaf`. */
  restore(ids: readonly string[], leaf: string | undefined): void {
    for (const id of ids) this.#mark(id, undefined);
    this.#show(leaf);
  }

  #mark(id: string, deleted: number | undefined): void {
    const turn = this.#all.get(id);
    if (turn !== undefined) this.#all.set(id, { ...turn, deleted });
  }

  #show(leaf: string | undefined): void {
    const path: PanelTurn[] = [];
    const seen = new Set<string>();
    for (let id = leaf; id !== undefined && !seen.has(id);) {
      seen.add(id);
      const turn = this.#all.get(id);
      if (turn === undefined) break;
      path.push(turn.turn);
      id = turn.parent;
    }
    this.#leaf = path[0]?.id;
    this.#path = path.reverse();
  }

  /** Follows the newest versions from the turn `id`, or from the beginning, to the end. */
  #newestBelow(id: string | undefined): string | undefined {
    const newest = new Map<string | undefined, string>();
    for (const { turn, parent } of this.#present()) newest.set(this.#known(parent), turn.id);
    const seen = new Set<string>();
    let last = id;
    for (let next = newest.get(id); next !== undefined && !seen.has(next); next = newest.get(next)) {
      seen.add(next);
      last = next;
    }
    return last;
  }

  /** The turns that follow the same turn as this one, itself too, in the order in which they were made. */
  versionsOf(id: string): string[] {
    const parent = this.#known(this.#all.get(id)?.parent);
    return this.#present()
      .filter((other) => this.#known(other.parent) === parent)
      .map(({ turn }) => turn.id);
  }

  #below(id: string): string[] {
    const found = new Set([id]);
    // A turn is always made after the one it follows.
    for (const { turn, parent } of this.#present()) if (parent !== undefined && found.has(parent)) found.add(turn.id);
    return [...found];
  }

  #present(): TreeTurn[] {
    return [...this.#all.values()].filter(({ deleted }) => deleted === undefined);
  }

  /** A turn whose parent was lost begins the conversation. */
  #known(parent: string | undefined): string | undefined {
    return parent !== undefined && this.#all.has(parent) ? parent : undefined;
  }
}
