import { readFile } from 'node:fs/promises';

/** The list of downloads that are not whole yet, in the extension's storage. */
export const DOWNLOADS_FILE = 'downloads.json';

/** Whether the list in `file` holds any. A look, for the start of a window: what it holds is read by `DownloadJobs`. */
export async function hasUnfinished(file: string): Promise<boolean> {
  try {
    return (await readFile(file, 'utf8')).includes('{');
  } catch {
    return false;
  }
}
