import { openExternal } from '../../platform/openExternal.ts';
import type { WorkingBackend } from '../../../protocol/backends.ts';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { FailureError, toFailure } from '../../../protocol/failures.ts';
import { cpuReport } from '../../engine/local/backendFallback.ts';
import { otherFamilies } from '../../models/otherFamilies.ts';
import { parseAddress, planDownload, type ModelAddress } from '../../models/address.ts';
import { cerebrumModels } from '../../models/catalog.ts';
import type { CatalogModel } from '../../models/catalogModel.ts';
import { estimateMemory, fitMachine, recommend, type Fit, type Recommendation } from '../../models/fit.ts';
import { machineMemory } from '../../models/memoryCheck.ts';
import { addressProblemText } from '../../platform/texts/addressText.ts';
import { failureText } from '../../platform/texts/failureText.ts';
import { readSettings } from '../../platform/settings.ts';
import { decimal, formatBytes } from '../../platform/texts/numbers.ts';
import { downloadModel } from './downloadModel.ts';
import { showFailureAndAct } from '../failureActions.ts';
import type { ModelParts } from './modelParts.ts';
import { unfinishedChoices } from './unfinishedModels.ts';
import { useFileOnDisk, useModel } from './useModel.ts';

type Choice = vscode.QuickPickItem & { readonly choose?: () => Promise<unknown> };

