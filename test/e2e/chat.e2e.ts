import type { FrameLocator } from '@playwright/test';
import { evalSet, finalAnswer } from '../support/evalSet.ts';
import { InferenceBrake, killInference } from './harness/inference.ts';
import { expect, test } from './harness/fixtures.ts';
import { answers, ask, composer } from './harness/panel.ts';
import { LONG } from './harness/questions.ts';

test('a question is answered by the model, step by step, and a follow-up sees the earlier turns', async ({
  workbench,
}) => {
  await workbench.openChatView();
  const panel = await workbench.chatPanel();
  await expect(panel.getByRole('heading', { name: 'Demo model' })).toBeVisible();
  await workbench.screenshot('empty-chat');

  const conversation = evalSet('multi-turn').find(({ turns }) => turns?.[1]?.q === 'Now double it.');
  const [first, second] = conversation?.turns ?? [];
  await ask(panel, first?.q ?? '');
  await expect(answers(panel).nth(0)).toHaveAttribute('data-status', 'finished');
  const total = finalAnswer(first?.a ?? '');
  await expect(answers(panel).nth(0)).toContainText(`Answer: ${total ?? '?'}`);
  await expect(composer(panel)).toHaveValue('');
  await expect(answers(panel).nth(0)).toContainText(/Same answer in (?:\d of )?4 more tries\./);

  await ask(panel, second?.q ?? '');
  await expect(answers(panel).nth(1)).toHaveAttribute('data-status', 'finished');
  await expect(answers(panel).nth(1)).toContainText(`Answer: ${2 * Number(total)}`);
  await workbench.screenshot('chat');
});

test('an answer that the demo model does not come to again is called doubtful, also after a reload', async ({
  workbench,
}) => {
  const panel = await workbench.chatPanel();
  // None of twelve further tries came to the same, when it was chosen.
  await ask(
    panel,
    'How many seats stay empty when 118 kids and 9 teachers ride in 3 buses with 45 passenger seats each?',
  );
  const doubt = /Doubtful: (?:none|\d) of 4 more tries (?:agrees?|say \S+)\./;
  await expect(answers(panel)).toContainText(doubt);
  await workbench.screenshot('tries-doubtful');
  await workbench.reload();
  await expect(answers(await workbench.chatPanel())).toContainText(doubt);
});

test('what the demo model cannot do leads to what it can', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await ask(panel, 'Tell me about the Vikings.');
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  await expect(answers(panel).getByRole('button', { name: 'Get Cerebrum 7b…' })).toBeVisible();
  await expect(answers(panel).getByRole('button', { name: 'Shorter' })).toHaveCount(0);
  await workbench.screenshot('refusal');
  await answers(panel)
    .getByRole('button', { name: /^A baker has 48 rolls/ })
    .click();
  await expect(answers(panel).nth(1)).toHaveAttribute('data-status', 'finished');
  await expect(answers(panel).nth(1)).toContainText('Answer: 41');

  await answers(panel).nth(1).getByRole('button', { name: 'Try Again' }).click();
  await expect(answers(panel).nth(1)).toContainText(/2 of 2|Same answer again/);
  await expect(answers(panel).nth(1)).toHaveAttribute('data-status', 'finished');
  await workbench.screenshot('tried-again');
});

test('Shift+Enter breaks the line, Enter sends', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await composer(panel).fill('What is 3');
  await composer(panel).press('Shift+Enter');
  await composer(panel).pressSequentially('+ 4?');
  await expect(composer(panel)).toHaveValue('What is 3\n+ 4?');
  await composer(panel).press('Enter');
  await expect(panel.getByRole('article', { name: 'You' })).toContainText('What is 3\n+ 4?');
});

