import type { DownloadBreak, Failure } from '../../../protocol/failures.ts';
import type { FailureText } from './failureParts.ts';
import { formatBytes } from './numbers.ts';
import type { Translate } from './translate.ts';

type DownloadFailure = Extract<
  Failure,
  { readonly name: 'download-refused' | 'download-interrupted' | 'download-wrong-size' }
>;

/** Why a server did not give the file that was asked for. */
export function downloadFailureText(failure: DownloadFailure, t: Translate): FailureText {
  const { address } = failure;
  switch (failure.name) {
    case 'download-refused':
      return refusedText(failure, t);
    case 'download-interrupted': {
      const { why, reason } = failure;
      return {
        title: t('The download was interrupted'),
        why: breakText(why, address, t),
        next:
          why.name === 'certificate'
            ? t(
                'If your network checks connections with a certificate of its own, let the system trust it. The downloaded part is kept.',
              )
            : t('The downloaded part is kept. Start the download again to continue.'),
        ...(reason !== '' && { detail: reason }),
        actions: ['resumeDownload'],
      };
    }
    case 'download-wrong-size':
      return {
        title: t('The file on the server is not the expected one'),
        why: sizeText(failure, t),
        next: t('Choose another source for this model.'),
        actions: ['getModel'],
      };
  }
}

function refusedText(
  { address, status, reason, problem }: Extract<Failure, { readonly name: 'download-refused' }>,
  t: Translate,
): FailureText {
  if (problem === 'web-page') {
    return {
      title: t('The server sent a web page instead of the file'),
      why: t('{0} answered with a web page. A proxy or a network sign-in may be in between.', address),
      next: t('Open the address in a browser, sign in where it asks, then download again.'),
      actions: ['getModel'],
    };
  }
  if (problem === 'no-length') {
    return {
      title: t('The server does not say how long the file is'),
      why: t('{0} sends a file without its size, so nothing would tell whether it is whole.', address),
      next: t('Choose another source for this model.'),
      actions: ['getModel'],
    };
  }
  return {
    title: t('The server refused the download'),
    why: t('{0} answered with status {1}.', address, status),
    next: t('Check the address. A file that needs a login needs an access token.'),
    ...(reason !== '' && { detail: reason }),
    actions: ['getModel'],
  };
}

function breakText(why: DownloadBreak, address: string, t: Translate): string {
  switch (why.name) {
    case 'status':
      return t('{0} answered with status {1}.', address, why.status);
    case 'silent':
      return t('{0} stopped sending.', address);
    case 'ended-early':
      return t('The connection to {0} ended early.', address);
    case 'changed':
      return t('The file at {0} changed during the download.', address);
    case 'certificate':
      return t('The certificate of {0} is not trusted.', address);
    case 'unknown-host':
      return t('The server name in {0} was not found. The machine may be offline.', address);
    case 'unreachable':
      return t('{0} cannot be reached.', address);
  }
}

function sizeText(
  { address, found, expected }: Extract<Failure, { readonly name: 'download-wrong-size' }>,
  t: Translate,
): string {
  const [has, wanted] = [formatBytes(found), formatBytes(expected)];
  if (has !== wanted) return t('{0} has {1}; {2} were expected.', address, has, wanted);
  const difference = formatBytes(Math.abs(found - expected));
  return found > expected
    ? t('{0} has {1} more than the expected {2}.', address, difference, wanted)
    : t('{0} has {1} less than the expected {2}.', address, difference, wanted);
}
