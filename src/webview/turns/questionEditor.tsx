import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { editKeys } from '../composer/keys.ts';
import { t } from '../l10n.ts';

interface Props {
  readonly text: string;
  readonly onSend: (text: string) => void;
  readonly onCancel: () => void;
}

/** The question's words to change in place. Enter sends them, Escape leaves all as it was. */
export function QuestionEditor({ text, onSend, onCancel }: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(text);
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(text.length, text.length);
  }, []);
  const isEmpty = draft.trim() === '';
  const send = () => {
    if (!isEmpty) onSend(draft);
  };
  return (
    <div class="question-editor">
      <textarea
        ref={box}
        dir="auto"
        aria-label={t('Edit Question')}
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={editKeys(send, onCancel)}
      />
      <div class="buttons">
        <button type="button" class="button small" aria-disabled={isEmpty} onClick={send}>
          {t('Ask Again')}
        </button>
        <button type="button" class="button secondary small" onClick={onCancel}>
          {t('Cancel')}
        </button>
      </div>
    </div>
  );
}
