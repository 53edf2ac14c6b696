const SIGNALS: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'the native library aborted (a failed assertion, often memory)',
  SIGSEGV: 'the native library read memory that is not its own',
  SIGBUS: 'a memory access failed (was the model file changed while it was in use?)',
  SIGILL: 'the native library uses an instruction this processor lacks',
  SIGFPE: 'an arithmetic fault in the native library',
  SIGKILL: 'the system ended the process (often because memory ran out)',
  SIGTERM: 'something asked the process to end',
};

/** Windows reports native faults as exit codes (NTSTATUS values). */
const CODES: Record<number, string> = {
  0xc0000005: 'the native library read memory that is not its own',
  0xc000001d: 'the native library uses an instruction this processor lacks',
  0xc0000409: 'the native library aborted (a failed assertion, often memory)',
  134: 'the native library aborted (a failed assertion, often memory)',
};

/** How a process ended, in words. */
export function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null) return `${signal}: ${SIGNALS[signal] ?? 'ended by a signal'}`;
  const known = code === null ? undefined : CODES[code];
  return known === undefined ? `exit code ${code ?? 'unknown'}` : `exit code ${code ?? ''}: ${known}`;
}
