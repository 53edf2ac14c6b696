/** A window that opens the database of each line of its input the moment it reads it, and prints what came of it. */
import { createInterface } from 'node:readline';
import { ConversationStore } from '../../../src/host/history/store/conversationStore.ts';

console.log('ready');
for await (const path of createInterface(process.stdin)) {
  try {
    ConversationStore.open(path).close();
    console.log('opened');
  } catch (error) {
    console.log(String(error));
  }
}
