/** The text of a diagnosis, for an issue: in English, without folders, secrets of addresses and what was said. */
import type { BackendReport } from '../../../protocol/backends.ts';
import { fenced } from '../../../reasoning/questions/fences.ts';
import type { EngineState } from '../../engine/engine.ts';
import type { GgufSummary } from '../../models/gguf/ggufFile.ts';
import { backendName, backendProblemText } from '../../platform/texts/backendText.ts';
import { failureText } from '../../platform/texts/failureText.ts';
import type { Settings } from '../../platform/settings.ts';
import { formatBytes } from '../../platform/texts/numbers.ts';
import { untranslated } from '../../platform/texts/translate.ts';
import { withoutSecrets } from '../../platform/texts/withoutSecrets.ts';

export interface DiagnosisFacts {
  readonly versions: {
    readonly cerebrum: string;
    readonly vscode: string;
    readonly node: string;
    readonly engine: string;
  };
  /** `ssh-remote`, `wsl` …; undefined on the machine itself. A server in the browser gives its address, which stays out. */
  readonly remote: string | undefined;
  readonly system: {
    readonly platform: string;
    readonly arch: string;
    readonly release: string;
    readonly version: string;
  };
  readonly cpu: { readonly model: string; readonly threads: number };
  /** Bytes. */
  readonly memory: { readonly total: number; readonly free: number };
  readonly backends: readonly BackendReport[];
  readonly model: { readonly path: string } & ({ readonly summary: GgufSummary } | { readonly problem: string });
  readonly engine: EngineState;
  readonly settings: Settings;
  /** The last lines of the engine's log; it never holds a question or an answer. */
  readonly log: string;
  readonly home: string;
}

export function diagnosis(facts: DiagnosisFacts): string {
  const { versions, system, cpu, memory, remote } = facts;
  const sections = [
    '# Cerebrum: diagnosis',
    `**${verdict(facts)}**`,
    list({
      Cerebrum: versions.cerebrum,
      'VS Code':
        remote === undefined ? versions.vscode : `${versions.vscode} (${/[.:]/.test(remote) ? 'server' : remote})`,
      Node: versions.node,
      'node-llama-cpp': versions.engine,
      System: `${system.platform} ${system.arch}, ${system.release}, ${system.version}`,
      Processor: `${cpu.model}, ${cpu.threads} threads`,
      Memory: `${formatBytes(memory.free, 'en-US')} free of ${formatBytes(memory.total, 'en-US')}`,
    }),
    '## Where a model can run',
    ['| Backend | Works | |', '| --- | --- | --- |', ...facts.backends.map(backendRow)].join('\n'),
    '## Model',
    modelSection(facts.model),
    '## Engine',
    engineSection(facts.engine),
    '## Settings',
    settingsSection(facts.settings),
    '## Last log lines',
    fenced(facts.log.split('\n').slice(-40).join('\n'), ''),
  ];
  const { modelPath, modelsFolder, serverAddress } = facts.settings;
  const host = serverAddress.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  const known = [facts.model.path, modelPath, modelsFolder === '' ? '' : `${modelsFolder}/x`].map(folderOf);
  const text = withoutHome(withoutSecrets(sections.join('\n\n')), facts.home);
  const unnamed = host === '' ? text : text.replaceAll(host, '(server)');
  return `${withoutFolders(unnamed, known)}\n`;
}

/** What comes of it all, in a sentence. */
function verdict({ engine, model, backends, settings }: DiagnosisFacts): string {
  if (engine.state === 'failed') {
    const { title, why } = failureText(engine.failure);
    return `It does not work: ${title}. ${why}`;
  }
  if (engine.state === 'ready') {
    const { runsOn } = engine.info;
    return runsOn === undefined
      ? 'It works: a server answers.'
      : `It works: the model runs on ${nameOf(runsOn.backend)}.`;
  }
  if (settings.serverAddress !== '') return 'A server is to answer; it was not asked yet.';
  if ('problem' in model) return `It cannot work: ${model.problem}`;
  const backend = backends.find(({ passed }) => passed);
  if (backend === undefined) return 'It cannot work: no backend works here, not even the CPU.';
  return `It should work: the model is not loaded; ${nameOf(backend.backend)} works.`;
}

const nameOf = (backend: BackendReport['backend']): string =>
  backend === 'cpu' ? 'the CPU' : backendName(backend, untranslated);

