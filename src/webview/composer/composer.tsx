import './composer.css';
import { memo } from 'preact/compat';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatSettingsView } from '../../protocol/chatSettings.ts';
import type { AttachmentView, ContextMeter } from '../../protocol/composer.ts';
import { t } from '../l10n.ts';
import type { ViewState } from '../state.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { Attachments } from './attachments.tsx';
import { COMPLETION_LIST, CompletionList, completionOption } from './completionList.tsx';
import { ComposerBar } from './composerBar.tsx';
import { composerKeys } from './composerKeys.ts';
import { useCompletions } from './useCompletions.ts';
import { useDraft } from './useDraft.ts';
import { useDrop } from './useDrop.ts';
import { useSend } from './useSend.ts';

/** Characters; in a longer text Chromium looks for the direction of every line on every key, for a tenth of a second. */
const MAX_AUTO_DIRECTION = 20_000;

interface Props {
  /** Keeps the draft over a reload. */
  readonly vscode: VsCodeApi;
  /** What is typed is kept nowhere. */
  readonly isPrivate: boolean;
  readonly isAnswering: boolean;
  /** The id of the answer that is in its thought and may be asked to answer. */
  readonly thinking: string | undefined;
  /** Left out where something else on the page offers the choice. */
  readonly modelName: string | undefined;
  /** Text to take back in, once for each `serial`. */
  readonly returned: { readonly serial: number; readonly text: string } | undefined;
  /** Text for an empty composer. */
  readonly restoredDraft: string | undefined;
  readonly focusRequests: number;
  /** The question asked `back` questions ago in this chat, 1 being the last. */
  readonly earlier: (back: number) => string | undefined;
  readonly attachments: readonly AttachmentView[];
  readonly meter: ContextMeter | undefined;
  readonly suggestions: ViewState['suggestions'];
  readonly chatSettings: ChatSettingsView | undefined;
  readonly areSettingsOpen: boolean;
  /** Opens or closes them. */
  readonly onSettings: () => void;
}

export const Composer = memo(function Composer(props: Props) {
  const { vscode, isPrivate, isAnswering, thinking, modelName, returned, restoredDraft, focusRequests, earlier } =
    props;
  const { attachments, meter, suggestions, chatSettings, areSettingsOpen, onSettings } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const isDropTarget = useDrop();
  const focus = () => box.current?.focus();
  const drafted = useDraft({ vscode, isPrivate, returned, restored: restoredDraft, onReturned: focus });
  const { draft, caret, setCaret, change } = drafted;
  const completions = useCompletions(draft, caret, suggestions);
  const { active } = completions;
  const { choose, send } = useSend(drafted, completions, focus);

  /** Types the `#` that opens the list. */
  const addContext = () => {
    if (completions.token === undefined) {
      const [before, after] = [draft.slice(0, caret), draft.slice(caret)];
      const begun = `${before}${/\S$/.test(before) ? ' ' : ''}#`;
      change(begun + after, begun.length);
    }
    focus();
  };

  useLayoutEffect(() => {
    // Not when the page opens: the user may be typing in an editor.
    if (focusRequests > 0) box.current?.focus();
  }, [focusRequests]);
  useLayoutEffect(() => {
    // A completion in the middle of the draft leaves the caret where the words go on.
    if (box.current && box.current.selectionStart !== caret) box.current.setSelectionRange(caret, caret);
  }, [draft]);
  return (
    <div class={`composer ${isDropTarget ? 'drop-target' : ''}`}>
      {active && (
        <CompletionList
          label={completions.token ? t('Context') : t('Commands')}
          completions={completions.all}
          active={active}
          onChoose={choose}
        />
      )}
      <Attachments attachments={attachments} onLast={focus} />
      <textarea
        ref={box}
        rows={1}
        dir={draft.length < MAX_AUTO_DIRECTION ? 'auto' : 'ltr'}
        aria-label={t('Ask Cerebrum')}
        aria-autocomplete="list"
        aria-controls={active && COMPLETION_LIST}
        aria-activedescendant={active && completionOption(active.id)}
        placeholder={t('Ask Cerebrum; # adds context')}
        value={draft}
        onInput={({ currentTarget }) => change(currentTarget.value, currentTarget.selectionStart)}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onKeyDown={composerKeys({ draft: drafted, completions, choose, send, earlier })}
      />
      <ComposerBar
        modelName={modelName}
        isAnswering={isAnswering}
        thinking={thinking}
        meter={meter}
        chatSettings={chatSettings}
        areSettingsOpen={areSettingsOpen}
        onSettings={onSettings}
        canSend={draft.trim() !== ''}
        onAddContext={addContext}
        onSend={send}
      />
    </div>
  );
});
