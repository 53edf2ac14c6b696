import './composer.css';
import { memo } from 'preact/compat';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AttachmentView, ContextMeter } from '../../protocol/composer.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/iconButton.tsx';
import { usePost } from '../parts/post.ts';
import type { ViewState } from '../state.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { Attachments } from './attachments.tsx';
import { COMPLETION_LIST, CompletionList, completionOption } from './completionList.tsx';
import type { HashChoice } from './hash.ts';
import { sends, stops } from './keys.ts';
import { Meter } from './meter.tsx';
import { slashCommand, type SlashCommand } from './slash.ts';
import { useCompletions } from './useCompletions.ts';
import { useDraft } from './useDraft.ts';
import { useDrop } from './useDrop.ts';

/** Characters; in a longer text Chromium looks for the direction of every line on every key, for a tenth of a second. */
const MAX_AUTO_DIRECTION = 20_000;
interface Props {
  /** Keeps the draft over a reload. */
  readonly vscode: VsCodeApi;
  /** What is typed is kept nowhere. */
  readonly isPrivate: boolean;
  readonly isAnswering: boolean;
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
}

export const Composer = memo(function Composer(props: Props) {
  const { vscode, isPrivate, isAnswering, modelName, returned, restoredDraft, focusRequests, earlier } = props;
  const { attachments, meter, suggestions } = props;
  const post = usePost();
  const box = useRef<HTMLTextAreaElement>(null);
  const isDropTarget = useDrop();
  const { draft, caret, setCaret, change, recalled, recall } = useDraft({
    vscode,
    isPrivate,
    returned,
    restored: restoredDraft,
    onReturned: () => box.current?.focus(),
  });
  const completions = useCompletions(draft, caret, suggestions);
  const { active } = completions;

  useLayoutEffect(() => {
    // Not when the page opens: the user may be typing in an editor.
    if (focusRequests > 0) box.current?.focus();
  }, [focusRequests]);
  const isEmpty = draft.trim() === '';
  const runSlash = ({ name }: SlashCommand, words: string) => {
    change('');
    if (name === '/new') post({ type: 'newChat' });
    else if (name === '/search') post({ type: 'search', text: words });
    else post({ type: 'explain' });
  };
  const chooseSlash = (command: SlashCommand) => {
    if (command.takesWords) change(`${command.name} `);
    else runSlash(command, '');
  };
  const chooseHash = (choice: HashChoice) => {
    const { token } = completions;
    if (token === undefined) return;
    const { does } = choice;
    const goesOn = does === 'file:' || does === 'symbol:';
    const [before, after] = [draft.slice(0, token.start), draft.slice(token.end)];
    const word = goesOn ? `#${does}` : '';
    change(before + word + (goesOn ? after : after.replace(/^ /, '')), before.length + word.length);
    if (does === 'suggestion') post({ type: 'attachSuggestion', id: choice.id });
    else if (!goesOn) post({ type: 'attach', what: does });
  };
  const choose = (completion: SlashCommand | HashChoice) => {
    if ('does' in completion) chooseHash(completion);
    else chooseSlash(completion);
    box.current?.focus();
  };
  useLayoutEffect(() => {
    // A completion in the middle of the draft leaves the caret where the words go on.
    if (box.current && box.current.selectionStart !== caret) box.current.setSelectionRange(caret, caret);
  }, [draft]);
  const send = () => {
    if (isEmpty) return;
    const slash = slashCommand(draft);
    if (slash) {
      runSlash(slash.command, slash.words);
      return;
    }
    post({ type: 'ask', text: draft });
    change('');
    box.current?.focus();
  };
  /** Whether the key belonged to the list. */
  const movesInList = (event: KeyboardEvent): boolean => {
    if (completions.isPending && sends(event)) return true;
    if (active === undefined) return false;
    if (stops(event)) completions.close();
    else if (event.key === 'ArrowDown') completions.move(1);
    else if (event.key === 'ArrowUp') completions.move(-1);
    else if (sends(event) || (event.key === 'Tab' && !event.shiftKey)) choose(active);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing;
    if (movesInList(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (isPlain && event.key === 'ArrowUp' && (draft === '' || recalled > 0)) {
      if (recall(recalled + 1, earlier(recalled + 1))) event.preventDefault();
    } else if (isPlain && event.key === 'ArrowDown' && recalled > 0) {
      if (recall(recalled - 1, recalled === 1 ? '' : earlier(recalled - 1))) event.preventDefault();
    } else if (sends(event)) {
      event.preventDefault();
      send();
    }
  };
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
      <Attachments attachments={attachments} onLast={() => box.current?.focus()} />
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
        onKeyDown={onKeyDown}
      />
      <div class="composer-bar">
        {modelName !== undefined && (
          <button
            type="button"
            class="model-button"
            aria-label={t('Model: {0}', modelName)}
            title={t('Model: {0}', modelName)}
            onClick={() => post({ type: 'action', action: 'chooseModel' })}
          >
            <span>{modelName}</span>
            <Icon name="chevron-down" />
          </button>
        )}
        <span class="spacer" />
        {isAnswering && <IconButton icon="stop-circle" label={t('Stop')} onClick={() => post({ type: 'stop' })} />}
        {meter && <Meter meter={meter} />}
        <IconButton class="send" icon="send" label={t('Send')} disabled={isEmpty} onClick={send} />
      </div>
    </div>
  );
});
