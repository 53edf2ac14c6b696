import './style/base.css';
import './style/controls.css';
import type { FailureView } from '../protocol/failureView.ts';
import { ChatSettingsForm } from './chatSettings/chatSettingsForm.tsx';
import type { FormValues } from './chatSettings/formValues.ts';
import { ImportedNote } from './chatSettings/importedNote.tsx';
import { Composer } from './composer/composer.tsx';
import { Queued } from './composer/queued.tsx';
import { EmptyChat } from './emptyChat.tsx';
import { t } from './l10n.ts';
import { Download } from './parts/download.tsx';
import { PrivacyNote } from './parts/privacyNote.tsx';
import { Problem } from './parts/problem.tsx';
import { nameOf } from './words.ts';
import { usePost } from './parts/post.ts';
import { TemplateNote } from './parts/templateNote.tsx';
import { RunsContext } from './steps/runVerdict.tsx';
import { lastTurn, type ViewState } from './state.ts';
import { StepsProvider } from './steps/stepsContext.tsx';
import { useThinking } from './turns/useThinking.ts';
import { DemoExamples } from './turns/notes/refusalCard.tsx';
import { Conversation } from './turns/conversation.tsx';
import type { VsCodeApi } from './vscodeApi.ts';

interface Props {
  readonly state: ViewState;
  readonly vscode: VsCodeApi;
  readonly onDismissNotice: () => void;
  /** Opens or closes the settings of the chat; always the same function. */
  readonly onSettings: () => void;
  /** The question asked `back` questions ago, 1 being the last; always the same function. */
  readonly earlier: (back: number) => string | undefined;
}

export function App({ state, vscode, onDismissNotice, onSettings, earlier }: Props) {
  const { turns, growing, engine, model, notice, queued, download, chatSettings } = state;
  const areSettingsOpen = state.chatSettingsForm !== undefined;
  const thinking = useThinking(growing, turns.at(-2));
  const isEmpty = turns.length === 0;
  const engineFailure = engineFailureToShow(state);
  return (
    <main>
      <h1 class="visually-hidden">{t('Cerebrum Chat')}</h1>
      {model.server !== undefined && <ServerBar host={model.server} />}
      {state.privacy && <PrivacyNote privacy={state.privacy} />}
      {download && !isEmpty && (
        <div class="download-bar">
          <Download download={download} />
        </div>
      )}
      {!isEmpty && <TemplateNote engine={engine} />}
      {isEmpty ? (
        <EmptyChat model={model} engine={engine} download={download} />
      ) : (
        <RunsContext.Provider value={state.runs}>
          <DemoExamples.Provider value={model.isDemo ? model.examples : undefined}>
            <StepsProvider links={state.links} lit={state.lit} shown={state.shown}>
              <Conversation
                key={state.conversationId}
                turns={turns}
                branches={state.branches}
                growing={growing}
                shown={state.shown}
                lit={state.lit?.steps.length === 0 ? undefined : state.lit?.id}
                unseenTurns={state.meter?.unseenTurns ?? 0}
                engine={engine}
              />
            </StepsProvider>
          </DemoExamples.Provider>
        </RunsContext.Provider>
      )}
      <div class="dock">
        {engineFailure && <Problem failure={engineFailure} />}
        {notice && <Problem failure={notice} onDismiss={onDismissNotice} />}
        {queued !== undefined && <Queued text={queued} />}
        {chatSettings?.own.isImported && !areSettingsOpen && (
          <ImportedNote own={chatSettings.own} onShow={onSettings} />
        )}
        {chatSettings && state.chatSettingsForm !== undefined && (
          <ChatSettingsForm
            key={state.conversationId}
            view={chatSettings}
            {...keptForm(vscode, state)}
            isDemo={model.isDemo}
            focusRequests={state.chatSettingsForm}
            onClose={onSettings}
          />
        )}
        <Composer
          vscode={vscode}
          isPrivate={state.privacy !== undefined}
          isAnswering={growing !== undefined}
          thinking={thinking}
          modelName={nameOf(model)}
          returned={state.returned}
          focusRequests={state.focusRequests}
          restoredDraft={state.restoredDraft}
          attachments={state.attachments}
          meter={state.meter}
          suggestions={state.suggestions}
          chatSettings={chatSettings}
          areSettingsOpen={areSettingsOpen}
          onSettings={onSettings}
          earlier={earlier}
        />
      </div>
      <div class="visually-hidden" role="status">
        {state.announcement !== '' && state.announcement}
      </div>
    </main>
  );
}

/** What is typed into the form of a chat outlives the page, unless the chat is private. */
function keptForm(vscode: VsCodeApi, { conversationId: conversation, privacy }: ViewState) {
  const kept = vscode.getState()?.chatSettings;
  return {
    kept: kept?.conversation === conversation ? kept.values : undefined,
    onTyped: (values: FormValues) => {
      if (privacy === undefined) vscode.setState({ ...vscode.getState(), chatSettings: { conversation, values } });
    },
  };
}

/** Where answers come from, and the way back. */
function ServerBar({ host }: { host: string }) {
  const post = usePost();
  return (
    <div class="server-bar">
      <span>{t('Answers come from {0}', host)}</span>
      <button type="button" class="link" onClick={() => post({ type: 'action', action: 'answerHere' })}>
        {t('Answer on This Machine')}
      </button>
    </div>
  );
}

/** The engine's failure, unless the last answer or the notice tells of it already; or that it does not answer. */
function engineFailureToShow(state: ViewState): FailureView | undefined {
  const { engine, notice } = state;
  if (engine.state === 'loading' || engine.state === 'ready') return engine.silence;
  if (engine.state !== 'failed') return undefined;
  const last = lastTurn(state);
  const told = [notice?.name, last?.role === 'assistant' ? last.failure?.name : undefined];
  return told.includes(engine.failure.name) ? undefined : engine.failure;
}
