import { join } from 'node:path';
import * as vscode from 'vscode';
import { builtInFile } from '../../../evaluation/builtIn.ts';
import { readItems, type ItemFile } from '../../../evaluation/readItems.ts';
import type { CommandParts } from '../../commandParts.ts';

/** Numbers of questions that are offered, beside all. */
const COUNTS = [20, 40];

export interface Problems extends ItemFile {
  readonly task: 'gsm8k' | 'math';
}

/** Lets the user pick one of our own sets, and how much of it. @param title of the picker */
export async function chooseProblems(
  { extension }: Pick<CommandParts, 'extension'>,
  title: string,
): Promise<Problems | undefined> {
  const media = join(extension.extensionPath, 'media');
  const sets = (['gsm8k', 'math'] as const).flatMap((task) => {
    const file = builtInFile(media, task);
    return file === undefined ? [] : [{ task, ...readItems(file, task) }];
  });
  const names = { gsm8k: vscode.l10n.t('Word Problems'), math: vscode.l10n.t('Formulas') };
  const set = await vscode.window.showQuickPick(
    sets.map((one) => ({ label: names[one.task], description: vscode.l10n.t('{0} questions', one.items.length), one })),
    { title, placeHolder: vscode.l10n.t('Problems that come with Cerebrum') },
  );
  if (set === undefined) return undefined;
  const { items } = set.one;
  const counts = [...COUNTS.filter((count) => count < items.length), items.length];
  const count = await vscode.window.showQuickPick(
    counts.map((number) => ({ label: vscode.l10n.t('{0} questions', number), number })),
    { title, placeHolder: vscode.l10n.t('More questions make the interval narrower and take longer') },
  );
  return count && { ...set.one, items: spread(items, count.number) };
}

/** So many of the items, evenly: the first ones alone would be of few subjects. */
const spread = <T>(items: readonly T[], count: number): readonly T[] =>
  Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]).filter(
    (item) => item !== undefined,
  );
