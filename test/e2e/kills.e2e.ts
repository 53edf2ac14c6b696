import type { FrameLocator } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '../unit/host/models/gguf/seededRandom.ts';
import { killExtensionHosts } from './harness/extensionHost.ts';
import { expect, test } from './harness/fixtures.ts';
import { InferenceBrake } from './harness/inference.ts';
import { answers, ask, questions } from './harness/panel.ts';
import { ToldRecorder, wordsAfter, wordsOnDisk, type Words } from './harness/told.ts';

/** Words on screen for longer than this are on disk, whatever happens. */
const PROMISE_MS = 1000;
const KILLS = Number(process.env['KILLS'] ?? 3);
const SEED = Number(process.env['KILLS_SEED'] ?? 5);
/** Longer than a slowed answer takes: some kills come while it is written, some just after its end. */
const LATEST_KILL_MS = 5000;
const KILLS_PER_CHAT = 8;
const LONG =
  'What does this print?\n\n```typescript\nlet sum = 0;\nfor (let i = 0; i < 4; i++) {\n  sum += i;\n}\nconsole.log(sum);\n```';

/** Asks, and waits for the answer's beginning. Not by how many there are: of a long chat only the turns near by are drawn. */
async function askForAnswer(panel: FrameLocator, question: string): Promise<void> {
  const last = () => answers(panel).evaluateAll((all) => all.at(-1)?.getAttribute('data-turn-id'));
  const before = await last();
  await ask(panel, question);
  await expect.poll(last).not.toBe(before);
}

const brake = new InferenceBrake();
test.use({ ownWindow: true });

test.afterEach(() => brake.release());

test(`the extension host killed ${KILLS} times while answers are written: what was on screen for a second is there again`, async ({
  workbench,
  vscode,
}) => {
  test.setTimeout(120_000 + KILLS * 30_000);
  const random = seededRandom(SEED);
  const recorder = await ToldRecorder.in(workbench.page);
  let found: Words = new Map();
  let [kept, inTheMiddle, latest] = [0, 0, 0];
  for (let kill = 1; kill <= KILLS; kill++) {
    let panel = await workbench.chatPanel();
    if (kill % KILLS_PER_CHAT === 0) {
      await workbench.command('Cerebrum: New Chat');
      await expect(questions(panel)).toHaveCount(0);
      found = new Map();
    }
    await recorder.record(panel);
    // An answer that has ended, and the engine is ready for the next.
    await askForAnswer(panel, 'What is 3 + 4?');
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
    brake.slow();
    await askForAnswer(panel, LONG);
    await pause(random() * LATEST_KILL_MS);
    if ((await answers(panel).last().getAttribute('data-status')) === 'writing') inTheMiddle++;

    const { at, count } = await killExtensionHosts(vscode.server);
    brake.release();
    expect(count).toBeGreaterThan(0);
    const { told } = recorder;
    expect(told.length).toBeGreaterThan(0);
    const due = wordsAfter(
      found,
      told.filter((each) => each.at < at - PROMISE_MS),
    );
    const all = wordsAfter(
      found,
      told.filter((each) => each.at <= at),
    );

    await workbench.reload();
    panel = await workbench.chatPanel();
    await expect(answers(panel).last()).toHaveAttribute('data-status', /finished|interrupted|stopped/);
    found = wordsOnDisk(vscode.folder, all.keys());
    const last = [...found.keys()].at(-1);
    if (last !== undefined) await expect(panel.getByRole('article').last()).toHaveAttribute('data-turn-id', last);
    for (const [id, words] of due) {
      // The end of an answer takes the blanks at its end away.
      expect(found.get(id)?.startsWith(words.trimEnd()), `kill ${kill}: "${words}" in "${found.get(id)}"`).toBe(true);
      kept += words.length;
    }
    for (const [id, words] of all) latest = Math.max(latest, words.trimEnd().length - (found.get(id)?.length ?? 0));
  }
  expect(kept).toBeGreaterThan(0);
  console.log(
    `${KILLS} kills (seed ${SEED}), ${inTheMiddle} in the middle of an answer: all ${kept} characters that were on screen ` +
      `for a second were there again; of the younger ones at most ${latest} were not.`,
  );
});
