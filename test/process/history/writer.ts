/**
 * A window that writes an answer word by word. Its parent kills it, or reads what it did.
 * Arguments: path of the database, name of the conversation, how many words (0: until it is killed).
 * It prints each word's number, and when it was recorded, before it goes on.
 */
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { History } from '../../../src/host/history/history.ts';

const [path = '', name = '', words = '0'] = process.argv.slice(2);
const history = new History(path, { get: () => undefined, update: () => Promise.resolve() }, (failure) => {
  writeSync(1, `trouble ${failure.name}\n`);
});
const head = { id: name, title: name, leaf: `${name}-a` };
const question = { role: 'user', id: `${name}-q`, text: 'Count.' } as const;
history.record(head, [{ conversation: name, parent: undefined, deleted: undefined, turn: question }]);
let text = '';
for (let n = 1; n <= Number(words) || words === '0'; n++) {
  text += `${n} `;
  const answer = { role: 'assistant', id: `${name}-a`, text, status: 'writing' } as const;
  history.record(head, [{ conversation: name, parent: question.id, deleted: undefined, turn: answer }]);
  writeSync(1, `${n} ${Date.now()}\n`);
  // About as fast as a model writes.
  await pause(5);
}
history.close();
