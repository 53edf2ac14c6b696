import { safeMarkdown } from '../../history/exchange/safeMarkdown.ts';
import { arch, cpus, freemem, homedir, release, totalmem, version } from 'node:os';
import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import { loadParams } from '../../models/activeModel.ts';
import { inspectGguf, type GgufSummary } from '../../models/gguf/ggufFile.ts';
import { failureText } from '../../platform/texts/failureText.ts';
import { readSettings } from '../../platform/settings.ts';
import { diagnosis } from './diagnosis.ts';
import type { CommandParts } from '../commandParts.ts';

/** Diagnose: looks at every backend anew and opens a report that can be pasted into an issue. */
export async function diagnose({ engine, backends, logTail, demoModelPath, extension }: CommandParts): Promise<void> {
  const settings = readSettings();
  const { modelPath } = loadParams(settings, demoModelPath);
  const [surveyed, model] = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Checking this machine…') },
    () => Promise.all([backends.survey(), readModel(modelPath)]),
  );
  const manifest = extension.packageJSON as { version: string; dependencies: Record<string, string> };
  const report = diagnosis({
    versions: {
      cerebrum: manifest.version,
      vscode: vscode.version,
      node: process.versions.node,
      engine: manifest.dependencies['node-llama-cpp'] ?? '',
    },
    remote: vscode.env.remoteName,
    system: { platform: process.platform, arch: arch(), release: release(), version: version() },
    cpu: { model: cpus()[0]?.model.trim() ?? '', threads: cpus().length },
    memory: { total: totalmem(), free: freemem() },
    backends: surveyed,
    model: { path: modelPath, ...model },
    engine: engine.state,
    settings,
    log: logTail.text(),
    home: homedir(),
  });
  // A model's file writes its name and more, and a preview of the report loads what they say.
  const content = safeMarkdown(report, vscode.l10n.t('Image'));
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
}

async function readModel(path: string): Promise<{ summary: GgufSummary } | { problem: string }> {
  try {
    return { summary: await inspectGguf(path) };
  } catch (error) {
    const { title, why, detail = '' } = failureText(toFailure(error));
    return { problem: `${title}. ${why} ${detail}`.trim() };
  }
}
