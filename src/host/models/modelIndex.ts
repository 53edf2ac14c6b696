/** What is remembered of model files between sessions: `index.json` in the models folder, shared by all windows. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { changeShared } from './sharedFile.ts';

const entrySchema = v.object({
  /** Size and time of change when it was hashed: with others the hash says nothing any more. */
  bytes: v.optional(v.number()),
  modified: v.optional(v.number()),
  /** Found, and as published, in hex. */
  sha256: v.optional(v.string()),
  published: v.optional(v.string()),
  /** Milliseconds since 1970. */
  lastUsed: v.optional(v.number()),
});
export type IndexEntry = v.InferOutput<typeof entrySchema>;

/** By absolute path of a file. */
const indexSchema = v.object({ version: v.literal(1), files: v.record(v.string(), entrySchema) });

/** A missing or broken index is an empty one: all it holds can be found again. */
export async function readIndex(path: string): Promise<Map<string, IndexEntry>> {
  try {
    return new Map(Object.entries(v.parse(indexSchema, JSON.parse(await readFile(path, 'utf8'))).files));
  } catch {
    return new Map();
  }
}

/** Changes the index while no other window does, and replaces it whole. */
export async function changeIndex(path: string, change: (files: Map<string, IndexEntry>) => void): Promise<void> {
  await changeShared(path, async () => {
    const files = await readIndex(path);
    change(files);
    return { version: 1, files: Object.fromEntries(files) };
  });
}
