import type { Changes } from '../../../../src/host/history/store/conversationStore.ts';
import type { Memento } from '../../../../src/host/history/history.ts';
import type { Answer, PanelTurn, Question } from '../../../../src/protocol/conversation.ts';

export const question = (id: string, text = `What is ${id}?`): Question => ({ role: 'user', id, text });
export const answer = (id: string, text = `It is ${id}.`): Answer => ({
  role: 'assistant',
  id,
  text,
  status: 'finished',
});

/** A conversation without branches. */
export function chat(id: string, turns: readonly PanelTurn[], title = id): Changes {
  return {
    heads: [{ id, title, leaf: turns.at(-1)?.id }],
    turns: turns.map((turn, i) => ({ conversation: id, turn, parent: turns[i - 1]?.id, deleted: undefined })),
  };
}

/** A workspace's memory, as VS Code keeps it. */
export class TestMemento implements Memento {
  readonly values = new Map<string, unknown>();
  get(key: string): unknown {
    return this.values.get(key);
  }
  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
    return Promise.resolve();
  }
}

/** Does work that comes in pieces to its end. */
export function drain(pieces: Iterator<unknown>): void {
  while (!pieces.next().done);
}
