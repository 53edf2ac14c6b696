/** The decisions about backends, without a process: which a system has, what a probe means. */
import type { Backend, ProbeFacts, BackendProblem, BackendReport, WorkingBackend } from '../../../protocol/backends.ts';
import type { GpuChoice } from '../../../protocol/inference.ts';

/** The backends that have binaries for a system, best first; the CPU is always the last. */
export function backendCandidates(platform: NodeJS.Platform, arch: string): readonly Backend[] {
  if (platform === 'darwin') return arch === 'arm64' ? ['metal', 'cpu'] : ['cpu'];
  return arch === 'x64' ? ['cuda', 'vulkan', 'cpu'] : ['cpu'];
}

/** The candidates a setting allows, best first. A backend that was asked for by name has no other below it. */
export function allowedCandidates(choice: GpuChoice, candidates: readonly Backend[]): readonly Backend[] {
  return choice === 'auto' ? candidates : [choice];
}

/** How a probe process ended: with facts, or without. */
export type ProbeOutcome =
  | { readonly type: 'facts'; readonly facts: ProbeFacts; readonly log: string }
  | { readonly type: 'died'; readonly cause: string }
  | { readonly type: 'silent' };

/** The CPU needs no probe: when its library does not start, the load says so. */
export const cpuReport: WorkingBackend = {
  backend: 'cpu',
  passed: true,
  devices: [],
  totalVram: 0,
  freeVram: 0,
  unified: false,
};

export function judge(backend: Backend, outcome: ProbeOutcome): BackendReport {
  if (outcome.type === 'died') return failed(backend, { name: 'crashed', cause: outcome.cause });
  if (outcome.type === 'silent') return failed(backend, { name: 'no-answer' });
  const { facts, log } = outcome;
  if (facts.loaded !== backend) return failed(backend, whyNot(facts, log));
  if (backend === 'cpu') return cpuReport;
  if (facts.devices.length === 0) return failed(backend, driverTooOld(log) ?? { name: 'no-device' });
  const { devices, totalVram, freeVram, unified } = facts;
  return { backend, passed: true, devices, totalVram, freeVram, unified };
}

const failed = (backend: Backend, reason: BackendProblem): BackendReport => ({ backend, passed: false, reason });

function whyNot(facts: ProbeFacts, log: string): BackendProblem {
  if (facts.packageMissing) return { name: 'not-installed' };
  const library = missingLibrary(facts.loaderError ?? '');
  if (library !== undefined) return { name: 'library-missing', library };
  const old = driverTooOld(`${facts.loaderError ?? ''}\n${facts.error ?? ''}\n${log}`);
  if (old !== undefined) return old;
  if (facts.loaderError !== undefined) return { name: 'failed', detail: facts.loaderError };
  // Its libraries are all there, and still another backend came up, or none: it found nothing to run on.
  if (facts.loaded !== undefined || facts.error?.startsWith('NoBinaryFoundError')) return { name: 'no-device' };
  return { name: 'failed', detail: facts.error ?? '' };
}

/** Linux: `libX.so.1: cannot open shared object file`; macOS: `Library not loaded: X`; Windows names no file. */
function missingLibrary(message: string): string | undefined {
  const linux = /^(?:Error: )?([^\s:]+\.so[.\d]*): cannot open shared object file/m.exec(message);
  const mac = /Library not loaded: (?:@rpath\/)?(\S+)/.exec(message);
  const version = /version `([\w.]+)' not found/.exec(message);
  const found = linux?.[1] ?? mac?.[1] ?? version?.[1];
  if (found !== undefined) return found;
  return /The specified module could not be found/i.test(message) ? 'DLL' : undefined;
}

function driverTooOld(text: string): BackendProblem | undefined {
  const line = text
    .split('\n')
    .find((candidate) =>
      /driver version is insufficient|driver (is )?too old|no longer supports? this driver|unsupported (vulkan|driver) version|requires? (a )?newer driver|compute capability .* not supported/i.test(
        candidate,
      ),
    );
  return line === undefined ? undefined : { name: 'driver-too-old', detail: line.trim() };
}
