import * as vscode from 'vscode';
import type { DownloadTokens } from '../../platform/downloadTokens.ts';
import { readSettings } from '../../platform/settings.ts';

/** Asks for the access token of the server that models come from. */
export async function setDownloadToken(tokens: DownloadTokens): Promise<void> {
  const { downloadEndpoint } = readSettings();
  const token = await vscode.window.showInputBox({
    title: vscode.l10n.t('Access token for {0}', downloadEndpoint),
    prompt: vscode.l10n.t("It is kept in the system's secret storage and sent only to this server."),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => (/^\S+$/.test(value.trim()) ? undefined : vscode.l10n.t('A token contains no spaces.')),
  });
  if (token === undefined) return;
  await tokens.set(downloadEndpoint, token.trim());
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The access token for {0} is stored. Downloads from there use it.', downloadEndpoint),
  );
}

export async function clearDownloadToken(tokens: DownloadTokens): Promise<void> {
  const { downloadEndpoint } = readSettings();
  await tokens.clear(downloadEndpoint);
  void vscode.window.showInformationMessage(vscode.l10n.t('The access token for {0} was removed.', downloadEndpoint));
}
