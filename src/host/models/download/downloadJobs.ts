/** What was begun to be downloaded on this machine and is not whole yet. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { changeShared } from '../sharedFile.ts';

const jobSchema = v.object({
  /** As the user sees it. */
  name: v.string(),
  /** All files of one model, in order; `bytes` and `sha256` (hex) as published, where they are. */
  files: v.pipe(
    v.array(
      v.object({
        url: v.string(),
        destination: v.string(),
        bytes: v.optional(v.number()),
        sha256: v.optional(v.string()),
      }),
    ),
    v.minLength(1),
  ),
});
export type DownloadJob = v.InferOutput<typeof jobSchema>;

/** Where its first file goes: no two downloads have the same. */
export const jobId = ({ files }: DownloadJob): string => files[0]?.destination ?? '';

/** The list, in a file that all windows share and that outlives them. */
export class DownloadJobs {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Those begun first come first; a missing or broken file is an empty list. */
  async list(): Promise<DownloadJob[]> {
    try {
      return v.parse(v.array(jobSchema), JSON.parse(await readFile(this.#path, 'utf8')));
    } catch {
      return [];
    }
  }

  async put(job: DownloadJob): Promise<void> {
    await changeShared(this.#path, async () => [...(await this.#others(jobId(job))), job]);
  }

  async remove(id: string): Promise<void> {
    await changeShared(this.#path, () => this.#others(id));
  }

  async #others(id: string): Promise<DownloadJob[]> {
    return (await this.list()).filter((job) => jobId(job) !== id);
  }
}
