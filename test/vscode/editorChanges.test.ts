import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { insertCode } from '../../src/host/editor/edits/insertCode.ts';
import { mayBeChanged } from '../../src/host/editor/edits/mayBeChanged.ts';
import { Proposals } from '../../src/host/editor/edits/proposals.ts';
import { labelOf } from '../../src/host/editor/label.ts';

describe('documents that are no plain files', () => {
  let folder: vscode.Uri;
  const write = async (name: string, content: string) => {
    const uri = vscode.Uri.joinPath(folder, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
    return uri;
  };
  before(() => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    folder = vscode.Uri.joinPath(root, 'changes');
  });

  it('are named by their path in the workspace or by their name', async () => {
    const file = await write('fee.ts', 'let a = 1;\n');
    const named = (uri: vscode.Uri) => labelOf(uri);
    assert.equal(named(file), 'changes/fee.ts');
    assert.equal(named(file.with({ scheme: 'git', query: '{"ref":"HEAD"}' })), 'changes/fee.ts');
    assert.equal(named(file.with({ scheme: 'vscode-notebook-cell', fragment: 'X1' })), 'changes/fee.ts');
    assert.equal(named(vscode.Uri.joinPath(folder, 'gone.ts').with({ scheme: 'git' })), 'changes/gone.ts');
    assert.equal(named(vscode.Uri.file('/home/ada/private/diary.txt')), 'diary.txt');
    assert.equal(named(vscode.Uri.parse('search-editor:')), 'Search');
    assert.equal(named(vscode.Uri.parse('untitled:Untitled-1')), 'Untitled-1');
  });

  it('take no change where nothing would be written', async () => {
    const file = await write('old.ts', 'let a = 1;\n');
    const provider = vscode.workspace.registerTextDocumentContentProvider('earlier', {
      provideTextDocumentContent: () => 'let a = 0;\n',
    });
    const proposals = new Proposals();
    try {
      const open = (uri: vscode.Uri) => vscode.workspace.openTextDocument(uri);
      const earlier = await open(file.with({ scheme: 'earlier' }));
      assert.equal(await mayBeChanged(earlier), false);
      assert.equal(await mayBeChanged(await open(file)), true);
      assert.equal(await mayBeChanged(await vscode.workspace.openTextDocument({ content: 'a' })), true);
      await vscode.window.showTextDocument(earlier);
      await insertCode({ place: 'cursor', code: 'let b;', language: 'ts' }, proposals);
      assert.equal(earlier.getText(), 'let a = 0;\n');
    } finally {
      provider.dispose();
      proposals.dispose();
    }
  });

  it('change once, however often Accept is clicked', async () => {
    const document = await vscode.workspace.openTextDocument(await write('twice.ts', 'let a = 1;\n'));
    const proposals = new Proposals();
    try {
      const range = new vscode.Range(0, 8, 0, 9);
      await proposals.propose({ document, range, text: '22', title: 'Change' });
      await Promise.all([proposals.accept(), proposals.accept()]);
      assert.equal(document.getText(), 'let a = 22;\n');
    } finally {
      proposals.dispose();
    }
  });

  it('with several selections show no change of one of them', async () => {
    const document = await vscode.workspace.openTextDocument(await write('two.ts', 'let a = 1;\nlet b = 2;\n'));
    const editor = await vscode.window.showTextDocument(document);
    editor.selections = [new vscode.Selection(0, 0, 0, 10), new vscode.Selection(1, 0, 1, 10)];
    const proposals = new Proposals();
    try {
      await insertCode({ place: 'selection', code: 'let c;', language: 'ts' }, proposals);
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(input instanceof vscode.TabInputText);
    } finally {
      proposals.dispose();
    }
  });
});
