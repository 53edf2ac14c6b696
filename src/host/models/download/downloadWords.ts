import type { DownloadView } from '../../../protocol/panel.ts';
import type { Translate } from '../../platform/texts/translate.ts';
import { formatBytes } from '../../platform/texts/numbers.ts';
import type { DownloadState } from './modelDownloads.ts';

/** A download as the panel and the notification show it; `others`: how many more are unfinished. */
export function downloadView(state: DownloadState, t: Translate, others = 0): DownloadView {
  const { name, bytes, total, phase } = state;
  return {
    name,
    text: downloadText(state, t),
    ...(total === undefined || total === 0 ? {} : { fraction: Math.min(1, bytes / total) }),
    isPaused: phase === 'paused',
    others,
  };
}

function downloadText({ phase, bytes, total, bytesPerSecond, secondsLeft }: DownloadState, t: Translate): string {
  const amount = total === undefined ? formatBytes(bytes) : t('{0} of {1}', formatBytes(bytes), formatBytes(total));
  switch (phase) {
    case 'starting':
      return t('Connecting…');
    case 'checking':
      return t('Checking the downloaded part: {0}', amount);
    case 'waiting':
      return t('{0} · no connection, retrying', amount);
    case 'paused':
      return t('Paused at {0}', amount);
    case 'downloading': {
      const speed = bytesPerSecond === undefined ? [] : [`${formatBytes(bytesPerSecond)}/s`];
      const left = secondsLeft === undefined ? [] : [t('{0} left', duration(secondsLeft, t))];
      return [amount, ...speed, ...left].join(' · ');
    }
  }
}

function duration(seconds: number, t: Translate): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 90) return t('{0} s', Math.ceil(seconds));
  if (minutes < 90) return t('{0} min', minutes);
  return t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
