import * as vscode from 'vscode';
import type { PanelCommand } from '../../protocol/panel.ts';
import { setChatSettings } from '../commands/chats/chatSettings.ts';
import { chatListHandlers, showChats } from '../commands/chats/panelChats.ts';
import type { CommandParts } from '../commands/commandParts.ts';
import { commandTable, runAction } from '../commands/commandTable.ts';
import { ServerSwitch } from '../commands/models/serverSwitch.ts';
import { followSettings } from '../commands/followSettings.ts';
import { followWalkthrough } from '../commands/walkthroughProgress.ts';
import { offerUnfinished } from '../commands/models/downloadModel.ts';
import type { ModelParts } from '../commands/models/modelParts.ts';
import { AnswerDocuments } from '../commands/questions/explainAgain.ts';
import { reviewFixes } from '../commands/questions/fixReview.ts';
import { PrefetchWatcher } from '../commands/questions/prefetchWatcher.ts';
import { PromptDocument } from '../commands/questions/showPrompt.ts';
import { composerHandlers } from '../panel/handlers/composerHandlers.ts';
import { contentHandlers } from '../panel/handlers/contentHandlers.ts';
import type { Handlers } from '../panel/handlers/handlers.ts';
import { stepHandlers } from '../panel/handlers/stepHandlers.ts';
import { turnHandlers } from '../panel/handlers/turnHandlers.ts';
import { COMMANDS } from '../platform/names.ts';
import type { Base } from './base.ts';
import type { ChatParts } from './buildChats.ts';
import type { EngineParts } from './buildEngine.ts';
import type { PanelParts } from './buildPanel.ts';

const RUN: Readonly<Record<PanelCommand, string>> = {
  explain: COMMANDS.explainStepByStep,
  trace: COMMANDS.traceValues,
  fix: COMMANDS.suggestFix,
  changes: COMMANDS.explainChanges,
  doc: COMMANDS.commentExplanation,
};
const KEEP = { file: COMMANDS.saveExplanation, comment: COMMANDS.commentExplanation };

/** What commands and the panel's buttons do, and what follows settings and selections by itself. */
export function buildCommands(
  { context, log, logLine, logTail, demoModelPath, terminals, screen, params }: Base,
  { engine, backends, unloader, servers, chosen, createServer }: EngineParts,
  models: ModelParts,
  chats: ChatParts,
  panel: PanelParts,
): ReturnType<typeof commandTable> {
  const { openChats } = chats;
  const { view, composer, proposals } = panel;
  const prompt = new PromptDocument(openChats);
  const answers = new AnswerDocuments();
  const prefetch = new PrefetchWatcher({ engine, openChats, log, hasAttachments: () => composer.hasAttachments });
  composer.on('draft', (text) => prefetch.draft(text));
  const serverSwitch = new ServerSwitch({ engine, openChats, view, chosen, createServer });
  const parts: CommandParts = {
    ...{
      engine,
      backends,
      models,
      ...chats,
      ...panel,
      questions: { prompt, answers, terminals, screen, agreed: new Set() },
    },
    servers: { servers, serverSwitch, log: logLine },
    ...{ log, logTail, demoModelPath, extension: context.extension },
  };
  view.setHandlers(panelHandlers(parts));
  reviewFixes(openChats, proposals);
  followWalkthrough(openChats, engine, demoModelPath);
  context.subscriptions.push(
    prefetch,
    prompt,
    answers,
    followSettings({ engine, openChats, view, params, unloader, serverSwitch }),
  );
  void offerUnfinished(models);
  return commandTable(parts);
}

function panelHandlers(parts: CommandParts): Handlers {
  const { openChats, view, composer, walk, proposals, extension } = parts;
  return {
    // A page that arrives is known before its messages are handled.
    ready: () => undefined,
    focused: () => undefined,
    ...turnHandlers(openChats),
    ...stepHandlers(walk, extension.id),
    ...contentHandlers(proposals, view.dist),
    ...composerHandlers(composer, openChats),
    setChatSettings: ({ settings }, { place }) => setChatSettings(openChats, place.session, settings),
    search: ({ text }) => showChats({ view }, text),
    run: ({ command }) => vscode.commands.executeCommand(RUN[command]),
    saveReceipt: ({ id }) => vscode.commands.executeCommand(COMMANDS.saveReceipt, id),
    explainAgain: ({ id }) => vscode.commands.executeCommand(COMMANDS.explainAgain, id),
    keep: ({ id, place }) => vscode.commands.executeCommand(KEEP[place], id),
    action: ({ action }) => runAction(action, parts),
    ...chatListHandlers(parts),
  };
}
