import * as vscode from 'vscode';
import type { GpuChoice, KvCacheType } from '../../protocol/inference.ts';
import type { StopWhen } from '../../reasoning/answers/votes.ts';
import type { ContextMode } from '../../reasoning/context/fill.ts';
import { chainsOfVote, isRefused, isSet, isSetByWorkspace, tokensOfThought } from './settingValues.ts';

/** The settings as `package.json` declares them, section `cerebrum`. */
export interface Settings {
  /** Empty: the demo model. */
  readonly modelPath: string;
  /** Empty: the model on this machine answers. */
  readonly serverAddress: string;
  /** Certificates in PEM that are trusted for the server; empty: the usual ones. */
  readonly serverCaFile: string;
  /** Empty: a folder in the extension's storage. */
  readonly modelsFolder: string;
  /** Hugging Face or a mirror of it. */
  readonly downloadEndpoint: string;
  readonly gpu: GpuChoice;
  /** Tokens. */
  readonly contextSize: number;
  readonly kvCacheType: KvCacheType;
  /** 0: as many as are free. */
  readonly threads: number;
  /** `auto`: answers that quote are drafted from what they quote, where that is faster. */
  readonly lookupDecoding: 'auto' | 'off';
  /** Load the model when VS Code starts. */
  readonly preload: boolean;
  /** Minutes without use; 0: the model stays loaded. */
  readonly unloadAfter: number;
  /** Tokens. */
  readonly maxTokens: number;
  readonly temperature: number;
  /** Chains of a vote, 3 to 16. */
  readonly votes: number;
  /** When chains of a vote that are not needed any more are stopped. */
  readonly stopVote: StopWhen;
  /** Whose finished answers are tried again, to see whether the model stays with them. */
  readonly moreTries: 'demoModel' | 'always' | 'never';
  /** Tokens after which a thought is ended and the answer has to follow; 0: never. */
  readonly thinkingTokens: number;
  /** Empty: the model's own system sentence. */
  readonly systemPrompt: string;
  /** Whether code from the project may stand beside a question. */
  readonly context: ContextMode;
  /** Prefill what is likely to be asked. */
  readonly prefetch: boolean;
  /** Run the code of a question in the sandbox and compare the answer with it. */
  readonly runCode: boolean;
  readonly showValues: boolean;
  /** A lens above functions. */
  readonly codeLens: boolean;
  /** `off`: no chat is written to the disk. */
  readonly history: 'on' | 'off';
}

export function readSettings(): Settings {
  const section = vscode.workspace.getConfiguration('cerebrum');
  // The declared defaults stand behind every `get`; the second argument only serves a broken settings file.
  return {
    modelPath: section.get('modelPath', ''),
    serverAddress: section.get('server.address', ''),
    serverCaFile: section.get('server.caFile', ''),
    modelsFolder: section.get('modelsFolder', ''),
    downloadEndpoint: section.get('download.endpoint', 'https://huggingface.co'),
    gpu: section.get('gpu', 'auto'),
    contextSize: section.get('contextSize', 4096),
    kvCacheType: section.get('kvCacheType', 'f16'),
    threads: section.get('threads', 0),
    lookupDecoding: section.get('lookupDecoding', 'auto'),
    preload: section.get('preload', false),
    unloadAfter: section.get('unloadAfter', 30),
    maxTokens: section.get('maxTokens', 1024),
    temperature: section.get('temperature', 0),
    votes: chainsOfVote(section.get('votes')),
    stopVote: section.get('stopVote', 'certain'),
    moreTries: section.get('moreTries', 'demoModel'),
    thinkingTokens: tokensOfThought(section.get('thinkingTokens')),
    systemPrompt: section.get('systemPrompt', ''),
    context: isRefused([section.inspect('context')], 'never') ? 'never' : section.get('context', 'auto'),
    prefetch: prefetchSetting(section),
    showValues: section.get('showValues', true),
    runCode: !isRefused([section.inspect('runCode')], false) && section.get('runCode', true),
    codeLens: section.get('codeLens', false),
    history: section.get('history', 'on'),
  };
}

/** `prefetch`, or `warmUp` as it was called: a value under the old name counts where the new one has none. */
function prefetchSetting(section: vscode.WorkspaceConfiguration): boolean {
  const set = section.inspect('prefetch');
  if (isRefused([set, section.inspect('warmUp')], false)) return false;
  return section.get(isSet(set) ? 'prefetch' : 'warmUp', true);
}

/** Whether the system prompt comes with the workspace: it is text of others. */
export function hasWorkspacePrompt(): boolean {
  return isSetByWorkspace(vscode.workspace.getConfiguration('cerebrum').inspect('systemPrompt'));
}

/** Whether the user or the workspace gives one of our settings a value. */
export const isSettingSet = (name: keyof Settings): boolean =>
  isSet(vscode.workspace.getConfiguration('cerebrum').inspect(name));

/** Calls `listener` when one of our settings changes. */
export function onSettingsChange(listener: () => unknown): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('cerebrum')) listener();
  });
}

/** Sets one of our machine settings. */
export async function writeSetting<K extends 'gpu' | 'contextSize'>(name: K, value: Settings[K]): Promise<void> {
  await vscode.workspace.getConfiguration('cerebrum').update(name, value, vscode.ConfigurationTarget.Global);
}

/** Sets `cerebrum.modelPath` for this machine; empty is the demo model. A server that answers in its place leaves. */
export async function writeModelPath(path: string): Promise<void> {
  await vscode.workspace
    .getConfiguration('cerebrum')
    .update('modelPath', path === '' ? undefined : path, vscode.ConfigurationTarget.Global);
  await writeServerAddress('');
}

/** Sets `cerebrum.server.address` for this machine; empty: the model on this machine answers. */
export async function writeServerAddress(address: string): Promise<void> {
  if (address === readSettings().serverAddress) return;
  await vscode.workspace
    .getConfiguration('cerebrum')
    .update('server.address', address === '' ? undefined : address, vscode.ConfigurationTarget.Global);
}
