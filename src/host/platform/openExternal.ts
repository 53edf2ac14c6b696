import * as vscode from 'vscode';

/**
 * Opens an address outside of VS Code, which asks the user first. The address stays as it is written: VS Code takes text, too, though
 * its types do not say so, and a `Uri` comes out with `%23` as `%2523` and `%26` as `&`.
 */
export async function openExternal(address: string): Promise<boolean> {
  return vscode.env.openExternal(address as unknown as vscode.Uri);
}
