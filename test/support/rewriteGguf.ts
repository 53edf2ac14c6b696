import { readGguf, textKey, writeGguf } from '../../scripts/quantize/gguf.ts';

/**
 * Gives a GGUF file (version 3) other metadata texts; everything else stays byte for byte.
 *
 * @param changes by key: the new text, or `undefined` to take the key away; a key that is not there is added
 */
export function rewriteGguf(file: Buffer, changes: Readonly<Record<string, string | undefined>>): Buffer {
  const { keys, tensors } = readGguf(file);
  const kept = keys.filter(({ name }) => !(name in changes));
  const added = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [textKey(name, value)]));
  return writeGguf({ keys: [...kept, ...added], tensors });
}
