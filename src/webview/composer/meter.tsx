import './meter.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ContextMeter } from '../../protocol/composer.ts';
import { count, t } from '../l10n.ts';
import { meterName, meterRows, tokens, unseenNote } from '../words.ts';
import { stops } from './keys.ts';

const DETAILS = 'meter-details';

/** A pointer on its way across opens nothing that would stand in its way; milliseconds. */
const HOVER_MS = 400;

/** How full the context window is; the numbers behind it while the pointer or the focus is on it. */
export function Meter({ meter }: { meter: ContextMeter }) {
  const [isOpen, setOpen] = useState(false);
  const hover = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(hover.current), []);
  const { contextSize, reserved, conversation, context, question, isEstimate } = meter;
  const used = (conversation + context + question) / (contextSize - reserved);
  const note = unseenNote(meter);
  const isTight = used > 1 || note !== undefined;
  const rows = meterRows(meter);
  const onMouseEnter = () => {
    hover.current = setTimeout(() => setOpen(true), HOVER_MS);
  };
  const onMouseLeave = () => {
    clearTimeout(hover.current);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || !stops(event)) return;
    // The first Escape closes what is open, the next one stops the answer.
    event.stopPropagation();
    setOpen(false);
  };
  return (
    <div class="meter-box" onMouseEnter={onMouseEnter} onMouseLeave={onMouseLeave} onKeyDown={onKeyDown}>
      <button
        type="button"
        class={`meter ${isTight ? 'meter-tight' : ''}`}
        aria-describedby={DETAILS}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen(true)}
      >
        <span class="visually-hidden">{meterName(meter)}</span>
        <span class="meter-bar" aria-hidden="true">
          {rows.map(
            ({ part, tokens: n }) =>
              part !== 'free' && (
                <span
                  key={part}
                  class={`meter-${part}`}
                  style={{ width: `${Math.min(100, (n / contextSize) * 100)}%` }}
                />
              ),
          )}
        </span>
        <span aria-hidden="true">{`${isEstimate ? '~' : ''}${count(Math.round(used * 100))} %`}</span>
      </button>
      <div class="meter-details" id={DETAILS} role="tooltip" hidden={!isOpen}>
        <ul>
          {rows.map(({ part, name, tokens: n }) => (
            <li key={part}>
              <span class={`meter-key meter-${part}`} aria-hidden="true" />
              <span class="meter-row-name">{name}</span>
              <span>{`${isEstimate ? '~' : ''}${count(n)}`}</span>
            </li>
          ))}
          <li class="meter-sum">
            <span class="meter-row-name">{meterName(meter)}</span>
            <span>{tokens(contextSize)}</span>
          </li>
        </ul>
        {note !== undefined && <p class="note">{note}</p>}
        {meter.hasWorkspacePrompt && <p class="note">{t('This workspace sets the system prompt.')}</p>}
      </div>
    </div>
  );
}
