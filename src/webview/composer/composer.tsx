import './composer.css';
import { memo } from 'preact/compat';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/iconButton.tsx';
import { usePost } from '../parts/post.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { sends } from './keys.ts';

/** Characters; in a longer text Chromium looks for the direction of every line on every key, for a tenth of a second. */
const MAX_AUTO_DIRECTION = 20_000;

interface Props {
  /** Keeps the draft over a reload. */
  readonly vscode: VsCodeApi;
  readonly isAnswering: boolean;
  /** Left out where something else on the page offers the choice. */
  readonly modelName: string | undefined;
  /** Words to take back in, once for each `serial`. */
  readonly returned: { readonly serial: number; readonly text: string } | undefined;
  readonly focusRequests: number;
}

export const Composer = memo(function Composer({ vscode, isAnswering, modelName, returned, focusRequests }: Props) {
  const post = usePost();
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(() => vscode.getState()?.draft ?? '');

  const change = (text: string) => {
    setDraft(text);
    vscode.setState({ draft: text });
  };
  useLayoutEffect(() => {
    if (!returned) return;
    change(draft.trim() === '' ? returned.text : `${returned.text}\n\n${draft}`);
    box.current?.focus();
  }, [returned?.serial]);
  useLayoutEffect(() => {
    // Not when the page opens: the user may be typing in an editor.
    if (focusRequests > 0) box.current?.focus();
  }, [focusRequests]);

  const isEmpty = draft.trim() === '';
  const send = () => {
    if (isEmpty) return;
    post({ type: 'ask', text: draft });
    change('');
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!sends(event)) return;
    event.preventDefault();
    send();
  };
  return (
    <div class="composer">
      <textarea
        ref={box}
        rows={1}
        dir={draft.length < MAX_AUTO_DIRECTION ? 'auto' : 'ltr'}
        aria-label={t('Ask Cerebrum')}
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
