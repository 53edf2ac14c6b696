import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { History } from '../../../../src/host/history/history.ts';
import { shortened } from '../../../../src/host/history/storedPrompts.ts';
import { writeInPieces } from '../../../../src/host/history/writeInPieces.ts';
import { chat, question, TestMemento } from './chats.ts';

let folder: string;
let history: History;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pieces-'));
  history = new History(join(folder, 'conversations.db'), new TestMemento(), () => undefined);
});
afterEach(() => {
  history.close();
  rmSync(folder, { recursive: true });
});

const turns = Array.from({ length: 120 }, (_, i) => question(`q${i}`));
const changes = chat('c1', turns);

describe('a long chat that is read in', () => {
  it('is written whole, with its prompts, and others have their turn meanwhile', async () => {
    const prompt = { text: 'p', tokens: [1] };
    let others = 0;
    const beat = setInterval(() => others++);
    await writeInPieces(history, { ...changes, prompts: [shortened({ turn: 'q110', prompt }, undefined)] });
    clearInterval(beat);
    const read = history.use('read', (store) => store.read('c1'));
    expect(read?.turns.map(({ turn }) => turn.id)).toEqual(turns.map(({ id }) => id));
    expect(read?.leaf).toBe('q119');
    expect(history.use('read', (store) => store.prompts('c1')).get('q110')).toEqual(prompt);
    expect(others).toBeGreaterThan(0);
  });

  it('leaves nothing behind when a piece of it cannot be written', async () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const bad = { ...question('bad'), source: circle } as unknown as (typeof turns)[number];
    const broken = chat('c1', [...turns, bad]);
    await expect(writeInPieces(history, broken)).rejects.toMatchObject({ failure: { name: 'history-unwritable' } });
    expect(history.use('read', (store) => store.find('', 9).chats)).toEqual([]);
  });
});
