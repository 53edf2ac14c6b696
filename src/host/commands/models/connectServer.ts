import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import type { EngineInfo } from '../../../protocol/inference.ts';
import { createServerEngine } from '../../engine/createEngine.ts';
import { serverAddress, type ServerAddress } from '../../engine/remote/connection/address.ts';
import type { KnownServer, Servers } from '../../models/servers.ts';
import { readSettings, writeServerAddress } from '../../platform/settings.ts';
import { failureText } from '../../platform/texts/failureText.ts';
import { foundText, sentText } from '../../platform/texts/serverText.ts';
import { unlinked } from '../../platform/texts/unlinked.ts';
import { showFailureAndAct } from '../failureActions.ts';
import type { ServerSwitch } from './serverSwitch.ts';

/** What the commands about servers work with. */
export interface ServerParts {
  readonly servers: Servers;
  readonly serverSwitch: ServerSwitch;
  readonly log: (line: string) => void;
}

/** Connect to Server…: asks for its address and a key, tries it, says what is there and what goes there, and lets it answer. */
export async function connectServer(parts: ServerParts): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    const words = vscode.l10n.t(
      'No server is used in Restricted Mode. Trust the folder first: its code would be sent there.',
    );
    void vscode.window.showInformationMessage(words);
    return;
  }
  const address = await askAddress(parts.servers);
  if (address === undefined) return;
  if (address.isPlain && !address.isLoopback && !(await mayBePlain(parts.servers, address))) return;
  const key = await askKey(parts.servers, address);
  if (key === undefined) return;
  const found = await tested(parts, { address: address.root }, key);
  if (found === undefined || !(await isWanted(found.info, address))) return;
  try {
    // One from the environment stays there.
    if (key !== (await parts.servers.keyOf(address.root))) await parts.servers.setKey(address.root, key);
  } catch {
    const words = vscode.l10n.t(
      'The system has no secret storage, so the key is not kept. Set CEREBRUM_API_KEY where VS Code starts.',
    );
    void vscode.window.showWarningMessage(words);
  }
  await useServer(parts, found.server);
}

/** Lets a server that is known answer. */
export async function useServer({ servers, serverSwitch }: ServerParts, server: KnownServer): Promise<void> {
  await servers.remember(server);
  await writeServerAddress(server.address);
  await serverSwitch.update();
}

async function askAddress(servers: Servers): Promise<ServerAddress | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Connect to Server'),
    prompt: vscode.l10n.t('Address of a llama-server, of vLLM, or of another server with /v1/completions'),
    placeHolder: 'http://127.0.0.1:8080',
    value: readSettings().serverAddress || (servers.known[0]?.address ?? ''),
    ignoreFocusOut: true,
    validateInput: (value) => {
      try {
        serverAddress(value);
        return undefined;
      } catch (error) {
        const { why, next } = failureText(toFailure(error), vscode.l10n.t);
        return value.trim() === '' ? next : `${why} ${next}`;
      }
    },
  });
  return typed === undefined ? undefined : serverAddress(typed);
}

/** Asked once for each host. */
async function mayBePlain(servers: Servers, { host, root }: ServerAddress): Promise<boolean> {
  if (servers.mayBePlain(host)) return true;
  const { title, why } = failureText({ name: 'server-not-encrypted', address: root }, vscode.l10n.t);
  const agree = vscode.l10n.t('Connect Unencrypted');
  const chosen = await vscode.window.showWarningMessage(title, { modal: true, detail: why }, agree);
  if (chosen !== agree) return false;
  await servers.allowPlain(host);
  return true;
}

/** Empty: none. What is stored counts where nothing is typed. */
async function askKey(servers: Servers, { root, host }: ServerAddress): Promise<string | undefined> {
  const stored = await servers.keyOf(root);
  const isFromEnvironment = await servers.isKeyOfEnvironment(root);
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Key for {0}', host),
    prompt: vscode.l10n.t("It is kept in the system's secret storage and sent only to this server."),
    placeHolder: isFromEnvironment
      ? vscode.l10n.t('Leave it empty to send the one in CEREBRUM_API_KEY')
      : stored === ''
        ? vscode.l10n.t('Leave it empty if the server wants none')
        : vscode.l10n.t('Leave it empty to keep the one that is stored'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^[\x21-\x7e]*$/.test(value.trim()) ? undefined : vscode.l10n.t('A key contains no spaces.'),
  });
  return typed === undefined ? undefined : typed.trim() || stored;
}

/** Asks the server what it is; nothing of the user's goes there. Of several models the user picks one. */
async function tested(
  parts: ServerParts,
  server: KnownServer,
  key: string,
): Promise<{ readonly server: KnownServer; readonly info: EngineInfo } | undefined> {
  const engine = createServerEngine({
    open: () => parts.servers.open(server.address, key),
    ...(server.model !== undefined && { model: server.model }),
    log: parts.log,
  });
  const title = vscode.l10n.t('Connecting to {0}', serverAddress(server.address).host);
  try {
    const info = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (_, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        return engine.start(stop.signal).catch((error: unknown) => {
          if (stop.signal.aborted) return undefined;
          throw error;
        });
      },
    );
    return info && { server, info };
  } catch (error) {
    const failure = toFailure(error);
    if (failure.name === 'server-model-unknown' && failure.models.length > 0) {
      const model = await vscode.window.showQuickPick(failure.models, { title: vscode.l10n.t('Model on the server') });
      return model === undefined ? undefined : await tested(parts, { ...server, model }, key);
    }
    void showFailureAndAct(failure);
    return undefined;
  } finally {
    await engine.stop();
  }
}

async function isWanted(info: EngineInfo, { host }: ServerAddress): Promise<boolean> {
  const connect = vscode.l10n.t('Connect');
  const title = unlinked(vscode.l10n.t('Answer with {0} on {1}?', info.name, host));
  const detail = `${foundText(info, vscode.l10n.t).join('\n')}\n\n${sentText(vscode.l10n.t)}`;
  return (await vscode.window.showInformationMessage(title, { modal: true, detail }, connect)) === connect;
}
