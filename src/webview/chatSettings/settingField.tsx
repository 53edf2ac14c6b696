import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../l10n.ts';
import { problemOf, type SettingName } from './formValues.ts';
import { settingLabel } from './settingWords.ts';

interface Props {
  readonly name: SettingName;
  /** As it was typed; `undefined`: as in the settings. */
  readonly value: string | undefined;
  /** What is there to begin with. */
  readonly first: string;
  /** What counts without a value. */
  readonly otherwise: string;
  /** What the user should know about a value of the chat's own. */
  readonly hint: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** One setting: as in the settings, or a value of the chat's own. */
export function SettingField({ name, value, first, otherwise, hint, onChange }: Props) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  /** The user just asked for a value: it is typed at once. */
  const isNew = useRef(false);
  const [label, problem] = [settingLabel(name), problemOf(name, value)];
  const [labelId, noteId] = [`chat-setting-${name}`, `chat-setting-${name}-note`];
  const note = problem ?? hint;
  useLayoutEffect(() => {
    if (isNew.current && value !== undefined) field.current?.select();
    isNew.current = false;
  }, [value === undefined]);
  const common = {
    ref: field,
    class: 'chat-setting-value',
    'aria-labelledby': labelId,
    'aria-invalid': problem !== undefined,
    'aria-describedby': value !== undefined && note !== undefined ? noteId : undefined,
    value,
    onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onChange(currentTarget.value),
  };
  return (
    <div class="chat-setting" role="group" aria-labelledby={labelId}>
      <span class="chat-setting-name" id={labelId}>
        {label}
      </span>
      <label class="chat-setting-otherwise">
        <input
          type="checkbox"
          checked={value === undefined}
          onChange={({ currentTarget }) => {
            isNew.current = !currentTarget.checked;
            onChange(currentTarget.checked ? undefined : first);
          }}
        />
        <span dir="auto">{otherwise}</span>
      </label>
      {value !== undefined &&
        (name === 'systemPrompt' ? (
          <textarea {...common} rows={3} dir="auto" placeholder={t("Empty: the model's own")} />
        ) : (
          <input {...common} type="text" inputMode={name === 'temperature' ? 'decimal' : 'numeric'} />
        ))}
      {value !== undefined && note !== undefined && (
        <p id={noteId} class={problem === undefined ? 'note' : 'chat-setting-problem'}>
          {note}
        </p>
      )}
    </div>
  );
}
