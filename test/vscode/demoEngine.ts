import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Backends } from '../../src/host/engine/local/backends.ts';
import { Engine } from '../../src/host/engine/local/localEngine.ts';
import { cpuReport } from '../../src/host/engine/local/backendFallback.ts';
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
  return new Engine(
    {
      entry: join(root, 'dist/inference.mjs'),
      inspect: inspectGguf,
      backends: new Backends({ rungs: ['cpu'], probe: () => Promise.resolve(cpuReport), key: () => '' }),
      log: () => undefined,
    },
    { modelPath: join(root, 'media/demo-model/reasoning-demo-tiny.q8_0.gguf'), gpu: 'cpu', contextSize: 4096 },
  );
}

/** What the model says. @throws FailureError */
export async function answerTo(engine: Engine, { text, context = [] }: AskedQuestion): Promise<string> {
  const turns = [{ role: 'user', content: withContext(text, context) }] as const;
  const { signal } = new AbortController();
  for await (const event of engine.generate({ turns, maxTokens: 200, temperature: 0 }, signal)) {
    if (event.type === 'finished') return event.result.answer;
  }
  throw new Error('The stream ended without a result.');
}
