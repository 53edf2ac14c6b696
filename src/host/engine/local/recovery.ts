import type { RunPlan } from '../../../protocol/backends.ts';
import type { Failure } from '../../../protocol/failures.ts';
import type { LoadParams } from '../../../protocol/inference.ts';
import type { Backends } from './backends.ts';
import { afterDeath, noCrashes, type CrashHistory } from './crashPolicy.ts';
import type { ProcessEnd } from './inferenceProcess.ts';

/** How the next process runs after those before it died. */
export class Recovery {
  readonly #backends: Backends;
  #crashes: CrashHistory = noCrashes;
  /** How to run instead of how the settings say. */
  #override: RunPlan | undefined;
  /** It died on every step: it stays down until the user starts it again. */
  #givenUp: Failure | undefined;

  constructor(backends: Backends) {
    this.#backends = backends;
  }

  /** Why no further process is started. */
  get givenUp(): Failure | undefined {
    return this.#givenUp;
  }

  /** How to run; `undefined`: as the settings say. */
  planFor({ gpu, modelPath }: LoadParams): RunPlan | undefined {
    return this.#override ?? this.#backends.planFor(gpu, modelPath);
  }

  /** Takes a death into account; what it is called. */
  died({ cause, log, wasAsked }: ProcessEnd, plan: RunPlan, params: LoadParams, wasReady: boolean): Failure {
    if (wasAsked) return { name: 'engine-died', cause, log, then: 'as-before' };
    const { history, verdict } = afterDeath(this.#crashes, plan, this.#backends.candidates(params.gpu), Date.now());
    this.#crashes = history;
    switch (verdict.do) {
      case 'again':
        return { name: 'engine-died', cause, log, then: 'as-before' };
      case 'stepDown': {
        this.#override = verdict.plan;
        this.#backends.forget(plan.backend);
        const lower = verdict.plan.backend === plan.backend ? 'fewer-layers' : verdict.plan.backend;
        return { name: 'engine-died', cause, log, then: lower };
      }
      case 'stop':
        this.#backends.setPlan(params.gpu, params.modelPath, undefined);
        this.#givenUp = { name: 'engine-unstable', cause, log, tried: history.tried };
        return wasReady ? this.#givenUp : { name: 'engine-died', cause, log };
    }
  }

  /** An answer came to its end: if crashes led to this way of running, the next window begins with it. */
  worked({ gpu, modelPath }: LoadParams): void {
    if (this.#override !== undefined) this.#backends.setPlan(gpu, modelPath, this.#override);
  }

  /** The next start runs as the settings say. */
  forgive(): void {
    this.#crashes = noCrashes;
    this.#override = undefined;
    this.#givenUp = undefined;
  }
}
