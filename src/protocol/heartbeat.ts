/**
 * The pipe beside the IPC channel between the extension host and one of its processes. A worker thread reads and writes the
 * process's end, so it works whatever the main thread does. Lines of text:
 * host to process `N` (ping number N) · process to host one `Beat` as JSON, first from the thread, then from the main thread.
 * The pipe closes with the host: then the process ends. It is `overlapped`: else Windows lets a process not write while it reads.
 */

/** Names the file descriptor of the pipe in the process's environment. */
export const HEARTBEAT_FD = 'CEREBRUM_HEARTBEAT_FD';

/** The answer to a ping. */
export type Beat =
  /** The worker thread is alive. */
  | { readonly from: 'thread' }
  /** The main thread is alive; `stepMs`: how long the native call that began first runs by now, if one runs. */
  | { readonly from: 'main'; readonly stepMs?: number };
