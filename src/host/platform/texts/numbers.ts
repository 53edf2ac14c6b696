/** Numbers in texts, as the user's language writes them: one language per process, English until `writeNumbersIn` is called. */

const ENGLISH = 'en-US';
let current = ENGLISH;

/** @param language BCP 47. What has a language of its own, as English texts for an issue, gives it with each number. */
export function writeNumbersIn(language: string = ENGLISH): void {
  current = language;
}

/** `decimal(1234.56, 1)`: `1,234.6`, in German `1.234,6`. */
export const decimal = (value: number, digits: number, language = current): string =>
  value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A share from 0 to 1: `97.8 %`. */
export const percent = (share: number): string => `${decimal(100 * share, 1)} %`;

/** Bytes as people read them, in powers of ten, as disks and download pages give them: `4.4 GB`. */
export function formatBytes(bytes: number, language = current): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  if (bytes < 1e9) return `${decimal(bytes / 1e6, bytes < 1e7 ? 1 : 0, language)} MB`;
  return `${decimal(bytes / 1e9, 1, language)} GB`;
}
