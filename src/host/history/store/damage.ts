/** What SQLite's errors mean for the history. */

/** SQLite's primary result code for a database that is broken inside. */
export const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** SQLite's primary result code inside an error it threw. */
const resultCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;

/** SQLite's word for a file that is not a database, or one that is broken inside. */
export function isDamage(error: unknown): boolean {
  return resultCode(error) === CORRUPT || resultCode(error) === NOT_A_DATABASE;
}

/** Another window is writing at this moment. */
export function isBusy(error: unknown): boolean {
  const [busy, locked] = [5, 6];
  return resultCode(error) === busy || resultCode(error) === locked;
}
