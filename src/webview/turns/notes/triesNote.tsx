import type { MoreTries } from '../../../protocol/conversation.ts';
import { isDoubtful } from '../../../reasoning/answers/moreTries.ts';
import { t } from '../../l10n.ts';
import { Icon } from '../../parts/icon.tsx';
import { triesWords } from '../../words.ts';

/** Says whether the model stays with its answer. It stands there from the start, so that nothing moves when the tries have ended. */
export function TriesNote({ tries }: { readonly tries: MoreTries }) {
  const isOpen = tries.ended < tries.asked;
  const icon = isOpen ? 'history' : isDoubtful(tries) ? 'warning' : 'checklist';
  return (
    <p
      class={`note tries-note ${!isOpen && isDoubtful(tries) ? 'tries-doubtful' : ''}`}
      title={t('The same question was answered again, at temperature 0.7. A model can also repeat a mistake.')}
    >
      <Icon name={icon} />
      {triesWords(tries)}
    </p>
  );
}
