import './contextList.css';
import type { ContextEntry } from '../../protocol/conversation.ts';
import { t } from '../l10n.ts';
import { IconButton } from '../parts/iconButton.tsx';
import { usePost } from '../parts/post.ts';
import { attachmentName, attachmentNote, contextSummary, sourceLabel, tokens } from '../words.ts';

interface Props {
  readonly question: string;
  readonly context: readonly ContextEntry[];
}

/** What was sent beside a question: what the user added as a list, what was found beside it folded away. */
export function SentContext({ question, context }: Props) {
  const attached = context.filter((entry) => entry.attached !== undefined);
  const found = context.filter((entry) => entry.attached === undefined);
  return (
    <>
      {attached.length > 0 && (
        <div class="context">
          <Entries name={t('Sent with the question')} question={question} context={attached} />
        </div>
      )}
      {found.length > 0 && (
        <details class="context">
          <summary>{contextSummary(found)}</summary>
          <Entries name={t('Context sent')} question={question} context={found} />
        </details>
      )}
    </>
  );
}

/** Each piece opens its lines, and can be taken away to ask again without it. */
function Entries({ name, question, context }: Props & { readonly name: string }) {
  const post = usePost();
  return (
    <ul aria-label={name}>
      {context.map((entry) => (
        <li key={entry.id}>
          <button
            type="button"
            class="link"
            onClick={() => post({ type: 'revealContext', id: question, entry: entry.id })}
          >
            {entry.attached === undefined && entry.name !== '' && <code>{entry.name}</code>}
            <span>{nameOf(entry)}</span>
          </button>
          <span class="context-tokens">{cost(entry)}</span>
          <IconButton
            icon="close"
            label={t('Ask again without {0}', entry.name === '' ? nameOf(entry) : entry.name)}
            onClick={() => post({ type: 'removeContext', id: question, entry: entry.id })}
          />
        </li>
      ))}
    </ul>
  );
}

function nameOf(entry: ContextEntry): string {
  const { attached, leftOut = 0 } = entry;
  return attached === undefined
    ? sourceLabel(entry)
    : attachmentName({ ...entry, kind: attached, leftOut, isLive: false });
}

/** Its tokens, and what of it was left out. */
function cost(entry: ContextEntry): string {
  const { attached, leftOut = 0, text } = entry;
  if (attached === undefined) return tokens(entry.tokens);
  const trouble = text === '' ? ({ trouble: 'noRoom' } as const) : {};
  const note = attachmentNote({ ...entry, kind: attached, leftOut, isEstimate: false, isLive: false, ...trouble });
  return [tokens(entry.tokens), ...(note === undefined ? [] : [note])].join(', ');
}
