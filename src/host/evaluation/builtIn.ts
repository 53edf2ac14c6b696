/** Problems of our own, which come with Cerebrum: their figures compare only among one another. */
import { join } from 'node:path';
import type { TaskName } from '../../reasoning/evaluation/items.ts';

const FILES: Readonly<Partial<Record<TaskName, string>>> = { gsm8k: 'word-problems.jsonl', math: 'formulas.jsonl' };

/** The built-in problems of a task, in its published form; `undefined` where there are none. @param media the folder `media` */
export function builtInFile(media: string, task: TaskName): string | undefined {
  const file = FILES[task];
  return file && join(media, 'evaluation', file);
}
