import '../../emptyChat.css';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { t } from '../../l10n.ts';
import { Icon } from '../../parts/icon.tsx';
import { usePost } from '../../parts/post.ts';

/** What the demo model can answer, while it is the model; `undefined`: another one is. */
export const DemoExamples = createContext<readonly string[] | undefined>(undefined);

interface Props {
  readonly question: string | undefined;
  /** Another question may be asked here. */
  readonly canAsk: boolean;
}

/** In place of a refusal of the demo model: while it is the model, a way to one that can do it, and what this one can. */
export function RefusalCard({ question, canAsk }: Props) {
  const post = usePost();
  const examples = useContext(DemoExamples);
  const example = canAsk ? examples?.find((text) => text !== question) : undefined;
  return (
    <section class="model-card" aria-label={t('Model')}>
      <p>{t('The tiny demo model cannot answer this.')}</p>
      {examples !== undefined && (
        <>
          <p>{t('It knows small word problems and short snippets.')}</p>
          <p>{t('For real questions, get Cerebrum 7b (4.4 GB). It stays on this machine.')}</p>
          <div class="model-buttons">
            <button type="button" class="button small" onClick={() => post({ type: 'action', action: 'getModel' })}>
              {t('Get Cerebrum 7b…')}
            </button>
          </div>
        </>
      )}
      {example !== undefined && (
        <div class="examples">
          <span>{t('Try')}</span>
          <button type="button" dir="auto" onClick={() => post({ type: 'ask', text: example })}>
            <span>{example}</span>
            <Icon name="arrow-right" />
          </button>
        </div>
      )}
    </section>
  );
}
