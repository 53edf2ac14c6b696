import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { FailureError } from '../../../protocol/failures.ts';
import type { Backend, BackendReport, RunPlan, WorkingBackend } from '../../../protocol/backends.ts';
import type { GpuChoice } from '../../../protocol/inference.ts';
import { allowedCandidates, cpuReport } from './backendFallback.ts';

export interface BackendsOptions {
  /** What this system has, best first, the CPU last. */
  readonly candidates: readonly Backend[];
  /** Looks at one backend, in a process of its own. */
  readonly probe: (backend: Backend) => Promise<BackendReport>;
  /** What is found holds while this stays the same. */
  readonly key: () => string;
  /** Where it is kept; left out: in memory. */
  readonly file?: string;
}

const backend = v.picklist(['metal', 'cuda', 'vulkan', 'cpu']);
const remembered = v.object({
  key: v.string(),
  passed: v.array(
    v.object({
      backend,
      passed: v.literal(true),
      devices: v.array(v.string()),
      totalVram: v.number(),
      freeVram: v.number(),
      unified: v.boolean(),
    }),
  ),
  /** Backends that were looked at and failed; why is found out anew when somebody wants to know. */
  failed: v.array(backend),
  /** By `planKey`: how a model runs that crashed on the backend it should have run on. */
  plans: v.record(v.string(), v.object({ backend, layerShare: v.picklist([1, 0.5]) })),
});
type Remembered = v.InferOutput<typeof remembered>;

/** Finds the backend to run on, and remembers it until the machine changes or it crashes. */
export class Backends {
  readonly #options: BackendsOptions;
  #known: Remembered | undefined;

  constructor(options: BackendsOptions) {
    this.#options = options;
  }

  /** The candidates a setting allows on this system, best first. */
  candidates(choice: GpuChoice): readonly Backend[] {
    return allowedCandidates(choice, this.#options.candidates);
  }

  /**
   * The first backend that works, of those `choice` allows, at or below `from`.
   *
   * @throws FailureError `gpu-unavailable` for a backend that was asked for by name and does not work
   */
  async choose(choice: GpuChoice, from?: Backend): Promise<WorkingBackend> {
    const candidates = this.candidates(choice);
    for (const backend of candidates.slice(Math.max(0, from === undefined ? 0 : candidates.indexOf(from)))) {
      // Who asks for a backend by name wants to hear why it fails now.
      if (choice === 'auto' && this.#load().failed.includes(backend)) continue;
      const report = await this.#look(backend);
      if (report.passed) return report;
      if (choice !== 'auto') throw new FailureError({ name: 'gpu-unavailable', backend, reason: report.reason });
    }
    return cpuReport;
  }

  /** Looks at every backend anew, whether or not this system has it. */
  async survey(): Promise<BackendReport[]> {
    const reports: BackendReport[] = [];
    for (const backend of ['metal', 'cuda', 'vulkan', 'cpu'] as const) {
      const has = this.#options.candidates.includes(backend);
      reports.push(
        has ? await this.#options.probe(backend) : { backend, passed: false, reason: { name: 'other-platform' } },
      );
    }
    return reports;
  }

  /** The backend crashed: it is looked at again before it is used again. */
  forget(backend: Backend): void {
    const known = this.#load();
    known.passed = known.passed.filter((report) => report.backend !== backend);
    known.failed = known.failed.filter((failed) => failed !== backend);
    this.#save(known);
  }

  /** The way of running that was found to work for a model after crashes. */
  planFor(choice: GpuChoice, modelPath: string): RunPlan | undefined {
    return this.#load().plans[planKey(choice, modelPath)];
  }

  /** Remembers such a way; `undefined` forgets it. */
  setPlan(choice: GpuChoice, modelPath: string, plan: RunPlan | undefined): void {
    const known = this.#load();
    const { [planKey(choice, modelPath)]: before, ...others } = known.plans;
    if (before === undefined && plan === undefined) return;
    known.plans = plan === undefined ? others : { ...others, [planKey(choice, modelPath)]: plan };
    this.#save(known);
  }

  async #look(backend: Backend): Promise<BackendReport> {
    if (backend === 'cpu') return cpuReport;
    if (!this.#options.candidates.includes(backend)) {
      return { backend, passed: false, reason: { name: 'other-platform' } };
    }
    const known = this.#load();
    const passed = known.passed.find((report) => report.backend === backend);
    if (passed !== undefined) return passed;
    const report = await this.#options.probe(backend);
    const others = known.passed.filter((other) => other.backend !== backend);
    const otherFailures = known.failed.filter((failed) => failed !== backend);
    known.passed = report.passed ? [...others, { ...report, devices: [...report.devices] }] : others;
    known.failed = report.passed ? otherFailures : [...otherFailures, backend];
    this.#save(known);
    return report;
  }

  #load(): Remembered {
    const key = this.#options.key();
    this.#known ??= this.#read();
    if (this.#known?.key !== key) this.#known = { key, passed: [], failed: [], plans: {} };
    return this.#known;
  }

  #read(): Remembered | undefined {
    if (this.#options.file === undefined) return undefined;
    try {
      const parsed = v.safeParse(remembered, JSON.parse(readFileSync(this.#options.file, 'utf8')));
      return parsed.success ? parsed.output : undefined;
    } catch {
      return undefined;
    }
  }

  /** It is a cache: a disk that takes nothing costs the next start a probe. */
  #save(known: Remembered): void {
    this.#known = known;
    const { file } = this.#options;
    if (file === undefined) return;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.${process.pid}`, JSON.stringify(known));
      renameSync(`${file}.${process.pid}`, file);
    } catch {
      return;
    }
  }
}

const planKey = (choice: GpuChoice, modelPath: string) => `${choice} ${modelPath}`;
