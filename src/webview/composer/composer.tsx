import './composer.css';
import { memo } from 'preact/compat';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { MAX_DRAFT } from '../../protocol/panel.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/iconButton.tsx';
import { usePost } from '../parts/post.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { sends, stops } from './keys.ts';
import { slashCommand, slashCompletions, type SlashCommand } from './slash.ts';
import { SLASH_LIST, SlashList, slashOption } from './slashList.tsx';

/** Characters; in a longer text Chromium looks for the direction of every line on every key, for a tenth of a second. */
const MAX_AUTO_DIRECTION = 20_000;

/** Who pauses this long may have the model read what is there; milliseconds. */
const DRAFT_MS = 400;

interface Props {
  /** Keeps the draft over a reload. */
  readonly vscode: VsCodeApi;
  readonly isAnswering: boolean;
  /** Left out where something else on the page offers the choice. */
  readonly modelName: string | undefined;
  /** Words to take back in, once for each `serial`. */
  readonly returned: { readonly serial: number; readonly text: string } | undefined;
  readonly focusRequests: number;
  /** The question asked `back` questions ago in this chat, 1 being the last. */
  readonly earlier: (back: number) => string | undefined;
}

export const Composer = memo(function Composer(props: Props) {
  const { vscode, isAnswering, modelName, returned, focusRequests, earlier } = props;
  const post = usePost();
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(() => vscode.getState()?.draft ?? '');

  /** How many questions ago the draft was asked, while it is as it was. */
  const [recalled, setRecalled] = useState(0);
  const [activeIndex, setActiveIndex] = useState(0);
  const [isListClosed, setListClosed] = useState(false);
  const completions = isListClosed ? [] : slashCompletions(draft);
  const active = completions[Math.min(activeIndex, completions.length - 1)];

  const change = (text: string) => {
    setDraft(text);
    setRecalled(0);
    setActiveIndex(0);
    setListClosed(false);
    vscode.setState({ ...vscode.getState(), draft: text });
  };
  useLayoutEffect(() => {
    if (!returned) return;
    change(draft.trim() === '' ? returned.text : `${returned.text}\n\n${draft}`);
    box.current?.focus();
  }, [returned?.serial]);
  useEffect(() => {
    // A single word may still become another.
    if (!draft.includes(' ') || slashCommand(draft) || draft.length > MAX_DRAFT) return undefined;
    const pause = setTimeout(() => post({ type: 'draft', text: draft }), DRAFT_MS);
    return () => clearTimeout(pause);
  }, [draft]);
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
  const choose = (command: SlashCommand) => {
    if (command.takesWords) change(`${command.name} `);
    else runSlash(command, '');
    box.current?.focus();
  };
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
  const recall = (back: number): boolean => {
    const text = back === 0 ? '' : earlier(back);
    if (text === undefined) return false;
    change(text);
    setRecalled(back);
    return true;
  };
  /** Whether the key belonged to the list of commands. */
  const movesInList = (event: KeyboardEvent, current: SlashCommand): boolean => {
    const count = completions.length;
    if (stops(event)) setListClosed(true);
    else if (event.key === 'ArrowDown') setActiveIndex((completions.indexOf(current) + 1) % count);
    else if (event.key === 'ArrowUp') setActiveIndex((completions.indexOf(current) + count - 1) % count);
    else if (sends(event) || (event.key === 'Tab' && !event.shiftKey)) choose(current);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing;
    if (active && movesInList(event, active)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (isPlain && event.key === 'ArrowUp' && (draft === '' || recalled > 0)) {
      if (recall(recalled + 1)) event.preventDefault();
    } else if (isPlain && event.key === 'ArrowDown' && recalled > 0) {
      if (recall(recalled - 1)) event.preventDefault();
    } else if (sends(event)) {
      event.preventDefault();
      send();
    }
  };
  return (
    <div class="composer">
      {active && <SlashList commands={completions} active={active} onChoose={choose} />}
      <textarea
        ref={box}
        rows={1}
        dir={draft.length < MAX_AUTO_DIRECTION ? 'auto' : 'ltr'}
        aria-label={t('Ask Cerebrum')}
        aria-autocomplete="list"
        aria-controls={active && SLASH_LIST}
        aria-activedescendant={active && slashOption(active.name)}
        placeholder={t('Ask Cerebrum')}
        value={draft}
        onInput={(event) => change(event.currentTarget.value)}
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
        <IconButton class="send" icon="send" label={t('Send')} disabled={isEmpty} onClick={send} />
      </div>
    </div>
  );
});
