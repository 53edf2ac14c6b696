import './contextList.css';
import type { ContextEntry } from '../../protocol/panel.ts';
import { t } from '../l10n.ts';
import { IconButton } from '../parts/iconButton.tsx';
import { usePost } from '../parts/post.ts';
import { contextSummary, sourceLabel, tokens } from '../words.ts';

interface Props {
  readonly question: string;
  readonly context: readonly ContextEntry[];
}

/** What was sent beside a question: each piece opens its lines, and can be taken away to ask again without it. */
export function ContextList({ question, context }: Props) {
  const post = usePost();
  return (
    <details class="context">
      <summary>{contextSummary(context)}</summary>
      <ul aria-label={t('What I read')}>
        {context.map((entry) => (
          <li key={entry.id}>
            <button
              type="button"
              class="link"
              onClick={() => post({ type: 'revealContext', id: question, entry: entry.id })}
            >
              {entry.name !== '' && <code>{entry.name}</code>}
              <span>{sourceLabel(entry)}</span>
            </button>
            <span class="context-tokens">{tokens(entry.tokens)}</span>
            <IconButton
              icon="close"
              label={t('Ask again without {0}', entry.name === '' ? sourceLabel(entry) : entry.name)}
              onClick={() => post({ type: 'removeContext', id: question, entry: entry.id })}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
