// npm run bench -- --panel | --editor: what Cerebrum costs, measured here and now, as a table.
import { parseArgs } from 'node:util';
import { benchEditor } from './bench/editor.ts';
import { benchPanel } from './bench/panel.ts';
import { Problem, runScript } from './workbench/problem.ts';

await runScript(async () => {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ options: { panel: flag, editor: flag, json: flag } });
  if (values.panel) await benchPanel();
  else if (values.editor) benchEditor(values.json);
  else throw new Problem('Say what to measure.', 'npm run bench -- --panel, or --editor');
});
