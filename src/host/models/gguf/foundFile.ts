import type { FoundFile } from '../../../protocol/failures.ts';

/** Bytes that tell. */
export const FIRST_BYTES = 512;

/** What a file that is no GGUF seems to be, by its first bytes. */
export function foundFile(bytes: Buffer): FoundFile | undefined {
  if (bytes.length === 0) return 'empty';
  const text = bytes
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (/^version https:\/\/git-lfs/.test(text)) return 'lfs-pointer';
  if (/^<(!doctype html|html|head|body|!--|\?xml)/i.test(text)) return 'web-page';
  if (/^[{[]/.test(text)) return 'json';
  // A length of eight bytes, then a JSON object.
  if (bytes.length > 9 && bytes.readUInt32LE(4) === 0 && bytes[8] === 0x7b) return 'safetensors';
  if (text.startsWith('PK\x03\x04')) return 'zip';
  return /^(ggml|lmgg|fmgg|tjgg|ggjt|ggmf)/.test(text) ? 'older-format' : undefined;
}
