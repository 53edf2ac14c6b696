import type * as vscode from 'vscode';
import type { ActiveSession } from '../chat/activeSession.ts';
import type { ChatView } from '../chat/chatView.ts';
import type { ComposerContext } from '../chat/composerContext.ts';
import type { StepWalk } from '../chat/stepWalk.ts';
import type { History } from '../chat/history.ts';
import type { HistoryReader } from '../chat/historyReader.ts';
import type { Proposals } from '../editor/proposals.ts';
import type { Backends } from '../engine/local/backends.ts';
import type { LocalEngine } from '../engine/engine.ts';
import type { LogTail } from '../engine/logTail.ts';
import type { ModelParts } from './modelParts.ts';
import type { GateState } from './gateCommands.ts';

/** What the commands work with. */
export interface CommandParts {
  readonly engine: LocalEngine;
  readonly history: History;
  readonly reader: HistoryReader;
  readonly models: ModelParts;
  readonly session: ActiveSession;
  readonly view: ChatView;
  readonly composer: ComposerContext;
  readonly walk: StepWalk;
  readonly log: vscode.LogOutputChannel;
  readonly gates: GateState;
  readonly proposals: Proposals;
  readonly backends: Backends;
  /** The last lines of the engine. */
  readonly logTail: LogTail;
  readonly demoModelPath: string;
  readonly extension: vscode.Extension<unknown>;
}
