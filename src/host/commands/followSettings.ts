import * as vscode from 'vscode';
import type { LoadParams } from '../../protocol/inference.ts';
import type { LocalEngine } from '../engine/engine.ts';
import type { Unloader } from '../engine/unloader.ts';
import type { ChatView } from '../panel/chatView.ts';
import { onSettingsChange } from '../platform/settings.ts';
import type { OpenChats } from '../sessions/openChats.ts';
import type { ServerSwitch } from './models/serverSwitch.ts';
import { stopAnswers } from './stopAnswers.ts';

export interface SettingsFollowers {
  readonly engine: LocalEngine;
  readonly openChats: OpenChats;
  readonly view: ChatView;
  readonly params: () => LoadParams;
  readonly unloader: Unloader;
  readonly serverSwitch: ServerSwitch;
}

/** Another model, device, context size or server takes effect at once: a running answer is stopped, its words stay. */
export function followSettings({
  engine,
  openChats,
  view,
  params,
  unloader,
  serverSwitch,
}: SettingsFollowers): vscode.Disposable {
  const follow = () => {
    unloader.update();
    void serverSwitch.update();
    const next = params();
    if (!engine.local.wouldChange(next)) return;
    const configure = () => engine.local.configure(next);
    // A server does not mind what this machine would load.
    if (engine.capabilities.where === 'remote') void configure();
    else
      void stopAnswers(openChats, configure).then(async () => {
        view.modelChanged();
        await engine.start().catch(() => undefined);
      });
  };
  return vscode.Disposable.from(onSettingsChange(follow), vscode.workspace.onDidGrantWorkspaceTrust(follow));
}
