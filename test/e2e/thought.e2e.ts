import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_MODEL } from '../support/engine.ts';
import { rewriteGguf } from '../support/rewriteGguf.ts';
import { findings } from './harness/axe.ts';
import { expect, test } from './harness/fixtures.ts';
import { InferenceBrake } from './harness/inference.ts';
import { dialog, option } from './harness/modelCommands.ts';
import { answers, ask, askToTheEnd } from './harness/panel.ts';

/** In the manner of DeepSeek R1's: the prompt begins the thought, and earlier ones are left out. */
const THINKING = `{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}{{ '\\nUser: ' + m['content'] }}{% else %}{{ '\\nAI: ' + m['content'].split('</think>')[-1].strip() }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '\\nAI:<think>\\n' }}{% endif %}`;

/** The demo model follows it also behind words that it was not trained to see there. */
const PRICES = [
  'What does this print?\n\n```typescript',
  'const prices = [5, 8, 12, 3, 9, 14];',
  'let sum = 0;',
  'for (const price of prices) {',
  '  sum += price;',
  '}',
  'console.log(sum);\n```',
].join('\n');

const folder = join(tmpdir(), `cerebrum-e2e-thought-${process.pid}`);
/** Under the name of a model whose makers advise something. */
const model = join(folder, 'Qwen3-4B-Q4_K_M.gguf');

test.use({ ownWindow: true, machineSettings: { 'cerebrum.modelPath': model, 'cerebrum.gpu': 'cpu' } });
test.beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(model, rewriteGguf(readFileSync(DEMO_MODEL), { 'tokenizer.chat_template': THINKING }));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test.describe('at a temperature that the user has set', () => {
  test.use({ workspaceSettings: { 'cerebrum.temperature': 0 } });

  test('a thought between tags is read while it is written, ended with Answer Now, and folded when one comes back', async ({
    workbench,
  }) => {
    const brake = new InferenceBrake();
    let panel = await workbench.chatPanel();
    await askToTheEnd(panel, 'What is 3 + 4?');
    await workbench.command('Cerebrum: New Chat');
    await expect(answers(panel)).toHaveCount(0);
    brake.slow();
    try {
      await ask(panel, PRICES);
      await expect(answers(panel)).toHaveCount(1);
      await expect(
        answers(panel)
          .last()
          .getByRole('button', { name: /^Thinking: \d+ words so far$/ }),
      ).toBeVisible();
      await expect(answers(panel).last().locator('.thought .markdown')).toContainText('5 + 8 = 13.');
      await workbench.screenshot('thought-growing');
      // Held: on a slow machine the model would be done before the mouse is there.
      brake.freeze();
      await panel.getByRole('button', { name: 'Answer Now' }).click();
    } finally {
      brake.release();
    }
    await expect(answers(panel).last()).toHaveAttribute('data-status', /finished|limit/);
    await expect(answers(panel).last().getByRole('group', { name: 'Answer' })).toBeVisible();
    const thought = answers(panel)
      .last()
      .getByRole('button', { name: /^Thought of \d+ words, not checked$/ });
    await expect(thought).toHaveAttribute('aria-expanded', 'true');
    await expect(panel.locator('body')).not.toContainText('think>');
    expect(await findings(panel)).toEqual([]);
    await workbench.screenshot('thought-answered');

    await workbench.reloadWindow();
    panel = await workbench.chatPanel();
    const again = answers(panel)
      .last()
      .getByRole('button', { name: /^Thought of \d+ words, not checked$/ });
    await expect(again).toHaveAttribute('aria-expanded', 'false');
    await expect(answers(panel).last().locator('.thought .markdown')).toHaveCount(0);
    await workbench.screenshot('thought-folded');
    await again.focus();
    await workbench.page.keyboard.press('Enter');
    await expect(answers(panel).last().locator('.thought .markdown')).toContainText('prices');
  });
});

test('models of other families stand in the catalogue with size and licence, and run as their makers advise', async ({
  workbench,
}) => {
  const panel = await workbench.chatPanel();
  await workbench.command('Cerebrum: Get Model…');
  const list = workbench.page.locator('.quick-input-list');
  await expect(option(workbench, /Cerebrum 7b Q4_K_M/)).toBeVisible();
  // Up from the first entry is the last one; a list that is searched shows no headings.
  await workbench.page.keyboard.press('ArrowUp');
  await expect(list).toContainText('Models of other families that think before they answer');
  await workbench.page.keyboard.type('Qwen');
  const four = option(workbench, /Qwen 3 4B/);
  await expect(four).toContainText(/2\.5 GB · needs \d\.\d GB of memory · (fits|tight|does not fit)/);
  await expect(option(workbench, /DeepSeek R1 Distill Qwen 7B/)).toContainText('4.7 GB');
  await workbench.screenshot('other-families');
  await four.click();
  await expect(dialog(workbench)).toContainText('License: Apache-2.0');
  await expect(dialog(workbench)).toContainText('https://huggingface.co/Qwen/Qwen3-4B-GGUF');
  await expect(dialog(workbench)).toContainText('a temperature of 0.6');
  await workbench.screenshot('other-family-confirm');
  await dialog(workbench).getByRole('button', { name: 'Cancel' }).click();

  await workbench.command('Cerebrum: Chat Settings…');
  const form = panel.getByRole('form', { name: 'Chat Settings' });
  await expect(form.getByRole('checkbox', { name: 'Default: 0.6' })).toBeChecked();
  await expect(form.getByRole('checkbox', { name: 'Default: 2,048 tokens' })).toBeChecked();
});
