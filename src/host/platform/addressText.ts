import type { AddressProblem } from '../../protocol/failures.ts';
import type { Translate } from './translate.ts';

/** What is wrong with an address, as a sentence. */
export function addressProblemText(problem: AddressProblem, t: Translate): string {
  switch (problem) {
    case 'unknown-form':
      return t('It is no path, no hf:owner/repository/file.gguf and no http address.');
    case 'hub-form':
      return t('It should read hf:owner/repository/file.gguf.');
    case 'not-gguf':
      return t('It does not end in .gguf.');
    case 'not-local':
      return t('It names no file of this machine.');
    case 'malformed':
      return t('It is not a well-formed address.');
    case 'endpoint':
      return t('cerebrum.download.endpoint is no http address.');
  }
}
