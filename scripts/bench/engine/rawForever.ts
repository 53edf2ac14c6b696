/** The raw loop on one thread until it is killed: node rawForever.ts MODEL; prints a line when its first tokens have come. */
import { RawLoop } from './rawLoop.ts';

const [, , model = ''] = process.argv;
const raw = await RawLoop.open(model, 4096, 1);
const prompt = [1, 300, 301, 302];
await raw.decode(prompt, 4);
console.log('writing');
for (;;) await raw.decode(prompt, 2000);
