import { describe, expect, it } from 'vitest';
import { downloadView } from '../../../../../src/host/models/download/downloadWords.ts';
import type { DownloadState } from '../../../../../src/host/models/download/modelDownloads.ts';

const fill = (text: string, ...values: (string | number)[]) =>
  text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));
const view = (state: Partial<DownloadState>) =>
  downloadView(
    {
      id: '/models/m.gguf',
      name: 'm.gguf',
      phase: 'downloading',
      bytes: 1_200_000_000,
      total: 4_368_440_128,
      bytesPerSecond: undefined,
      secondsLeft: undefined,
      ...state,
    },
    fill,
  );

describe('a download in words', () => {
  it.each([
    [{ bytesPerSecond: 12_340_000, secondsLeft: 257 }, '1.2 GB of 4.4 GB · 12 MB/s · 4 min left'],
    [{ bytesPerSecond: 900_000, secondsLeft: 3520 }, '1.2 GB of 4.4 GB · 900 kB/s · 59 min left'],
    [{ bytesPerSecond: 450_000, secondsLeft: 7040 }, '1.2 GB of 4.4 GB · 450 kB/s · 1 h 57 min left'],
    [{ secondsLeft: 12.1 }, '1.2 GB of 4.4 GB · 13 s left'],
    [{ total: undefined }, '1.2 GB'],
    [{ phase: 'paused' }, 'Paused at 1.2 GB of 4.4 GB'],
    [{ phase: 'waiting' }, '1.2 GB of 4.4 GB · no connection, retrying'],
  ] as const)('%j', (state, text) => {
    expect(view(state).text).toBe(text);
  });

  it('gives the share done where the size is known', () => {
    expect(view({ total: 2_400_000_000 }).fraction).toBe(0.5);
    expect(view({ total: undefined })).not.toHaveProperty('fraction');
    expect([view({}).isPaused, view({ phase: 'paused' }).isPaused]).toEqual([false, true]);
  });
});
