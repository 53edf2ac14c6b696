import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspectGguf } from '../../../../../src/host/models/gguf/ggufFile.ts';
import { failureText } from '../../../../../src/host/platform/texts/failureText.ts';
import { toFailure } from '../../../../../src/protocol/failures.ts';
import { smallModel, writeGguf } from './writeGguf.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'found-'))));
afterAll(() => rm(folder, { recursive: true }));

/** What the user is told of a file with this content. */
async function told(content: Buffer | string): Promise<string> {
  const path = join(folder, 'model.gguf');
  await writeFile(path, content);
  const failure = toFailure(await inspectGguf(path).catch((error: unknown) => error));
  const { title, why, next, actions } = failureText(failure);
  return `${title}. ${why} ${next} ${actions.join()}`;
}

const safetensors = Buffer.concat([Buffer.from([64, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{"__metadata__":{}}')]);
const bigEndian = writeGguf({ ...smallModel, version: 0x03000000 });

it.each([
  ['an empty file', '', /model\.gguf is empty/],
  ['a pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 4368439\n', /Git LFS.*git lfs pull/],
  ['a web page', '\n<!DOCTYPE html><html>', /web page/],
  ['a page of XML', '\ufeff<?xml version="1.0"?><html>', /web page/],
  ['an answer of a server', '{"error":"Repository not found"}', /JSON/],
  ['safetensors', safetensors, /safetensors/],
  ['an archive', Buffer.from('PK\x03\x04\x14\0', 'latin1'), /ZIP/],
  ['an older model', Buffer.from('tjgg\x03\0\0\0', 'latin1'), /before GGUF/],
  ['another text', 'What is this?', /does not start with the GGUF signature/],
  ['a big-endian model', bigEndian, /big-endian/],
  ['a vocabulary', writeGguf({ ...smallModel, tensors: {} }), /holds a vocabulary and no weights/],
  ['a cut model', writeGguf(smallModel).subarray(0, 40), /ends inside its header/],
])('the reason is told: %s', async (_, content, reason) => {
  const text = await told(content);
  expect(text).toMatch(reason);
  // The log knows nothing of what was refused before it was opened.
  expect(text).not.toMatch(/showLog|The log/);
});