/** Get Model…: the catalogue with what each model needs here, any other address, or a file on disk. */
export async function getModel(parts: ModelParts): Promise<void> {
  const { contextSize, kvCacheType: kvType } = readSettings();
  const backend = await bestBackend(parts);
  const memory = machineMemory(backend);
  const load = { contextSize, kvType };
  const recommended = recommend(cerebrumModels, load, memory);
  const there = await onDisk(parts);
  // The recommended one comes first: Enter takes it.
  const ordered = cerebrumModels.toSorted((a, b) => Number(b === recommended.model) - Number(a === recommended.model));
  const choiceOf = (model: CatalogModel): Choice => {
    const fit = fitMachine(estimateMemory(model.bytes, model.shape, load), memory);
    const isRecommended = model === recommended.model;
    return {
      label: `${isRecommended ? '$(star-full) ' : ''}${model.name}`,
      description: [
        formatBytes(model.bytes),
        vscode.l10n.t('needs {0} of memory', formatBytes(fit.needed)),
        verdictText(fit),
        ...there.describe(model),
      ].join(' · '),
      detail: [...(isRecommended ? [reasonText(recommended)] : []), qualityText(model)].join(' '),
      choose: () => choose(parts, model, fit, there.pathOf(model)),
    };
  };
  const [first, ...more] = ordered.map(choiceOf);
  const best: Choice[] = first === undefined ? [] : [first];
  const sameModel: Choice[] = [
    { label: vscode.l10n.t('Smaller and larger files of the same model'), kind: vscode.QuickPickItemKind.Separator },
    ...more,
  ];
  const unfinished = await unfinishedChoices(parts);
  const begun: Choice[] = [
    { label: vscode.l10n.t('Unfinished downloads'), kind: vscode.QuickPickItemKind.Separator },
    ...unfinished,
  ];
  const others: Choice[] = [
    { label: vscode.l10n.t('Another model'), kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(link) ${vscode.l10n.t('Paste an Address…')}`,
      detail: vscode.l10n.t('hf:owner/repository/file.gguf, or an https address of a GGUF file'),
      choose: () => getFromAddress(parts),
    },
    {
      label: `$(folder-opened) ${vscode.l10n.t('Choose a File on Disk…')}`,
      detail: vscode.l10n.t('A GGUF file that is already on this machine; it stays where it is'),
      choose: () => useFileOnDisk(parts.store()),
    },
  ];
  const families: Choice[] = [
    {
      label: vscode.l10n.t('Models of other families that think before they answer'),
      kind: vscode.QuickPickItemKind.Separator,
    },
    ...otherFamilies.map(choiceOf),
  ];
  // What was begun comes first, what is long last: the list shows some ten entries at once.
  const entries = [...(unfinished.length === 0 ? [] : begun), ...best, ...sameModel, ...others, ...families];
  const choice = await vscode.window.showQuickPick(entries, {
    title: [
      vscode.l10n.t('Get a model'),
      vscode.l10n.t('{0} of memory free', formatBytes(memory.freeRam)),
      graphicsText(backend),
    ].join(' · '),
    placeHolder: vscode.l10n.t('Memory needed with a context of {0} tokens (cerebrum.contextSize)', contextSize),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await choice?.choose?.();
}

/** Where models run by the setting; it may be the first look at the graphics processor, which takes a moment. */
async function bestBackend({ backends }: ModelParts): Promise<WorkingBackend> {
  const title = vscode.l10n.t('Checking this machine…');
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    backends.choose(readSettings().gpu).catch(() => cpuReport),
  );
}

function graphicsText({ backend, devices, freeVram, unified }: WorkingBackend): string {
  if (backend === 'cpu') return vscode.l10n.t('without a GPU');
  const device = devices[0] ?? backend;
  return unified ? device : vscode.l10n.t('{0} free on {1}', formatBytes(freeVram), device);
}

/** What of the catalogue lies in the models folder, whole or in part. */
async function onDisk(parts: ModelParts) {
  const store = parts.store();
  const whole = new Set((await store.list()).map(({ path }) => path));
  const begun = new Map((await store.unfinished()).map(({ destination, bytes }) => [destination, bytes]));
  const pathOf = (model: CatalogModel) => {
    const path = join(store.folder, model.file);
    return whole.has(path) ? path : undefined;
  };
  const describe = (model: CatalogModel): string[] => {
    if (pathOf(model) !== undefined) return [vscode.l10n.t('on this machine')];
    const bytes = begun.get(join(store.folder, model.file));
    return bytes === undefined ? [] : [vscode.l10n.t('{0} already downloaded', formatBytes(bytes))];
  };
  return { pathOf, describe };
}

function verdictText({ verdict }: Fit): string {
  switch (verdict) {
    case 'fits':
      return vscode.l10n.t('fits');
    case 'tight':
      return vscode.l10n.t('tight');
    case 'does not fit':
      return vscode.l10n.t('does not fit');
  }
}

function reasonText({ reason, fit }: Recommendation): string {
  switch (reason) {
    case 'default':
      return vscode.l10n.t('Recommended here: larger files are slower and gain little.');
    case 'best-quality':
      return vscode.l10n.t('Recommended here: the largest that fits into the memory of the GPU.');
    case 'smallest':
      return vscode.l10n.t(
        'Recommended here: none fits into the free {0}; this one comes closest.',
        formatBytes(fit.available),
      );
  }
}

function qualityText({ quantization, quality, advice }: CatalogModel): string {
  if (advice !== undefined)
    return vscode.l10n.t('Thinks at length first, so it answers later. Evaluate Model… tells how well it does here.');
  if (quality === undefined)
    return vscode.l10n.t('How much {0} loses against the full model was not measured.', quantization);
  const share = Math.round(quality.topTokenDiffers * 1000) / 10;
  if (share < CLOSE)
    return vscode.l10n.t('Close to the full model: {0} % of its most likely tokens differ.', decimal(share, 1));
  return vscode.l10n.t('Small loss: {0} % of its most likely tokens differ from the full model.', decimal(share, 1));
}

/** Per cent of the most likely tokens that differ. */
const CLOSE = 4.5;

async function choose(parts: ModelParts, model: CatalogModel, fit: Fit, path: string | undefined): Promise<void> {
  if (path !== undefined) {
    await useModel(path, parts.store());
    return;
  }
  const warning =
    fit.verdict === 'does not fit'
      ? [
          vscode.l10n.t(
            'It needs {0} of memory; {1} are free at the moment.',
            formatBytes(fit.needed),
            formatBytes(fit.available),
          ),
        ]
      : [];
  const agreed = await confirm(model.name, model.source, [
    vscode.l10n.t('Size: {0}', formatBytes(model.bytes)),
    vscode.l10n.t('License: {0}', model.license),
    vscode.l10n.t('Source: {0}', model.source),
    ...adviceLine(model),
    ...mirrorLine(),
    ...warning,
  ]);
  if (!agreed) return;
  const { repository, file } = model;
  await fetchModel(parts, model.name, { kind: 'hugging-face', repository, revision: 'main', file });
}

async function getFromAddress(parts: ModelParts): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Get a model'),
    prompt: vscode.l10n.t('hf:owner/repository/file.gguf, or an https address of a GGUF file'),
    ignoreFocusOut: true,
    validateInput: addressProblem,
  });
  if (text === undefined) return;
  const address = parseAddress(text);
  if (address.kind === 'file') {
    await useModel(address.path, parts.store());
    return;
  }
  const isHub = address.kind === 'hugging-face';
  const name = (isHub ? address.file : new URL(address.url).pathname).split('/').at(-1) ?? '';
  const source = isHub ? `https://huggingface.co/${address.repository}` : address.url;
  const agreed = await confirm(name, source, [
    vscode.l10n.t('License: unknown. Read it at the source before you download.'),
    vscode.l10n.t('Source: {0}', source),
    ...(isHub ? mirrorLine() : []),
  ]);
  if (agreed) await fetchModel(parts, name, address);
}

function addressProblem(text: string): string | undefined {
  try {
    parseAddress(text);
    return undefined;
  } catch (error) {
    const failure = toFailure(error);
    if (failure.name === 'address-invalid') return addressProblemText(failure.problem, vscode.l10n.t);
    return failureText(failure, vscode.l10n.t).why;
  }
}

function adviceLine({ advice }: CatalogModel): string[] {
  if (advice === undefined) return [];
  const { temperature, maxTokens } = advice;
  return [
    vscode.l10n.t(
      'Its makers advise a temperature of {0}. It is used with this and answers of up to {1} tokens, unless you set something else.',
      decimal(temperature, 1),
      maxTokens,
    ),
  ];
}

/** Where the bytes really come from, if that is not the source itself. */
function mirrorLine(): string[] {
  const { downloadEndpoint } = readSettings();
  const isSource = URL.parse(downloadEndpoint)?.hostname === 'huggingface.co';
  return isSource ? [] : [vscode.l10n.t('Downloaded from: {0} (cerebrum.download.endpoint)', downloadEndpoint)];
}

/** What the user should know before gigabytes come; the source can be read first. */
async function confirm(name: string, source: string, lines: readonly string[]): Promise<boolean> {
  const download = vscode.l10n.t('Download');
  const open = vscode.l10n.t('Open the Source Page');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Download {0}?', name),
    { modal: true, detail: lines.join('\n') },
    download,
    open,
  );
  if (chosen === open) await openExternal(source);
  return chosen === download;
}

async function fetchModel(parts: ModelParts, name: string, address: ModelAddress): Promise<void> {
  const { downloadEndpoint: endpoint } = readSettings();
  try {
    if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? ''))
      throw new FailureError({ name: 'address-invalid', address: endpoint, problem: 'endpoint' });
    const requests = await planDownload(address, {
      folder: parts.store().folder,
      endpoint,
      token: await parts.tokens.of(endpoint),
      fetch: globalThis.fetch,
      signal: new AbortController().signal,
    });
    const files = requests.map(({ url, destination, bytes, sha256 }) => ({
      url,
      destination,
      ...(bytes === undefined ? {} : { bytes }),
      ...(sha256 === undefined ? {} : { sha256 }),
    }));
    await downloadModel(parts, { name, files });
  } catch (error) {
    await showFailureAndAct(toFailure(error));
  }
}
