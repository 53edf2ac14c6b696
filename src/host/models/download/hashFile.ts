import type { Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const pieceBytes = 2 ** 20;

/**
 * Feeds the first `length` bytes of `file` to `hash`, telling how many it has read so far.
 * Fewer are read when the file is shorter. Returns the bytes read; throws `signal.reason` when aborted.
 */
export async function hashFile(
  file: FileHandle,
  length: number,
  hash: Hash,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): Promise<number> {
  const piece = Buffer.alloc(Math.min(pieceBytes, length));
  let position = 0;
  while (position < length) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, length - position), position);
    if (bytesRead === 0) break;
    hash.update(piece.subarray(0, bytesRead));
    position += bytesRead;
    onRead(position);
  }
  return position;
}
