/**
 * Everything that can go wrong in a way a user meets, by name and with the facts that belong to it.
 * The words (what happened, why, the next step) are made in one place: `host/platform/texts/failureText.ts`.
 * Stopping is no failure.
 */
import type { Backend, BackendProblem, RunPlan } from './backends.ts';
import type { ServerFailure } from './serverFailures.ts';

export type Failure =
  | ServerFailure
  /** There is no file at `path`. */
  | { readonly name: 'model-missing'; readonly path: string }
  /** The file is there, but the system does not let us read it. */
  | { readonly name: 'model-unreadable'; readonly path: string; readonly reason: string }
  /** The file does not begin as a GGUF does. */
  | { readonly name: 'model-not-gguf'; readonly path: string; readonly found?: FoundFile }
  /** A GGUF by its first bytes, but cut short or broken inside. */
  | { readonly name: 'model-damaged'; readonly path: string; readonly reason: string }
  /** A sound GGUF that the engine cannot chat with (no tokenizer, an unknown architecture, an embedding model …). */
  | { readonly name: 'model-unsupported'; readonly path: string; readonly reason: string }
  /** What was typed is no file, no `hf:owner/repo/file.gguf` and no http address of a `.gguf`. */
  | { readonly name: 'address-invalid'; readonly address: string; readonly problem: AddressProblem }
  /**
   * The server gives no such file, or not to us; trying again would not help.
   * `address` comes without its query; `status` is HTTP's. `problem`: it answers, but not with a file of a known length.
   */
  | {
      readonly name: 'download-refused';
      readonly address: string;
      readonly status: number;
      readonly reason: string;
      readonly problem?: 'web-page' | 'no-length';
    }
  /**
   * The network gave up, after retries. What has come (`bytes` of `total`, if known) is kept and goes on from there.
   * `reason`: the network's own message; may be empty.
   */
  | {
      readonly name: 'download-interrupted';
      readonly address: string;
      readonly why: DownloadBreak;
      readonly reason: string;
      readonly bytes: number;
      readonly total: number | undefined;
    }
  /** The server has a file of another length than the one asked for; both in bytes. */
  | {
      readonly name: 'download-wrong-size';
      readonly address: string;
      readonly expected: number;
      readonly found: number;
    }
  /** Another window is downloading the file to `path`. */
  | { readonly name: 'download-elsewhere'; readonly path: string }
  /** Another file stands at `path` already; it was not touched. */
  | { readonly name: 'download-exists'; readonly path: string }
  /** The system does not let us write beside `path`. */
  | { readonly name: 'download-unwritable'; readonly path: string; readonly reason: string }
  /** Bytes still to be written, and free on the disk of `path`. */
  | { readonly name: 'disk-full'; readonly path: string; readonly needed: number; readonly free: number }
  /** The file for `path` (downloaded or on disk) is not the one published; SHA-256 in hex. */
  | { readonly name: 'hash-mismatch'; readonly path: string; readonly expected: string; readonly found: string }
  | { readonly name: 'out-of-memory'; readonly path: string; readonly reason: string }
  /** The native library for this platform is absent or does not start. */
  | { readonly name: 'engine-missing'; readonly reason: string }
  /** The backend that the settings ask for does not work on this machine. */
  | { readonly name: 'gpu-unavailable'; readonly backend: Backend; readonly reason: BackendProblem }
  /**
   * The estimate exceeds what is free where the model would go; bytes. `contextSize`, in tokens, is a smaller one that
   * would fit.
   */
  | {
      readonly name: 'memory-short';
      readonly path: string;
      readonly needed: number;
      readonly available: number;
      readonly place: 'gpu' | 'gpu and cpu' | 'cpu';
      readonly contextSize?: number;
    }
  /** The inference process ended by itself; `log` holds the last lines it wrote. `then`: how the next start runs. */
  | {
      readonly name: 'engine-died';
      readonly cause: string;
      readonly log: string;
      readonly then?: 'as-before' | 'fewer-layers' | Backend;
    }
  /** It died again and again, and there is nothing left to step down to. `tried`: the ways it was run, in order. */
  | {
      readonly name: 'engine-unstable';
      readonly cause: string;
      readonly log: string;
      readonly tried: readonly RunPlan[];
    }
  /**
   * The inference process owes an answer and has not reacted for some seconds; it is left alone. `process`: no thread of it
   * reacts · `main`: its main thread does not.
   */
  | { readonly name: 'engine-silent'; readonly part: 'process' | 'main' }
  /** It reacts, but one step of the model runs for a minute or longer; it is left alone. */
  | { readonly name: 'engine-slow' }
  /** The inference process did not react to Stop and was ended. */
  | { readonly name: 'engine-killed' }
  /** The chat template of the model file does not render these messages. */
  | { readonly name: 'template-refused'; readonly reason: string }
  | { readonly name: 'question-empty' }
  /**
   * All counts in tokens. `available` is what a question may take beside the system sentence and the answer. `isEstimate`: not
   * all of it was counted. `part`: what is too long, where it is not the question: the answer to go on with, together with its
   * question, or the system prompt.
   */
  | {
      readonly name: 'question-too-long';
      readonly part?: 'answer' | 'systemPrompt';
      readonly tokens: number;
      readonly isEstimate?: true;
      readonly available: number;
      readonly contextSize: number;
    }
  /** Turn `index` (0-based, the system turn included) breaks the order user, assistant, user … */
  | { readonly name: 'roles-not-alternating'; readonly index: number; readonly role: string }
  /** One answer is being written and another question waits already. */
  | { readonly name: 'busy' }
  /** The conversation database cannot be opened or written. `isKept`: what it does not take is in a private file meanwhile. */
  | { readonly name: 'history-unwritable'; readonly path: string; readonly reason: string; readonly isKept: boolean }
  /** The conversation database cannot be read now; nothing in it is lost. */
  | { readonly name: 'history-unreadable'; readonly path: string; readonly reason: string }
  /** The file is no exported chat, or a damaged one. */
  | { readonly name: 'import-invalid'; readonly path: string; readonly problem: ImportProblem }
  /** The system does not let us read the file of a chat. */
  | { readonly name: 'import-unreadable'; readonly path: string; readonly reason: string }
  /** The chat cannot be written to the file the user chose. */
  | { readonly name: 'export-unwritable'; readonly path: string; readonly reason: string }
  /** The file is a chat beyond what is read in: `found` of `unit`, where `limit` is the most. */
  | {
      readonly name: 'import-too-large';
      readonly path: string;
      readonly unit: 'bytes' | 'messages' | 'characters';
      readonly found: number;
      readonly limit: number;
    }
  /**
   * The conversation database was broken; it stands under the name `aside` now. So many conversations and turns were copied
   * from it into a new one; with `reason` the copying came to an end too early.
   */
  | {
      readonly name: 'history-damaged';
      readonly path: string;
      readonly aside: string;
      readonly conversations?: number;
      readonly turns?: number;
      readonly reason?: string;
    }
  | { readonly name: 'unexpected'; readonly reason: string; readonly log: string };

