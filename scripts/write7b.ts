// npm run write7b -- FILE [--layers 32]: a GGUF of the shape of Cerebrum 7b with random Q4_K weights, to measure memory
// and speed with where no real model is at hand. It says its words in their order, whatever it is asked.
import { parseArgs } from 'node:util';
import { writeRandomModel } from './random-model/writeRandomModel.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { layers: { type: 'string', default: '32' }, help: { type: 'boolean', short: 'h' } },
});
const path = positionals[0];
if (values.help || path === undefined) {
  console.log('npm run write7b -- FILE.gguf [--layers 32]\n\nA 7b has 32 layers and 4.1 GB.');
} else {
  const started = performance.now();
  const bytes = await writeRandomModel(path, { layers: Number(values.layers) });
  console.log(`${path}  ${(bytes / 1e9).toFixed(2)} GB in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
