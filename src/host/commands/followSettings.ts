import type { LocalEngine } from '../engine/engine.ts';
import type * as vscode from 'vscode';
import type { LoadParams } from '../../protocol/inference.ts';
import type { OpenChats } from '../sessions/openChats.ts';
import type { ChatView } from '../panel/chatView.ts';
import type { Unloader } from '../engine/unloader.ts';
import { onSettingsChange } from '../platform/settings.ts';
import { stopAnswers } from './stopAnswers.ts';

export interface SettingsFollowers {
  readonly engine: LocalEngine;
  readonly openChats: OpenChats;
  readonly view: ChatView;
  readonly params: () => LoadParams;
  readonly unloader: Unloader;
}

/** Another model, device or context size takes effect at once: a running answer is stopped, its words stay. */
export function followSettings({ engine, openChats, view, params, unloader }: SettingsFollowers): vscode.Disposable {
  return onSettingsChange(() => {
    unloader.update();
    const next = params();
    if (!engine.local.wouldChange(next)) return;
    void stopAnswers(openChats, () => engine.local.configure(next)).then(async () => {
      view.modelChanged();
      await engine.start().catch(() => undefined);
    });
  });
}
