import './emptyChat.css';
import type { DownloadView, EngineView, ModelView } from '../protocol/panel.ts';
import { Link } from './markdown/link.tsx';
import { Download } from './parts/download.tsx';
import { Icon } from './parts/icon.tsx';
import { ProgressLine } from './parts/progressLine.tsx';
import { usePost } from './parts/post.ts';
import { TemplateNote } from './parts/templateNote.tsx';
import { deviceName, engineProgress } from './words.ts';

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
      <h2>Ask, and see the thinking</h2>
      <p class="lead">Cerebrum plans, works step by step and then answers, all on this machine.</p>
      <section class="model-card" aria-label="Model">
        <h3>{model.isDemo ? 'Tiny demo model' : model.name}</h3>
        {model.isDemo ? <DemoModel /> : <p>{engineSentence(engine)}</p>}
        {engine.state === 'loading' && <ProgressLine {...engineProgress(engine)} />}
        <TemplateNote engine={engine} />
        {download && <Download download={download} />}
        {model.isDemo && (
          <div class="model-buttons">
            {!download && (
              <button type="button" class="button" onClick={() => post({ type: 'action', action: 'getModel' })}>
                Get Cerebrum 7b…
              </button>
            )}
            <button type="button" class="link" onClick={() => post({ type: 'action', action: 'chooseModel' })}>
              Choose Model…
            </button>
          </div>
        )}
      </section>
      {model.examples.length > 0 && (
        <section class="examples" aria-label="Examples">
          <h3>Try</h3>
          <ul>
            {model.examples.map((text) => (
              <li key={text}>
                <button type="button" dir="auto" onClick={() => post({ type: 'ask', text })}>
                  <span>{text}</span>
                  <Icon name="arrow-right" />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function DemoModel() {
  return (
    <>
      <p>
        This is the tiny demo model (5.5 million parameters). It solves small arithmetic word problems and reads short
        TypeScript, JavaScript and Python snippets, and it says when it cannot do something.
      </p>
      <p>
        For real questions get Cerebrum 7b: 4.4 GB from <Link address={DOWNLOAD}>Hugging Face</Link>, checked and kept
        on this machine.
      </p>
    </>
  );
}

function engineSentence(engine: EngineView): string {
  switch (engine.state) {
    case 'ready':
      return `Ready on ${deviceName(engine.gpu)}, with a context window of ${engine.contextSize.toLocaleString('en-US')} tokens.`;
    case 'loading':
      return 'Getting ready.';
    case 'idle':
      return 'Loads with the first question.';
    case 'failed':
      return 'Could not be loaded.';
  }
}
