import type { RefObject } from 'preact';
import type { FailureView } from '../../protocol/failureView.ts';
import { t } from '../l10n.ts';
import { IconButton } from '../parts/iconButton.tsx';
import { usePost } from '../parts/post.ts';
import { Problem } from '../parts/problem.tsx';

interface Props {
  readonly search: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly isEmpty: boolean;
  readonly failure: FailureView | undefined;
  readonly onClose: () => void;
}

/** Above the list: the way back, Delete All, the box to search in. */
export function ChatsHead({ search, query, setQuery, isEmpty, failure, onClose }: Props) {
  const post = usePost();
  return (
    <div class="chats-head">
      <div class="chats-bar">
        <IconButton class="chats-back" icon="arrow-left" label={t('Back to the Chat')} onClick={onClose} />
        <h1>{t('Chats')}</h1>
        <span class="spacer" />
        <IconButton
          icon="clear-all"
          label={t('Delete All Chats…')}
          disabled={isEmpty}
          onClick={() => post({ type: 'deleteAllChats' })}
        />
      </div>
      <input
        ref={search}
        class="chats-search"
        type="text"
        role="searchbox"
        dir="auto"
        aria-label={t('Search in all chats')}
        placeholder={t('Search in all chats')}
        spellcheck={false}
        maxLength={1000}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
      />
      {failure && <Problem failure={failure} />}
    </div>
  );
}
