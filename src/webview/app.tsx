import './style/base.css';
import './style/controls.css';
import type { FailureView } from '../protocol/panel.ts';
import { Composer } from './composer/composer.tsx';
import { Queued } from './composer/queued.tsx';
import { EmptyChat } from './emptyChat.tsx';
import { t } from './l10n.ts';
import { Problem } from './parts/problem.tsx';
import { usePost } from './parts/post.ts';
import { openAnswer, type ViewState } from './state.ts';
import { Conversation } from './turns/conversation.tsx';
import type { VsCodeApi } from './vscodeApi.ts';

interface Props {
  readonly state: ViewState;
  readonly vscode: VsCodeApi;
  readonly onDismissNotice: () => void;
}

export function App({ state, vscode, onDismissNotice }: Props) {
  const { turns, engine, model, notice, queued } = state;
  const isEmpty = turns.length === 0;
  const engineFailure = engineFailureToShow(state);
  return (
    <main>
      <h1 class="visually-hidden">{t('Cerebrum Chat')}</h1>
      {model.isDemo && !isEmpty && <DemoBar />}
      {isEmpty ? (
        <EmptyChat model={model} engine={engine} />
      ) : (
        <Conversation key={state.conversationId} turns={turns} engine={engine} />
      )}
      <div class="dock">
        {engineFailure && <Problem failure={engineFailure} />}
        {notice && <Problem failure={notice} onDismiss={onDismissNotice} />}
        {queued !== undefined && <Queued text={queued} />}
        <Composer
          vscode={vscode}
          isAnswering={openAnswer(state) !== undefined}
          modelName={model.isDemo ? undefined : model.name}
          returned={state.returned}
          focusRequests={state.focusRequests}
        />
      </div>
      <div class="visually-hidden" role="status">
        {state.announcement !== '' && state.announcement}
      </div>
    </main>
  );
}

function DemoBar() {
  const post = usePost();
  return (
    <div class="demo-bar">
      <span>{t('Tiny demo model')}</span>
      <button type="button" class="link" onClick={() => post({ type: 'action', action: 'chooseModel' })}>
        {t('Choose Model…')}
      </button>
    </div>
  );
}

/** The engine's failure, unless the last answer or the notice tells of it already. */
function engineFailureToShow({ engine, turns, notice }: ViewState): FailureView | undefined {
  if (engine.state !== 'failed') return undefined;
  const last = turns.at(-1);
  const told = [notice?.name, last?.role === 'assistant' ? last.failure?.name : undefined];
  return told.includes(engine.failure.name) ? undefined : engine.failure;
}
