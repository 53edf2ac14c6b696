/** One window: downloads what its argument says, and writes a line of JSON for each progress and for the end. */
import { download, type DownloadOptions, type DownloadRequest } from '../../../src/host/models/download/download.ts';
import { realIo } from '../../../src/host/models/download/io.ts';
import { toFailure } from '../../../src/protocol/failures.ts';

const [request, options] = JSON.parse(process.argv[2] ?? '[]') as [DownloadRequest, Omit<DownloadOptions, 'signal'>];
const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
/** Each look at the clock is a second later, so that every chunk is reported. */
let now = 0;
const io = { ...realIo, now: () => (now += 1000) };
try {
  const { signal } = new AbortController();
  say({ end: await download(request, { ...options, signal, io, onProgress: ({ bytes }) => say({ bytes }) }) });
} catch (error) {
  say({ end: toFailure(error) });
}
