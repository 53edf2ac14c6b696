import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('the extension', () => {
  const find = () => {
    const extension = vscode.extensions.getExtension<unknown>('cerebrum-local.cerebrum');
    assert.ok(extension, 'VS Code does not know cerebrum-local.cerebrum');
    return extension;
  };

  it('activates', async () => {
    await find().activate();
    assert.equal(find().isActive, true);
  });

  it('registers every command that it contributes', async () => {
    await find().activate();
    const { contributes } = find().packageJSON as Manifest;
    const contributed = contributes.commands.map(({ command }) => command);
    const registered = await vscode.commands.getCommands(true);
    assert.deepEqual(
      contributed.filter((command) => !registered.includes(command)),
      [],
    );
    assert.ok(contributed.includes('cerebrum.explainStepByStep'));
  });
});
