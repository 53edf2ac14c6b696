/** How a program is called in a terminal. */
import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A mistake in the call, told in one line. */
export class UsageError extends Error {}

/** The options and the other words of the call. @throws UsageError */
export function readArguments<const O extends NonNullable<ParseArgsConfig['options']>>(options: O) {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(reasonOf(error));
  }
}

/** A file named in the call: npm runs scripts in the package's folder, not where the user is. */
export const userPath = (file: string): string => resolve(process.env['INIT_CWD'] ?? '.', file);

/** What went wrong, on one line. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ');

/** Runs the program; what it throws is told, and the exit code is 1. */
export async function run(main: () => void | Promise<void>, tell: (error: unknown) => string): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof UsageError ? error.message : tell(error));
    process.exitCode = 1;
  }
}