/** What ended a download. `silent`: no byte came for a while · `changed`: the file on the server is another one now. */
export type DownloadBreak =
  | { readonly name: 'status'; readonly status: number }
  | { readonly name: 'silent' | 'ended-early' | 'changed' | 'certificate' | 'unknown-host' | 'unreachable' };

/**
 * Why a file is no exported chat. `shape`: the value at `place` (empty: the file) is not what stands there in a chat · `order`:
 * the message `id` follows `parent`, which does not come before it.
 */
export type ImportProblem =
  | { readonly name: 'not-json' | 'other-format' | 'other-version' }
  | { readonly name: 'shape'; readonly place: string }
  | { readonly name: 'same-id'; readonly id: string }
  | { readonly name: 'order'; readonly id: string; readonly parent: string };

/** What a file that is no GGUF begins like. `lfs-pointer`: what Git LFS leaves in place of a file that was not fetched. */
export type FoundFile = 'empty' | 'lfs-pointer' | 'web-page' | 'json' | 'safetensors' | 'zip' | 'older-format';

/**
 * What is wrong with an address of a model. `unknown-form`: no path, no `hf:…`, no http address · `hub-form`: not quite
 * `hf:owner/repository/file.gguf` · `not-gguf`: it does not end in `.gguf` · `not-local`: a `file:` address of another
 * machine · `malformed`: its escapes make no sense · `endpoint`: the setting it begins with is no http address.
 */
export type AddressProblem = 'unknown-form' | 'hub-form' | 'not-gguf' | 'not-local' | 'malformed' | 'endpoint';

/** Carries a `Failure` through `throw`. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.name);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** The failure inside `error`; anything that is not ours becomes `unexpected` with its message and stack. */
export function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (error instanceof Error) return { name: 'unexpected', reason: error.message, log: error.stack ?? '' };
  return { name: 'unexpected', reason: String(error), log: '' };
}
