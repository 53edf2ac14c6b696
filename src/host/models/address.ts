/** What a user types or pastes to name a model, and what has to be fetched for it. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { FailureError, type AddressProblem } from '../../protocol/failures.ts';
import { catalog } from './catalog.ts';
import type { DownloadRequest } from './download/download.ts';
import { splitParts } from './gguf/splitFiles.ts';

export type ModelAddress =
  | { readonly kind: 'file'; readonly path: string }
  /** `file` may lie in folders of the repository, with `/`. */
  | {
      readonly kind: 'hugging-face';
      readonly repository: string;
      readonly revision: string;
      readonly file: string;
    }
  | { readonly kind: 'url'; readonly url: string };

/**
 * Understands `hf:owner/repo/file.gguf` (with `#revision` if wanted), addresses of files and of their pages on
 * huggingface.co, other http(s) addresses of a `.gguf`, `file:` addresses and absolute paths (`~/` is the home folder).
 * @throws FailureError `address-invalid`
 */
export function parseAddress(text: string): ModelAddress {
  const address = text.trim().replace(/^(["'])(.*)\1$/, '$2');
  const invalid = (problem: AddressProblem) => new FailureError({ name: 'address-invalid', address, problem });
  const hf = /^hf:(?:\/\/)?([^/#]+\/[^/#]+)\/([^#]+)(?:#(.+))?$/.exec(address);
  if (hf) return huggingFace(hf[1], hf[2], hf[3], invalid);
  if (address.startsWith('hf:')) throw invalid('hub-form');
  if (address.startsWith('~/')) return parseAddress(join(homedir(), address.slice(2)));
  if (isAbsolute(address)) return { kind: 'file', path: address };
  const url = URL.parse(address);
  if (url?.protocol === 'file:') return { kind: 'file', path: localPath(url, invalid) };
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw invalid('unknown-form');
  const page = /^\/([^/]+\/[^/]+)\/(?:resolve|blob)\/([^/]+)\/(.+)$/.exec(url.pathname);
  if ((url.hostname === 'huggingface.co' || url.hostname === 'hf.co') && page)
    return huggingFace(page[1], decode(page[3], invalid), decode(page[2], invalid), invalid);
  if (!isGguf(url.pathname)) throw invalid('not-gguf');
  return { kind: 'url', url: url.href };
}

const isGguf = (name: string) => /\.gguf$/i.test(name);

type Invalid = (problem: AddressProblem) => FailureError;

function huggingFace(repository = '', file = '', revision = 'main', invalid: Invalid): ModelAddress {
  if (!isGguf(file)) throw invalid('not-gguf');
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || file.split('/').some((step) => ['', '.', '..'].includes(step)))
    throw invalid('hub-form');
  return { kind: 'hugging-face', repository, revision, file };
}

function localPath(url: URL, invalid: Invalid): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw invalid('not-local');
  }
}

function decode(text = '', invalid: Invalid): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('malformed');
  }
}

export interface PlanOptions {
  /** The models folder. */
  readonly folder: string;
  /** Hugging Face or a mirror of it, for example `https://huggingface.co`. */
  readonly endpoint: string;
  /** Belongs to `endpoint`: sent to no other address. */
  readonly token?: string | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
}

/**
 * The downloads that bring a model: one for each part, first part first, with size and hash from the catalogue or, where
 * the endpoint tells them, from there. A local file needs none.
 */
export async function planDownload(address: ModelAddress, options: PlanOptions): Promise<DownloadRequest[]> {
  if (address.kind === 'file') return [];
  if (address.kind === 'url')
    return splitParts(address.url).map((url) => ({ url, destination: destinationOf(new URL(url).pathname, options) }));
  const files = splitParts(address.file);
  const published = await publishedFacts(address, files, options);
  const { endpoint, token } = options;
  return files.map((file) => ({
    url: `${endpoint.replace(/\/+$/, '')}/${address.repository}/resolve/${encodeURIComponent(address.revision)}/${encodePath(file)}`,
    destination: destinationOf(encodePath(file), options),
    token,
    ...published.get(file),
  }));
}

const encodePath = (path: string) => path.split('/').map(encodeURIComponent).join('/');

/** Names that some system cannot store lose the characters it is about. */
function destinationOf(pathname: string, { folder }: PlanOptions): string {
  const last = pathname.slice(pathname.lastIndexOf('/') + 1);
  const name = decode(last, (problem) => new FailureError({ name: 'address-invalid', address: pathname, problem }));
  return join(folder, name.replace(/[<>:"/\\|?*\p{Cc}]/gu, '_'));
}

interface Facts {
  readonly bytes: number;
  readonly sha256: string;
}

const pathsInfo = v.array(
  v.object({ path: v.string(), lfs: v.optional(v.object({ oid: v.string(), size: v.number() })) }),
);

/** Hugging Face stores a large file under its SHA-256 and tells it; a mirror that does not leaves us with the length. */
async function publishedFacts(
  { repository, revision }: Extract<ModelAddress, { kind: 'hugging-face' }>,
  files: readonly string[],
  { endpoint, token, fetch, signal }: PlanOptions,
): Promise<ReadonlyMap<string, Facts>> {
  const known = catalog.find((model) => model.repository === repository && model.file === files[0]);
  if (known) return new Map([[known.file, { bytes: known.bytes, sha256: known.sha256 }]]);
  try {
    const url = `${endpoint.replace(/\/+$/, '')}/api/models/${repository}/paths-info/${encodeURIComponent(revision)}`;
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ paths: files }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
    const answer = v.parse(pathsInfo, await response.json());
    return new Map(answer.flatMap(({ path, lfs }) => (lfs ? [[path, { bytes: lfs.size, sha256: lfs.oid }]] : [])));
  } catch {
    signal.throwIfAborted();
    return new Map();
  }
}
