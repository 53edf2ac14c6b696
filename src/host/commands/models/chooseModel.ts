import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { KnownServer } from '../../models/servers.ts';
import { COMMANDS } from '../../platform/names.ts';
import { readSettings, writeModelPath, writeServerAddress } from '../../platform/settings.ts';
import { formatBytes } from '../../platform/texts/numbers.ts';
import type { ModelStore } from '../../models/store.ts';
import { useServer, type ServerParts } from './connectServer.ts';
import { useFileOnDisk, useModel } from './useModel.ts';

type Choice = vscode.QuickPickItem & { readonly choose: () => Promise<unknown> };

/** Choose Model…: one that is on this machine, one on a server, the demo model, a file from disk, or a new one. */
export async function chooseModel(store: ModelStore, servers: ServerParts): Promise<void> {
  const { modelPath, serverAddress } = readSettings();
  const current = serverAddress === '' ? modelPath : undefined;
  const inUse = (path: string) => (path === current ? [vscode.l10n.t('in use')] : []);
  const stored = (await store.list()).filter(({ incomplete }) => !incomplete);
  const choices: Choice[] = [
    ...stored.map(({ path, bytes }) => ({
      label: basename(path),
      description: [...inUse(path), formatBytes(bytes)].join(' · '),
      iconPath: new vscode.ThemeIcon(path === current ? 'check' : 'symbol-misc'),
      choose: () => useModel(path, store),
    })),
    ...(vscode.workspace.isTrusted ? serverChoices(servers, serverAddress) : []),
    {
      label: vscode.l10n.t('Demo model'),
      description: inUse('').join(''),
      detail: vscode.l10n.t('Tiny and included: small arithmetic and short code snippets.'),
      iconPath: new vscode.ThemeIcon('beaker'),
      choose: () => writeModelPath(''),
    },
    {
      label: vscode.l10n.t('Get Model…'),
      detail: vscode.l10n.t('Download Cerebrum 7b, or another model by its address.'),
      iconPath: new vscode.ThemeIcon('cloud-download'),
      choose: async () => vscode.commands.executeCommand(COMMANDS.getModel),
    },
    {
      label: vscode.l10n.t('Choose a GGUF File…'),
      detail: vscode.l10n.t('A model that is already on this machine.'),
      iconPath: new vscode.ThemeIcon('folder-opened'),
      choose: () => useFileOnDisk(store),
    },
    {
      label: vscode.l10n.t('Connect to Server…'),
      detail: vscode.l10n.t('A model that runs on another machine, or in another program on this one.'),
      iconPath: new vscode.ThemeIcon('server'),
      choose: async () => vscode.commands.executeCommand(COMMANDS.connectServer),
    },
    ...(servers.servers.known.length === 0
      ? []
      : [
          {
            label: vscode.l10n.t('Forget a Server…'),
            detail: vscode.l10n.t('Its key is deleted, too.'),
            iconPath: new vscode.ThemeIcon('trash'),
            choose: () => forgetServer(servers),
          },
        ]),
  ];
  const choice = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Choose a model'),
    matchOnDetail: true,
  });
  await choice?.choose();
}

/** Servers that were connected to. */
function serverChoices(parts: ServerParts, current: string): Choice[] {
  const { known } = parts.servers;
  const inUse = known.find(({ address }) => address === current);
  return known.map((server: KnownServer) => ({
    label: hostOf(server),
    description: [
      ...(server === inUse ? [vscode.l10n.t('in use')] : []),
      ...(server.model === undefined ? [] : [server.model]),
      vscode.l10n.t('server'),
    ].join(' · '),
    iconPath: new vscode.ThemeIcon(server === inUse ? 'check' : 'server'),
    choose: () => useServer(parts, server),
  }));
}

async function forgetServer({ servers, serverSwitch }: ServerParts): Promise<void> {
  const choices = servers.known.map((server) => ({
    label: hostOf(server),
    ...(server.model !== undefined && { description: server.model }),
    server,
  }));
  const choice = await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Forget a server') });
  if (choice === undefined) return;
  await servers.forget(choice.server);
  if (readSettings().serverAddress === choice.server.address) await writeServerAddress('');
  await serverSwitch.update();
}

const hostOf = ({ address }: KnownServer) => address.replace(/^https?:\/\//, '');