const list = (entries: Readonly<Record<string, string>>) =>
  Object.entries(entries)
    .map(([key, value]) => `- ${key}: ${value}`)
    .join('\n');

function backendRow(backend: BackendReport): string {
  const name = backend.backend === 'cpu' ? 'CPU' : backendName(backend.backend, untranslated);
  if (!backend.passed) return `| ${name} | no | ${cell(backendProblemText(backend.reason, untranslated))} |`;
  const memory =
    backend.totalVram > 0
      ? `, ${formatBytes(backend.freeVram, 'en-US')} free of ${formatBytes(backend.totalVram, 'en-US')}`
      : '';
  return `| ${name} | yes | ${cell(backend.devices.join(', '))}${memory} |`;
}

const cell = (text: string) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');

function modelSection(model: DiagnosisFacts['model']): string {
  if ('problem' in model) return list({ File: model.path, Problem: model.problem });
  const { summary } = model;
  return list({
    File: model.path,
    Name: summary.name ?? '(none)',
    Size: formatBytes(summary.bytes, 'en-US'),
    Architecture: `${summary.architecture}, ${summary.layers} layers, ${(summary.parameters / 1e6).toFixed(1)} million parameters`,
    Quantization: summary.quantization,
    'Training context': `${summary.contextLength} tokens`,
    Tokenizer: `${summary.tokenizer}, ${summary.vocabularySize} tokens`,
    'Chat template': summary.chatTemplate === undefined ? 'none' : `${summary.chatTemplate.length} characters`,
  });
}

function engineSection(engine: EngineState): string {
  switch (engine.state) {
    case 'idle':
    case 'loading':
      return list({ State: engine.state });
    case 'ready': {
      const { contextSize, runsOn, local } = engine.info;
      return list({
        State: 'ready',
        ...(runsOn && { 'Runs on': [runsOn.backend, ...runsOn.devices].join(', ') }),
        Context: `${contextSize} tokens${local === undefined ? '' : `, KV cache ${local.kvCacheType}, ${local.sequences} sequences`}`,
        ...(local && {
          'Layers on the GPU': `${local.gpuLayers} of ${local.layers}`,
          Threads: String(local.threads),
          'Loaded in': `${Math.round(local.loadMs)} ms`,
          'llama.cpp': local.llamaCpp,
        }),
      });
    }
    case 'failed': {
      const { title, why, detail } = failureText(engine.failure);
      return [
        list({ State: 'failed', Failure: engine.failure.name, What: title, Why: why }),
        ...(detail ? [fenced(detail, '')] : []),
      ].join('\n\n');
    }
  }
}

/** Without the system prompt, which is the user's own text, and the name of a server: only whether there is one. */
function settingsSection({ systemPrompt, serverAddress, serverCaFile, ...settings }: Settings): string {
  const entries = Object.entries(settings).map(([key, value]) => [`cerebrum.${key}`, JSON.stringify(value)] as const);
  return list({
    ...Object.fromEntries(entries),
    'cerebrum.server.address': serverAddress === '' ? '(none)' : '(set)',
    'cerebrum.server.caFile': serverCaFile === '' ? '(none)' : '(set)',
    'cerebrum.systemPrompt': systemPrompt === '' ? '(the default)' : '(set)',
  });
}

/** A path of at least two folders, of Linux and macOS or of Windows; not the path of an address. */
const PATH = /(?<![\w:/\\.~…])(?:[A-Za-z]:)?(?:[/\\]{1,2}[^\s/\\"'`|<>:]+){2,}/g;

/** Names of files without the folders outside the home folder that they are in, which may be named after people or customers. */
function withoutFolders(text: string, known: readonly string[]): string {
  const named = known
    .filter((folder) => folder.length > 1)
    .reduce((left, folder) => left.replaceAll(folder, '…').replaceAll(JSON.stringify(folder).slice(1, -1), '…'), text);
  return named.replace(PATH, (path) => `…/${path.split(/[/\\]+/).at(-1) ?? ''}`);
}

const folderOf = (path: string): string => path.replace(/[/\\]+[^/\\]*$/, '');

/** Both spellings of the home folder, since logs of Windows mix them; without regard to case there. */
function withoutHome(text: string, home: string): string {
  if (home === '' || home === '/') return text;
  const spellings = [home, home.replaceAll('\\', '/'), home.replaceAll('\\', '\\\\')];
  const pattern = spellings.map((spelling) => spelling.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return text.replace(new RegExp(pattern, 'gi'), '~');
}
