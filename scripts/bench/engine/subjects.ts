import { mkdir, rename, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { writeRandomModel } from '../../random-model/writeRandomModel.ts';
import { root } from '../../workbench/folders.ts';

/** A model file, and how much of it is measured. */
export interface Subject {
  readonly name: string;
  readonly path: string;
  /** Tokens of an answer. */
  readonly answer: number;
  /** Tokens of a prompt. */
  readonly prompt: number;
  /** Tokens of the chats that a follow-up question follows. */
  readonly histories: readonly number[];
  readonly contextSize: number;
  /** Of each measure, without `--quick`: short ones are repeated more often. */
  readonly rounds: number;
  /** Its answers make sense. */
  readonly speaks: boolean;
}

const CACHE = join(homedir(), '.cache/cerebrum-bench');

export const demo: Subject = {
  name: 'demo (5.5 M, Q8_0)',
  path: join(root, 'media/demo-model/reasoning-demo-tiny.q8_0.gguf'),
  answer: 150,
  prompt: 512,
  histories: [100, 700],
  contextSize: 1024,
  rounds: 7,
  speaks: true,
};

/** Random Q4_K weights of a 7b's shape, written once: all layers, or few for a quick look. */
export async function sevenB(layers: 32 | 4): Promise<Subject> {
  const path = join(CACHE, `7b-words-${layers}-layers.gguf`);
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await mkdir(CACHE, { recursive: true });
    await writeRandomModel(`${path}.part`, { layers });
    await rename(`${path}.part`, path);
  }
  const whole = layers === 32;
  return {
    name: whole ? '7b shape (4.1 GB, Q4_K)' : '7b shape, 4 of 32 layers',
    path,
    answer: whole ? 16 : 32,
    prompt: whole ? 128 : 256,
    histories: whole ? [100, 1000, 3000] : [100, 1000],
    contextSize: 4096,
    rounds: whole ? 3 : 7,
    speaks: false,
  };
}
