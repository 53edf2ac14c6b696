import type { RunResult } from '../../protocol/sandbox.ts';
import { untranslated, type Translate } from '../platform/texts/translate.ts';

/** Why a program was not run, or not to its end, in one sentence. */
export function obstacleText(stopped: Extract<RunResult, { type: 'stopped' }>, t: Translate = untranslated): string {
  const { why, detail = '' } = stopped;
  switch (why) {
    case 'syntax':
      return detail === ''
        ? t('Not run: not a complete program.')
        : t('Not run: not a complete program ({0}).', detail);
    case 'imports':
      return t('Not run: it imports {0}.', detail || 'modules');
    case 'input':
      return t('Not run: it waits for input.');
    case 'browser':
      return t('Not run: it needs a browser ({0}).', detail);
    case 'files':
      return t('Not run: it needs the system it runs on ({0}).', detail);
    case 'network':
      return t('Not run: it needs the network ({0}).', detail);
    case 'time':
      return t('Not run: the result depends on the time ({0}).', detail);
    case 'chance':
      return t('Not run: the result depends on random numbers ({0}).', detail);
    case 'locale':
      return t('Not run: the result depends on language and region ({0}).', detail);
    case 'names':
      return t('Not run: it uses {0}, which it does not define.', detail);
    case 'unsupported':
      return t('Not run: the sandbox cannot run all of it ({0}).', detail);
    case 'nothing':
      return detail === '' ? t('Not run: there is nothing to run.') : t('Not run: no value for {0} is known.', detail);
    case 'error':
      return t('The run ended with an error ({0}).', detail);
    case 'late':
      return t('The run took too long and was stopped.');
    case 'memory':
      return t('The run took too much memory and was stopped.');
    case 'output':
      return t('The run printed too much and was stopped.');
    case 'events':
      return t('The run took too many steps and was stopped.');
    case 'crashed':
      return t('The run was stopped: the sandbox process ended.');
    case 'unavailable':
      return t('Not run: the sandbox could not be started.');
  }
}
