import * as vscode from 'vscode';
import type { OpenChats } from '../sessions/openChats.ts';
import type { Engine } from '../engine/engine.ts';
import { CONTEXT } from '../platform/names.ts';

/** Sets the context keys by which the walkthrough's steps are ticked off: once something was really done. */
export function followWalkthrough(openChats: OpenChats, engine: Engine, demoModelPath: string): void {
  const reach = (key: string) => void vscode.commands.executeCommand('setContext', key, true);
  openChats.on('generating', (isGenerating) => {
    if (isGenerating) reach(CONTEXT.hasAsked);
  });
  engine.on('state', (state) => {
    if (state.state === 'ready' && state.info.local?.path !== demoModelPath) reach(CONTEXT.hasModel);
  });
}
