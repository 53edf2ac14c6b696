import type { DownloadView, ModelView, ToPanel } from '../../protocol/panel.ts';
import type { Engine } from '../engine/engine.ts';
import type { RunChecks } from '../explanations/runChecks.ts';
import type { StepWalk } from '../explanations/stepWalk.ts';
import type { ChatPlace, OpenChats } from '../sessions/openChats.ts';
import { engineView } from './engineView.ts';
import type { ComposerContext } from './composer/composerContext.ts';

/** Where a page's snapshot comes from. */
export interface SnapshotSources {
  readonly openChats: OpenChats;
  readonly engine: Engine;
  readonly walk: StepWalk;
  readonly runChecks: RunChecks;
  readonly composer: ComposerContext;
  model(): ModelView;
  download(): DownloadView | undefined;
}

/** All that a page at `place` needs to begin with. */
export function snapshotOf(
  { openChats, engine, walk, runChecks, composer, ...sources }: SnapshotSources,
  place: ChatPlace,
): ToPanel[] {
  const { transcript, queued, settingsView } = place.session;
  const download = sources.download();
  return [
    {
      type: 'snapshot',
      state: {
        conversationId: transcript.id,
        turns: transcript.turns,
        branches: transcript.branches,
        engine: engineView(engine),
        model: sources.model(),
        ...(transcript.isPrivate && { privacy: transcript.isStored ? 'off' : 'private' }),
        ...(queued === undefined ? {} : { queued: queued.text }),
        ...(download === undefined ? {} : { download }),
      },
    },
    { type: 'chatSettingsChanged', ...settingsView },
    ...walk.messages(),
    ...runChecks.messages(),
    ...(place === openChats.active ? composer.messages() : []),
    ...(place === openChats.home ? composer.restoredDraft() : []),
  ];
}
