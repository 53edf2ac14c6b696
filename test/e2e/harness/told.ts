import type { FrameLocator, Page } from '@playwright/test';
import type { PanelTurn, ToPanel } from '../../../src/protocol/panel.ts';

/** A message and when the panel's page received it, milliseconds since 1970. */
export interface Told {
  readonly at: number;
  readonly message: ToPanel;
}

interface Recording extends Window {
  told?: Told[];
}

/** From now on every page keeps what its host tells it; ask for it with `toldTo`. */
export async function recordTold(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told: Told[] = ((window as Recording).told = []);
    const add = window.addEventListener.bind(window);
    // VS Code writes the panel's document anew, which takes every listener away: ours is added with the panel's own.
    window.addEventListener = (
      type: string,
      ...rest: [EventListenerOrEventListenerObject, (boolean | AddEventListenerOptions)?]
    ) => {
      if (type === 'message') {
        window.addEventListener = add;
        add('message', (event) => told.push({ at: Date.now(), message: event.data as ToPanel }));
      }
      add(type, ...rest);
    };
  });
}

export const toldTo = (panel: FrameLocator): Promise<readonly Told[]> =>
  panel.locator('body').evaluate(() => (window as Recording).told ?? []);

/** The words on screen after these messages, by the ids of their turns. */
export function wordsAfter(told: readonly Told[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
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
