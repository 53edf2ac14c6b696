/** Fetches published questions: resumed where a download broke off, in place only when whole, checked where a hash is known. */
import { download, type DownloadOutcome } from '../../host/models/download/download.ts';
import type { DownloadProgress } from '../../host/models/download/progressMeter.ts';
import { publishedName } from '../../reasoning/evaluation/items.ts';
import { UsageError, userPath } from '../usage.ts';
import { oneOf, type Values } from './options.ts';

interface Source {
  readonly url: string;
  readonly file: string;
  readonly bytes?: number;
  readonly sha256?: string;
}

const SOURCES: Readonly<Record<'gsm8k' | 'arc_challenge', Source>> = {
  gsm8k: {
    url: 'https://raw.githubusercontent.com/openai/grade-school-math/3101c7d5072418e28b9008a6636bde82a006892c/grade_school_math/data/test.jsonl',
    file: 'gsm8k-test.jsonl',
    bytes: 749_738,
    sha256: '3730d312f6e3440559ace48831e51066acaca737f6eabec99bccb9e4b3c39d14',
  },
  arc_challenge: {
    url: 'https://huggingface.co/datasets/allenai/ai2_arc/resolve/main/ARC-Challenge/test-00000-of-00001.parquet',
    file: 'arc-challenge-test.parquet',
  },
};

/**
 * Ctrl+C keeps what has come for the next call.
 *
 * @returns what to tell the user; `undefined` when it was stopped
 * @throws FailureError as `download`
 * @throws UsageError the set is not known
 */
export async function downloadData(
  { download: set, from, out, quiet }: Values,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (set === 'math')
    throw new UsageError(
      'MATH has no address that may be given here: its owners had it taken down. Use a file of your own.',
    );
  const { url, file, bytes, sha256 } = SOURCES[oneOf('--download', set, ['gsm8k', 'arc_challenge'])];
  const line = quiet ? () => undefined : progressLine();
  const outcome: DownloadOutcome = await download(
    { url: from ?? url, destination: userPath(out ?? file), bytes, sha256 },
    { signal, onProgress: line },
  );
  if (!quiet && process.stderr.isTTY) process.stderr.write('\n');
  if (outcome.outcome === 'stopped') return undefined;
  const known = publishedName(outcome.sha256) ?? 'no hash of this file is known here';
  return `${outcome.path}: ${outcome.bytes} bytes, SHA-256 ${outcome.sha256} (${known})`;
}

/** Written over in a terminal; elsewhere nothing, the files are small. */
function progressLine(): (progress: DownloadProgress) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return ({ bytes, total }) => {
    const share = total === undefined || total === 0 ? '' : ` of ${(total / 1e6).toFixed(1)} MB`;
    process.stderr.write(`\r\u001B[K${(bytes / 1e6).toFixed(1)}${share}`);
  };
}
