/** What is known about the places a model can run. A probe process tells facts; the host judges them. */

export type Backend = 'metal' | 'cuda' | 'vulkan' | 'cpu';

/** What a probe process found, sent once as its only message. All sizes in bytes. */
export interface ProbeFacts {
  /** The backend that really came up; the library takes another one when the wanted one is absent. */
  readonly loaded?: Backend;
  readonly devices: readonly string[];
  readonly totalVram: number;
  readonly freeVram: number;
  /** VRAM and RAM are the same memory. */
  readonly unified: boolean;
  /** The library's own message, when nothing came up. */
  readonly error?: string;
  /** What the system's loader says about the backend's shared library; absent when that loads. */
  readonly loaderError?: string;
  /** There is no package with binaries for this backend. */
  readonly packageMissing: boolean;
}

export type BackendProblem =
  /** This system has no such backend (Metal outside of macOS, CUDA on a Mac …). */
  | { readonly name: 'other-platform' }
  /** The extension was packaged without its binaries. */
  | { readonly name: 'not-installed' }
  /** A shared library it needs is not on this machine. */
  | { readonly name: 'library-missing'; readonly library: string }
  | { readonly name: 'driver-too-old'; readonly detail: string }
  /** It loads, and then finds nothing to run on. */
  | { readonly name: 'no-device' }
  /** The probe process died; `cause` in words, with its signal or code. */
  | { readonly name: 'crashed'; readonly cause: string }
  | { readonly name: 'no-answer' }
  | { readonly name: 'failed'; readonly detail: string };

/** A backend that came up and has something to run on. */
export interface WorkingBackend {
  readonly backend: Backend;
  readonly passed: true;
  readonly devices: readonly string[];
  /** Bytes, at the time of the probe; 0 on the CPU. */
  readonly totalVram: number;
  readonly freeVram: number;
  readonly unified: boolean;
}

/** One backend after a look at it. */
export type BackendReport =
  WorkingBackend | { readonly backend: Backend; readonly passed: false; readonly reason: BackendProblem };

/** How a model is run: where, and with what share of the layers that the GPU could take. */
export interface RunPlan {
  readonly backend: Backend;
  readonly layerShare: 1 | 0.5;
}
