import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { History } from '../../../src/host/history/history.ts';
import type { OpenChats } from '../../../src/host/sessions/openChats.ts';
import { MORE_TRIES } from '../../../src/host/sessions/runs/tryAgain.ts';
import type { Answer } from '../../../src/protocol/conversation.ts';
import type { ToPanel } from '../../../src/protocol/panel.ts';
import { answerEnded, chatsOn, lastAnswer, SESSION_SETTINGS } from '../../support/chats.ts';
import { demoEngine } from '../../support/engine.ts';
import { eventually } from '../../support/eventually.ts';
import { TestMemento } from '../../unit/host/history/chats.ts';

// Of 320 tries at temperature 0.7 all say 15.
const BIRDS = 'There are 18 birds in the park. 3 fly away. How many birds are left?';
const ALL = { asked: MORE_TRIES, ended: MORE_TRIES };

const folder = mkdtempSync(join(tmpdir(), 'tries-'));
const engine = demoEngine({ sequences: 4 });
let settings = SESSION_SETTINGS;
let history: History;
let openChats: OpenChats;
let path: string;
let number = 0;
const open = () =>
  ({ history, openChats } = chatsOn(
    engine,
    path,
    () => settings,
    new TestMemento(),
    () => true,
  ));
beforeEach(() => {
  settings = SESSION_SETTINGS;
  path = join(folder, `${number++}.db`);
  open();
});
afterEach(() => history.close());
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

async function ask(text: string, wantsVote = false): Promise<Answer> {
  const before = openChats.current.transcript.turns.at(-1)?.id;
  openChats.current.ask({ text, ...(wantsVote && { wantsVote }) });
  await answerEnded(openChats, before);
  return lastAnswer(openChats);
}
/** Of this test's own engine. */
const inferencePids = (): number[] =>
  spawnSync('pgrep', ['-P', String(process.pid), '-f', 'inference/main'], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean)
    .map(Number);
const answer = (id: string) => openChats.current.transcript.answer(id);

describe('the question of a finished answer', () => {
  it('is answered some more times, and how many say the same stands beside it, also for the next window', async () => {
    const told: unknown[] = [];
    openChats.on('message', (message) => {
      if (message.type === 'answerChanged' && message.change.tries !== undefined) told.push(message.change.tries);
    });
    const { id, text } = await ask(BIRDS);
    expect(text).toContain('Answer: 15');
    await eventually(() => expect(answer(id)?.tries).toMatchObject(ALL));
    expect(answer(id)?.text).toBe(text);
    // Something stands there from the moment the answer is there: nothing moves when they have ended.
    expect(told).toEqual([{ asked: MORE_TRIES, ended: 0, same: 0 }, answer(id)?.tries]);
    expect(answer(id)?.tries?.same).toBeGreaterThanOrEqual(3);
    history.flush();
    const { id: chat } = openChats.current.transcript;
    history.close();
    open();
    const stored = history.use('read', (store) => store.read(chat));
    expect(stored?.turns.find(({ turn }) => turn.id === id)?.turn).toMatchObject({ tries: ALL });
  });

  it.each<[string, string, Partial<typeof SESSION_SETTINGS>]>([
    ['about code', 'What does this print?\n\n```typescript\nlet a = 3;\nconsole.log(a);\n```', {}],
    ['without an answer that could be compared', 'Tell me about the Vikings.', {}],
    ['cut at its limit', BIRDS, { maxTokens: 10 }],
    ['asked at a temperature', BIRDS, { temperature: 0.5 }],
  ])('is not, %s', async (_, question, changed) => {
    settings = { ...SESSION_SETTINGS, ...changed };
    expect((await ask(question)).tries).toBeUndefined();
  });

  it('is not, with code added to it', async () => {
    const place = { name: '', label: 'a.ts', uri: 'file:///a.ts', firstLine: 1, lastLine: 1, tokens: 0 };
    const added = {
      ...place,
      id: '0',
      attached: 'file',
      text: 'a.ts (line 1):\n```typescript\nlet a = 1;\n```',
    } as const;
    openChats.current.ask({ text: BIRDS, context: [added] });
    await answerEnded(openChats);
    expect(lastAnswer(openChats)).toMatchObject({ status: 'finished' });
    expect(lastAnswer(openChats).tries).toBeUndefined();
  });

  it('is not after a vote, which says it already', async () => {
    expect((await ask(BIRDS, true)).tries).toBeUndefined();
  });

  it('leaves the next question its turn: nothing stands beside an answer whose tries were given up', async () => {
    const first = await ask(BIRDS);
    const second = await ask('And if 2 more fly away?');
    expect(second.status).toBe('finished');
    await eventually(() => expect(answer(first.id)?.tries?.ended).not.toBe(0));
    await eventually(() => expect(answer(second.id)?.tries?.ended).not.toBe(0));
    const written = [first, second].map(({ id }) => answer(id)?.tries);
    for (const tries of written) if (tries !== undefined) expect(tries).toMatchObject(ALL);
  });

  it('is given up for the next question without ending a process that takes long to notice', async () => {
    const [pid] = inferencePids();
    const held = new Promise<void>((resolve) => {
      const hold = (message: ToPanel) => {
        if (message.type !== 'answerChanged' || message.change.tries?.ended !== 0) return;
        openChats.off('message', hold);
        process.kill(pid ?? 0, 'SIGSTOP');
        resolve();
      };
      openChats.on('message', hold);
    });
    const first = await ask(BIRDS);
    await held;
    let uses = 0;
    engine.on('use', () => uses++);
    openChats.current.ask({ text: 'What is 3 + 4?' });
    // At once beside the answer; the engine waits two seconds for a process: the question begins, and the tries end.
    expect(answer(first.id)?.tries).toBeUndefined();
    await eventually(() => expect(uses).toBe(2));
    process.kill(pid ?? 0, 'SIGCONT');
    await answerEnded(openChats, first.id);
    expect(lastAnswer(openChats)).toMatchObject({ status: 'finished' });
    expect(inferencePids()).toEqual([pid]);
  });

  it('is given up with its chat: one that was deleted does not come back', async () => {
    const { id } = openChats.current.transcript;
    const deleted = new Promise<unknown>((resolve) => {
      openChats.on('message', (message) => {
        if (message.type !== 'answerChanged' || message.change.tries?.ended !== 0) return;
        resolve(openChats.deleteConversation(id));
      });
    });
    openChats.current.ask({ text: BIRDS });
    await deleted;
    await eventually(() => expect(engine.isInUse).toBe(false));
    expect(history.use('read', (store) => store.read(id))).toBeUndefined();
  });

  it('is given up when the engine stops, and the answer stays', async () => {
    const { id, text } = await ask(BIRDS);
    await engine.stop();
    await eventually(() => expect(answer(id)?.tries?.ended).not.toBe(0));
    expect(answer(id)).toMatchObject({ text, status: 'finished' });
    expect(answer(id)).not.toHaveProperty('failure');
  });
});