test.describe('in the middle of an answer', () => {
  const brake = new InferenceBrake();
  test.afterEach(() => brake.release());

  /** Asks about a program of many steps and holds the model as soon as the beginning of its answer is on screen. */
  async function askAndHold(panel: FrameLocator): Promise<void> {
    await ask(panel, 'What is 3 + 4?');
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
    brake.freeze();
    await ask(panel, LONG);
    await expect(async () => {
      brake.step();
      await expect(answers(panel).nth(1)).toContainText('Plan:', { timeout: 150 });
    }).toPass({ intervals: [0] });
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'writing');
  }

  test('Stop keeps its words, Continue goes on with them, New Chat begins empty', async ({ workbench }) => {
    const panel = await workbench.chatPanel();
    await askAndHold(panel);
    await panel.getByRole('button', { name: 'Stop' }).click();
    brake.release();
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'stopped');
    await expect(answers(panel).last()).toContainText('Plan:');
    await expect(answers(panel).last()).not.toContainText('Answer:');
    await workbench.screenshot('stopped');
    await panel.getByRole('button', { name: 'Continue' }).click();
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
    await expect(answers(panel).last()).toContainText('Answer:');

    await workbench.command('Cerebrum: New Chat');
    await expect(answers(panel)).toHaveCount(0);
    await expect(panel.getByRole('heading', { name: 'Demo model' })).toBeVisible();
  });

  test('nothing turns: what turns has the whole window drawn with every frame', async ({ workbench }) => {
    const panel = await workbench.chatPanel();
    await askAndHold(panel);
    await expect(workbench.page.locator('.statusbar')).toContainText('Cerebrum: thinking');
    const turning = () =>
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations === Infinity)
        .map((animation) => (animation as CSSAnimation).animationName);
    expect(await panel.locator('body').evaluate(turning)).toEqual([]);
    // VS Code's own progress may be there for a moment.
    await expect.poll(() => workbench.page.evaluate(turning)).toEqual([]);
    await workbench.screenshot('writing');
  });

  test('Escape stops it as well', async ({ workbench }) => {
    const panel = await workbench.chatPanel();
    await askAndHold(panel);
    await composer(panel).press('Escape');
    brake.release();
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'stopped');
  });

  test('the command stops it as well, and the answer can be tried again', async ({ workbench }) => {
    const panel = await workbench.chatPanel();
    await askAndHold(panel);
    await workbench.command('Cerebrum: Stop');
    // The command comes a moment after the key: the answer must not have ended by then.
    brake.slow();
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'stopped');
    brake.release();
    await panel.getByRole('button', { name: 'Try Again' }).click();
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
    await expect(answers(panel).last()).toContainText('Answer:');
  });

  test('another question waits for its turn, and a third is given back to the composer', async ({ workbench }) => {
    const panel = await workbench.chatPanel();
    await askAndHold(panel);
    await ask(panel, 'What is 9 times 8?');
    await expect(panel.getByRole('button', { name: 'Remove' })).toBeVisible();
    await expect(composer(panel)).toHaveValue('');
    await ask(panel, 'What is 56 / 7?');
    // While the model is held, it may also be told that the engine does not answer.
    await expect(
      panel.getByRole('group', { name: 'Problem' }).filter({ hasText: 'A question is already waiting' }),
    ).toBeVisible();
    await expect(composer(panel)).toHaveValue('What is 56 / 7?');
    await workbench.screenshot('queued');
    brake.release();
    await expect(answers(panel)).toHaveCount(3);
    await expect(answers(panel).last()).toContainText('72');
  });

  test('the view closed and reopened shows the truth', async ({ workbench }) => {
    let panel = await workbench.chatPanel();
    await askAndHold(panel);
    await workbench.command('View: Show Explorer');
    panel = await workbench.chatPanel();
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'writing');
    await expect(answers(panel).last()).toContainText('Plan:');
    brake.release();
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
    await expect(answers(panel).last()).toContainText('Answer:');
  });

  test('a question that waits comes back with what was added to it after a reload, and can be sent', async ({
    workbench,
  }) => {
    let panel = await workbench.chatPanel();
    const chips = () => panel.getByRole('list', { name: 'Added to the question' }).getByRole('listitem');
    await ask(panel, 'What is 3 + 4?');
    await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
    brake.freeze();
    await ask(panel, LONG);
    await workbench.openFile('cart.ts');
    await workbench.selectLines(8, 14);
    await workbench.contextMenu('Add Selection to Cerebrum Chat');
    await expect(chips()).toHaveCount(1);
    await composer(panel).fill('#ord');
    await panel.getByRole('option', { name: /orders\.py/ }).click();
    await expect(chips()).toHaveCount(2);
    await ask(panel, 'What is 9 times 8?');
    await expect(panel.getByRole('group', { name: 'Waiting question' })).toContainText('What is 9 times 8?');
    await expect(chips()).toHaveCount(0);

    await workbench.reloadWindow();
    brake.release();
    panel = await workbench.chatPanel();
    await expect(composer(panel)).toHaveValue('What is 9 times 8?');
    await expect(chips()).toContainText([/cart\.ts, lines 8–14/, 'orders.py']);
    await workbench.screenshot('waiting-reloaded');
    await composer(panel).press('Enter');
    await expect(chips()).toHaveCount(0);
    const context = panel.getByRole('article', { name: 'You' }).last().getByRole('list');
    await expect(context.getByRole('listitem')).toContainText([/cart\.ts, lines 8–14/, 'orders.py']);
  });

  test('the window reloaded keeps its words, says so and can go on', async ({ workbench }) => {
    let panel = await workbench.chatPanel();
    await askAndHold(panel);
    await workbench.reload();
    brake.release();
    panel = await workbench.chatPanel();
    await expect(panel.getByRole('article', { name: 'You' }).last()).toContainText('energy = energy - 4;');
    await expect(answers(panel).last()).toContainText('Plan:');
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'interrupted');
    await workbench.screenshot('interrupted');
    await panel.getByRole('button', { name: 'Continue' }).click();
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
    await expect(answers(panel).last()).toContainText('Answer:');
  });

  test('the inference process killed: the answer says why and keeps its words, the next ask works', async ({
    workbench,
  }) => {
    const panel = await workbench.chatPanel();
    await askAndHold(panel);
    killInference();
    await expect(answers(panel).last()).toHaveAttribute('data-status', 'failed');
    await expect(answers(panel).last().getByRole('group', { name: 'Problem' })).toContainText('SIGKILL');
    await expect(answers(panel).last()).toContainText('Plan:');
    await workbench.screenshot('killed');
    await ask(panel, 'What is 9 times 8?');
    await expect(answers(panel)).toHaveCount(3);
    await expect(answers(panel).last()).toContainText('72');
  });
});

test('a reloaded window shows the conversation as it was and goes on with it', async ({ workbench }) => {
  let panel = await workbench.chatPanel();
  await ask(panel, LONG);
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  // The run of the code comes after the answer, and says at the end what it printed.
  await expect(answers(panel).getByText('Matches a run: 7', { exact: true }).last()).toBeVisible();
  const text = await answers(panel).innerText();
  await workbench.reload();
  panel = await workbench.chatPanel();
  await expect(answers(panel)).toHaveAttribute('data-status', 'finished');
  // The code is run again, for nothing of a run is stored.
  await expect.poll(() => answers(panel).innerText()).toBe(text);
  await ask(panel, 'What is 9 times 8?');
  await expect(answers(panel).nth(1)).toContainText('72');
});
