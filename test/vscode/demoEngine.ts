import type { Engine } from '../../src/host/engine/engine.ts';
import { createEngine } from '../../src/host/engine/createEngine.ts';
import { builtProcesses } from '../../src/host/engine/createEngine.ts';
import { samplingParams } from '../../src/protocol/sampling.ts';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { inspectGguf } from '../../src/host/models/gguf/ggufFile.ts';
import type { AskedQuestion } from '../../src/host/questions/askedQuestion.ts';
import { withContext } from '../../src/reasoning/context/fill.ts';

export function extensionUri(): vscode.Uri {
  const extension = vscode.extensions.getExtension<unknown>('cerebrum-local.cerebrum');
  assert.ok(extension);
  return extension.extensionUri;
}

/** The demo model in a process of its own. Remember to `stop()` it. */
export function demoEngine(): Engine {
  const root = extensionUri().fsPath;
  return createEngine({
    processes: builtProcesses(join(root, 'dist')),
    params: { modelPath: join(root, 'media/demo-model/reasoning-demo-tiny.q8_0.gguf'), gpu: 'cpu', contextSize: 4096 },
    inspect: inspectGguf,
  });
}

/** What the model says. @throws FailureError */
export async function answerTo(engine: Engine, { text, context = [] }: AskedQuestion): Promise<string> {
  const turns = [{ role: 'user', content: withContext(text, context) }] as const;
  const { signal } = new AbortController();
  for await (const event of engine.generate({ turns, maxTokens: 200, sampling: samplingParams() }, signal)) {
    if (event.type === 'finished') return event.result.answer;
  }
  throw new Error('The stream ended without a result.');
}
