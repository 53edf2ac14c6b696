import { EventEmitter } from 'node:events';
import type { RunView } from '../../protocol/runView.ts';
import type { RunChecks } from '../explanations/runChecks.ts';

interface Events {
  /** A run of the code was compared with the answer with this id. */
  compared: [id: string];
}

/** What runs of code said about the answers of this window. */
export class RunViews extends EventEmitter<Events> {
  readonly #views = new Map<string, RunView>();

  constructor(runChecks: RunChecks) {
    super();
    runChecks.on('message', (message) => {
      if (message.type !== 'runCompared') return;
      this.#views.set(message.id, message.run);
      this.emit('compared', message.id);
    });
  }

  get(answer: string): RunView | undefined {
    return this.#views.get(answer);
  }
}
