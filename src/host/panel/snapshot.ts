import type { DownloadView, EngineView, ModelView, ToPanel } from '../../protocol/panel.ts';
import type { Engine, EngineState } from '../engine/local/localEngine.ts';
import type { StepWalk } from '../explanations/stepWalk.ts';
import { failureView } from '../platform/failureView.ts';
import type { ChatPlace, OpenChats } from '../sessions/openChats.ts';
import type { ComposerContext } from './composer/composerContext.ts';

/** Where a page's snapshot comes from. */
export interface SnapshotSources {
  readonly openChats: OpenChats;
  readonly engine: Engine;
  readonly walk: StepWalk;
  readonly composer: ComposerContext;
  model(): ModelView;
  download(): DownloadView | undefined;
}

/** All that a page at `place` needs to begin with. */
export function snapshotOf(
  { openChats, engine, walk, composer, ...sources }: SnapshotSources,
  place: ChatPlace,
): ToPanel[] {
  const { transcript, queued } = place.session;
  const download = sources.download();
  return [
    {
      type: 'snapshot',
      state: {
        conversationId: transcript.id,
        turns: transcript.turns,
        branches: transcript.branches,
        engine: engineView(engine.state),
        model: sources.model(),
        ...(queued === undefined ? {} : { queued: queued.text }),
        ...(download === undefined ? {} : { download }),
      },
    },
    ...walk.messages(),
    ...(place === openChats.active ? composer.messages() : []),
    ...(place === openChats.home ? composer.restoredDraft() : []),
  ];
}

export function engineView(state: EngineState): EngineView {
  switch (state.state) {
    case 'idle':
    case 'loading':
      return state;
    case 'ready': {
      const { gpu, contextSize, chatTemplate, devices, gpuLayers, layers, kvCacheType } = state.model;
      const run = { devices, gpuLayers, layers, kvCacheType };
      return { state: 'ready', gpu, contextSize, run, ...(chatTemplate === 'cerebrum' ? {} : { chatTemplate }) };
    }
    case 'failed':
      return { state: 'failed', failure: failureView(state.failure) };
  }
}
