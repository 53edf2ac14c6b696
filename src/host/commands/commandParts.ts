import type * as vscode from 'vscode';
import type { OpenChats } from '../sessions/openChats.ts';
import type { ChatView } from '../panel/chatView.ts';
import type { ComposerContext } from '../panel/composer/composerContext.ts';
import type { Explanations } from '../explanations/explanations.ts';
import type { StepWalk } from '../explanations/stepWalk.ts';
import type { History } from '../history/history.ts';
import type { HistoryReader } from '../history/reader/historyReader.ts';
import type { Proposals } from '../editor/edits/proposals.ts';
import type { Threads } from '../threads/threads.ts';
import type { Backends } from '../engine/local/backends.ts';
import type { LocalEngine } from '../engine/engine.ts';
import type { LogTail } from '../engine/logTail.ts';
import type { ServerParts } from './models/connectServer.ts';
import type { ModelParts } from './models/modelParts.ts';
import type { QuestionState } from './questions/questionCommands.ts';

/** What the commands work with. */
export interface CommandParts {
  readonly engine: LocalEngine;
  readonly history: History;
  readonly reader: HistoryReader;
  readonly models: ModelParts;
  readonly servers: ServerParts;
  readonly openChats: OpenChats;
  readonly view: ChatView;
  readonly composer: ComposerContext;
  readonly walk: StepWalk;
  readonly explanations: Explanations;
  readonly threads: Threads;
  readonly log: vscode.LogOutputChannel;
  readonly questions: QuestionState;
  readonly proposals: Proposals;
  readonly backends: Backends;
  /** The last lines of the engine. */
  readonly logTail: LogTail;
  readonly demoModelPath: string;
  readonly extension: vscode.Extension<unknown>;
}
