// npm run bench -- --panel: what Cerebrum costs, measured here and now, as a table.
import { parseArgs } from 'node:util';
import { benchPanel } from './bench/panel.ts';
import { Problem, runScript } from './workbench/problem.ts';

await runScript(async () => {
  const { values } = parseArgs({ options: { panel: { type: 'boolean', default: false } } });
  if (!values.panel) throw new Problem('Say what to measure.', 'npm run bench -- --panel');
  await benchPanel();
});
