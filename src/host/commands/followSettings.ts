import type * as vscode from 'vscode';
import type { LoadParams } from '../../protocol/inference.ts';
import type { ActiveSession } from '../chat/activeSession.ts';
import type { ChatView } from '../chat/chatView.ts';
import type { LocalEngine } from '../engine/engine.ts';
import type { Unloader } from '../engine/unloader.ts';
import { onSettingsChange } from '../platform/settings.ts';

export interface SettingsFollowers {
  readonly engine: LocalEngine;
  readonly session: ActiveSession;
  readonly view: ChatView;
  readonly params: () => LoadParams;
  readonly unloader: Unloader;
}

/** Another model, device or context size takes effect at once: a running answer is stopped, its words stay. */
export function followSettings({ engine, session, view, params, unloader }: SettingsFollowers): vscode.Disposable {
  return onSettingsChange(() => {
    unloader.update();
    const next = params();
    if (!engine.local.wouldChange(next)) return;
    void session.stopAll().then(async () => {
      await engine.local.configure(next);
      view.modelChanged();
      await engine.start().catch(() => undefined);
    });
  });
}
