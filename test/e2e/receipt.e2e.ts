import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/fixtures.ts';
import { answers, ask, askToTheEnd } from './harness/panel.ts';

test('a receipt of an answer is saved and replayed; one that was edited is refused', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await askToTheEnd(panel, 'What is 20 - 5?');
  const file = join(workbench.folder, 'receipt.json');
  await answers(panel).last().getByRole('button', { name: 'Save Receipt…' }).click();
  await expect(workbench.quickPick).toHaveValue(/receipt\.json$/, { timeout: 60_000 });
  await workbench.screenshot('receipt-save');
  await workbench.saveAs(file, 'The receipt was saved to receipt.json.');
  const written = await readFile(file, 'utf8');
  expect(JSON.parse(written)).toMatchObject({ format: 'cerebrum-receipt', stopReason: 'finished' });

  await workbench.command('Cerebrum: Replay Receipt…');
  await workbench.pickOption('receipt.json');
  await expect(workbench.notification('The same answer, to the byte.')).toBeVisible();
  await workbench.screenshot('receipt-replayed');

  await writeFile(file, written.replace('"answer": "', '"answer": "Not '));
  await workbench.command('Cerebrum: Replay Receipt…');
  await workbench.pickOption('receipt.json');
  await expect(workbench.notification('receipt.json cannot be replayed.')).toContainText(
    'changed after it was written',
  );
});

test('a receipt of a vote makes all its chains again', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await ask(panel, '/vote What is 20 - 5?');
  await expect(answers(panel).last()).toHaveAttribute('data-status', 'finished');
  const file = join(workbench.folder, 'vote.json');
  await answers(panel).last().getByRole('button', { name: 'Save Receipt…' }).click();
  await expect(workbench.quickPick).toHaveValue(/receipt\.json$/, { timeout: 60_000 });
  await workbench.saveAs(file, 'The receipt was saved to vote.json.');
  await workbench.command('Cerebrum: Replay Receipt…');
  await workbench.pickOption('vote.json');
  await expect(workbench.notification(/The same [2-5] chains, to the byte\./)).toBeVisible();
  await workbench.screenshot('receipt-vote-replayed');
});
