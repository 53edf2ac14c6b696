/**
 * A parent that tells the id of its child and waits to be killed. Usage: `parent.ts idle`, `parent.ts hang HANG FOLDER` (the
 * inference process hangs in an answer) or `parent.ts probe ENTRY` (a probe that hangs).
 */
import { probeBackend } from '../../../src/host/engine/local/probeProcess.ts';
import { ask, demoEngine } from '../../support/engine.ts';
import { hangsOnce, hasHung, type Hang } from './hang.ts';

const [what, first = '', folder = ''] = process.argv.slice(2);
if (what === 'probe') {
  // The probe tells its id by its log: it has no other way.
  const log = (line: string) => process.send?.(Number(/pid (\d+)/.exec(line)?.[1]));
  void probeBackend('vulkan', { entry: first, log });
} else if (what === 'hang') {
  const options = hangsOnce(folder, first as Hang, 'generate');
  const engine = demoEngine({}, () => undefined, options);
  void ask(engine, 'What is 3 + 4?', { temperature: 0.1 });
  const look = setInterval(() => {
    if (!hasHung(options)) return;
    clearInterval(look);
    process.send?.(engine.local.pid);
  }, 20);
} else {
  const engine = demoEngine();
  await engine.start();
  process.send?.(engine.local.pid);
}
