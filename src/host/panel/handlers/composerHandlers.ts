import type { OpenChats } from '../../sessions/openChats.ts';
import type { ComposerContext } from '../composer/composerContext.ts';
import type { Handlers } from './handlers.ts';

/** The question that is being written: its text, what goes along with it, and asking it. */
export function composerHandlers(
  composer: ComposerContext,
  openChats: OpenChats,
): Handlers<
  | 'ask'
  | 'draftChanged'
  | 'attach'
  | 'attachSuggestion'
  | 'attachDropped'
  | 'detach'
  | 'revealAttachment'
  | 'suggestContext'
> {
  return {
    ask: ({ text, wantsVote }, { place }) => composer.ask(text, place === openChats.home, wantsVote),
    draftChanged: ({ text }, { place }) => composer.setDraft(text, place === openChats.home),
    attach: ({ what }) => composer.attach(what),
    attachSuggestion: ({ id }) => composer.attachSuggestion(id),
    attachDropped: ({ uris }) => composer.attachDropped(uris),
    detach: ({ id }) => composer.detach(id),
    revealAttachment: ({ id }) => composer.revealAttachment(id),
    suggestContext: ({ query }) => composer.suggest(query),
  };
}
