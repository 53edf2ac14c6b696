import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** What a file is, whatever its name: its size and its SHA-256 in hex. @throws Error it cannot be read */
export async function fileIdentity(file: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
