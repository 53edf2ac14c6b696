/** A parent with a loaded engine that tells the inference process's id and waits to be killed. */
import { demoEngine } from '../support/engine.ts';

const engine = demoEngine();
await engine.start();
process.send?.(engine.local.pid);
