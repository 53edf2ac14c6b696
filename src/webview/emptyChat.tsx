import './emptyChat.css';
import { splitFences } from '../reasoning/questions/fences.ts';
import type { DownloadView, EngineView, ModelView } from '../protocol/panel.ts';
import { t } from './l10n.ts';
import { Link } from './markdown/link.tsx';
import { Download } from './parts/download.tsx';
import { EngineFacts } from './parts/engineFacts.tsx';
import { Icon } from './parts/icon.tsx';
import { ProgressLine } from './parts/progressLine.tsx';
import { usePost } from './parts/post.ts';
import { TemplateNote } from './parts/templateNote.tsx';
import { engineProgress, nameOf } from './words.ts';

const DOWNLOAD = 'https://huggingface.co/neopolita/cerebrum-1.0-7b-gguf';

interface Props {
  readonly model: ModelView;
  readonly engine: EngineView;
  readonly download: DownloadView | undefined;
}

/** Before the first question: what this is, which model answers, and something to ask. */
export function EmptyChat({ model, engine, download }: Props) {
  const post = usePost();
  return (
    <div class="empty-chat">
      <h2>{t('Ask, and see the thinking')}</h2>
      <p class="lead">
        {model.server === undefined
          ? t('Cerebrum plans, works step by step and then answers, all on this machine.')
          : t('Cerebrum plans, works step by step and then answers, with the model on {0}.', model.server)}
      </p>
      <section class="model-card" aria-label={t('Model')}>
        <h3>{nameOf(model)}</h3>
        {model.isDemo ? <DemoModel /> : <p>{engineSentence(engine)}</p>}
        {engine.state === 'loading' && <ProgressLine {...engineProgress(engine)} />}
        <EngineFacts engine={engine} />
        <TemplateNote engine={engine} />
        {download && <Download download={download} />}
        {model.isDemo && (
          <div class="model-buttons">
            {!download && (
              <button type="button" class="button" onClick={() => post({ type: 'action', action: 'getModel' })}>
                {t('Get Cerebrum 7b…')}
              </button>
            )}
            <button type="button" class="link" onClick={() => post({ type: 'action', action: 'chooseModel' })}>
              {t('Choose Model…')}
            </button>
          </div>
        )}
      </section>
      {model.examples.length > 0 && (
        <section class="examples" aria-label={t('Examples')}>
          <h3>{t('Try')}</h3>
          <ul>
            <li>
              <button type="button" onClick={() => post({ type: 'run', command: 'explain' })}>
                <span>{t('Explain the selection, or the function at the cursor')}</span>
                <Icon name="arrow-right" />
              </button>
            </li>
            {model.examples.map((text) => (
              <Example key={text} text={text} />
            ))}
          </ul>
          {model.refused !== undefined && (
            <>
              <h3>{t('What it cannot do')}</h3>
              <ul>
                <Example text={model.refused} />
              </ul>
            </>
          )}
        </section>
      )}
      <button type="button" class="link all-chats" onClick={() => post({ type: 'search', text: '' })}>
        <Icon name="history" />
        {t('Show all chats')}
      </button>
    </div>
  );
}

/** A question to ask with a click; code in it is shown as code. */
function Example({ text }: { text: string }) {
  const post = usePost();
  return (
    <li>
      <button type="button" dir="auto" onClick={() => post({ type: 'ask', text })}>
        <span>
          {splitFences(text).map((part, i) =>
            part.kind === 'code' ? <code key={i}>{part.text}</code> : <span key={i}>{part.text.trim()}</span>,
          )}
        </span>
        <Icon name="arrow-right" />
      </button>
    </li>
  );
}

function DemoModel() {
  return (
    <>
      <p>
        {t(
          'This is the tiny demo model (5.8 million parameters). It tries small arithmetic word problems and short TypeScript, JavaScript and Python snippets, and is often wrong. Most of what it was not trained for it refuses.',
        )}
      </p>
      <p>
        {t('For real questions, get Cerebrum 7b (4.4 GB). It stays on this machine.')}{' '}
        <Link address={DOWNLOAD}>Hugging Face</Link>
      </p>
    </>
  );
}

function engineSentence(engine: EngineView): string {
  switch (engine.state) {
    case 'ready':
      return t('Ready.');
    case 'loading':
      return t('Loading.');
    case 'idle':
      return t('Loads with the first question.');
    case 'failed':
      return t('Could not be loaded.');
  }
}
