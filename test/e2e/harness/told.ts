import type { FrameLocator, Page } from '@playwright/test';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PanelTurn } from '../../../src/protocol/conversation.ts';
import type { ToPanel } from '../../../src/protocol/panel.ts';

/** A message and when the panel's page received it, milliseconds since 1970. */
export interface Told {
  readonly at: number;
  readonly message: ToPanel;
}

/** Words of turns by their ids. */
export type Words = ReadonlyMap<string, string>;

interface Recording extends Window {
  keepTold?: (at: number, message: ToPanel) => void;
}

/** Keeps what the panel's page is told, out of the page: VS Code loads a new one when its extension host is gone. */
export class ToldRecorder {
  #told: Told[] = [];

  static async in(page: Page): Promise<ToldRecorder> {
    const recorder = new ToldRecorder();
    await page.exposeFunction('keepTold', (at: number, message: ToPanel) => recorder.#told.push({ at, message }));
    return recorder;
  }

  /** From now on, what this page is told. */
  async record(panel: FrameLocator): Promise<void> {
    // VS Code writes the page into a frame that is there before; what listened to that frame is gone then.
    await panel.locator('main').filter({ visible: true }).waitFor();
    this.#told = [];
    await panel.locator('body').evaluate(() => {
      window.addEventListener('message', ({ data }) => {
        (window as Recording).keepTold?.(Date.now(), data as ToPanel);
      });
    });
  }

  get told(): readonly Told[] {
    return this.#told;
  }
}

/** The words on screen after these messages, where `before` were there before them. */
export function wordsAfter(before: Words, told: readonly Told[]): Words {
  const words = new Map(before);
  const show = (turns: readonly PanelTurn[]) => {
    words.clear();
    for (const { id, text } of turns) words.set(id, text);
  };
  for (const { message } of told) {
    if (message.type === 'snapshot') show(message.state.turns);
    else if (message.type === 'pathChanged') show(message.turns);
    else if (message.type === 'turnAdded') words.set(message.turn.id, message.turn.text);
    else if (message.type === 'append') words.set(message.id, (words.get(message.id) ?? '') + message.text);
    else if (message.type === 'answerText') words.set(message.id, message.text);
  }
  return words;
}

/** The words of these turns on disk, in the VS Code that lives in `folder`; those that are not there are left out. */
export function wordsOnDisk(folder: string, ids: Iterable<string>): Words {
  const storage = join(folder, 'server-data', 'data', 'User', 'globalStorage', 'cerebrum-local.cerebrum');
  const database = new DatabaseSync(join(storage, 'conversations.db'), { readOnly: true });
  try {
    const select = database.prepare('SELECT text FROM turn WHERE id = ?');
    const words = [...ids].map((id): [string, unknown] => [id, select.get(id)?.['text']]);
    return new Map(words.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } finally {
    database.close();
  }
}
