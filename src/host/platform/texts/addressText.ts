import type { AddressProblem } from '../../../protocol/failures.ts';
import type { Translate } from './translate.ts';

/** What is wrong with an address, as a sentence. */
export function addressProblemText(problem: AddressProblem, t: Translate): string {
  switch (problem) {
    case 'unknown-form':
      return t('It is not a path, an hf:owner/repository/file.gguf or an http address.');
    case 'hub-form':
      return t('It should read hf:owner/repository/file.gguf.');
    case 'not-gguf':
      return t('It does not end in .gguf.');
    case 'not-local':
      return t('It is not a file on this machine.');
    case 'malformed':
      return t('It is not a well-formed address.');
    case 'endpoint':
      return t('cerebrum.download.endpoint is not an http address.');
  }
}
