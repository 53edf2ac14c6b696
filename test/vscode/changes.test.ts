import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import type { AskParts } from '../../src/host/commands/questions/askInPanel.ts';
import { askAboutFile } from '../../src/host/commands/questions/changeCommand.ts';
import { changedFiles } from '../../src/host/editor/context/changedFiles.ts';
import { readAttachable } from '../../src/host/editor/context/attachable.ts';
import { filesOfFolder } from '../../src/host/editor/context/filesOfFolder.ts';
import { gitApi } from '../../src/host/editor/context/git.ts';
import type { Engine } from '../../src/host/engine/engine.ts';
import { suggestionsFor } from '../../src/host/editor/context/suggestions.ts';
import { demoEngine } from './demoEngine.ts';

describe('Explain My Changes', () => {
  let folder: vscode.Uri;
  let engine: Engine;
  const at = (name: string) => vscode.Uri.joinPath(folder, name);
  const write = (name: string, content: string | Uint8Array) =>
    vscode.workspace.fs.writeFile(at(name), typeof content === 'string' ? new TextEncoder().encode(content) : content);
  const run = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder.fsPath, stdio: 'pipe' });

  before(async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    folder = vscode.Uri.joinPath(root, 'versioned');
    engine = demoEngine();
    await write('fee.ts', 'let fee = 3;\n');
    await write('gone.ts', 'let gone = 1;\nlet too = 2;\n');
    await write('old.ts', 'let same = 1;\nlet text = 2;\nlet here = 3;\n');
    await write('logo.bin', Uint8Array.of(0, 1, 2, 3, 0, 255));
    run('init', '--quiet');
    run('add', '.');
    run('-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '-m', 'Begin');
    await write('fee.ts', 'let fee = 4;\n');
    await write('logo.bin', Uint8Array.of(0, 9, 9, 9, 0, 255));
    await vscode.workspace.fs.delete(at('gone.ts'));
    run('mv', 'old.ts', 'new.ts');
    const git = vscode.extensions.getExtension<{ getAPI(version: 1): Git }>('vscode.git');
    assert.ok(git);
    const api = (await git.activate()).getAPI(1);
    await (await api.openRepository(folder))?.status();
  });
  after(() => engine.stop());

  async function about(name: string): Promise<string> {
    const git = gitApi();
    const repository = git?.getRepository(at(name));
    assert.ok(git && repository);
    const document = await vscode.workspace.openTextDocument(at(name)).then(
      (opened) => opened,
      () => undefined,
    );
    // The chat has no settings of its own.
    const openChats = { current: { withOwn: <T>(settings: T) => settings } } as unknown as AskParts['openChats'];
    const parts = { engine, openChats } as AskParts;
    const asked = await askAboutFile(parts, {
      ...{ git, repository, document },
      ...{ uri: at(name), isStaged: false, line: undefined },
    });
    return typeof asked === 'string' ? asked : asked.text;
  }

  it('shows what changed', async () => {
    assert.match(await about('fee.ts'), /-let fee = 3;\n\+let fee = 4;/);
  });

  it('finds every file that differs from the last commit, once, with what happened to it', async () => {
    const git = gitApi();
    assert.ok(git);
    await write('fresh.ts', 'let fresh = 1;\n');
    const own = (await changedFiles(git)).filter(({ uri }) => uri.path.startsWith(folder.path));
    assert.deepEqual(
      own.map(({ uri, kind }) => [uri.path.slice(folder.path.length + 1), kind]),
      [
        ['fee.ts', 'changed'],
        ['fresh.ts', 'new'],
        ['gone.ts', 'deleted'],
        ['logo.bin', 'changed'],
        ['new.ts', 'changed'],
      ],
    );
    await vscode.workspace.fs.delete(at('fresh.ts'));
  });

  it('offers folders, and adds the files of one without those that hold secrets or that Git ignores', async () => {
    for (const name of ['src/deep/a.ts', 'src/b.ts', 'src/.env', 'src/out/c.ts']) await write(name, 'let a = 1;\n');
    await write('.gitignore', 'out\n');
    const offered = async (words: string) =>
      (await suggestionsFor(`folder:${words}`)).map(({ detail, name }) =>
        `${detail}/${name}`.replace(/^.*versioned/, ''),
      );
    assert.deepEqual(await offered('versioned/src/deep'), ['/src/deep']);
    assert.ok((await offered('src')).includes('/src'));
    assert.ok(!(await offered('out')).includes('/src/out'));
    const { files, leftOut } = await filesOfFolder(at('src'));
    assert.deepEqual(
      files.map(({ path }) => path.slice(at('src').path.length)),
      ['/b.ts', '/deep/a.ts'],
    );
    assert.equal(leftOut, 2);
    assert.deepEqual(await filesOfFolder(at('nowhere')), { files: [], leftOut: 0 });
    await vscode.workspace.fs.delete(at('src'), { recursive: true });
    await vscode.workspace.fs.delete(at('.gitignore'));
  });

  it('gives the changes of a file to a question: its diff, all of a new file, and nothing where there is none', async () => {
    const read = (name: string) =>
      readAttachable({ kind: 'changes', uri: at(name).toString() }, () => Promise.reject(new Error()));
    const changed = await read('fee.ts');
    const texts = changed.pieces.map(({ text, fence }) => `${fence}: ${text}`);
    assert.deepEqual(texts, ['diff: -let fee = 3;\n+let fee = 4;']);
    await write('fresh.ts', 'let fresh = 1;\n');
    assert.equal((await read('fresh.ts')).pieces[0]?.text, 'let fresh = 1;');
    await vscode.workspace.fs.delete(at('fresh.ts'));
    assert.equal((await read('logo.bin')).trouble, 'binary');
    assert.equal((await read('none.ts')).trouble, 'missing');
    await write('fee.ts', 'let fee = 3;\n');
    assert.equal((await read('fee.ts')).trouble, 'empty');
    await write('fee.ts', 'let fee = 4;\n');
  });

  it('shows what was deleted as deleted', async () => {
    const text = await about('gone.ts');
    assert.match(text, /what this change in versioned\/gone\.ts/);
    assert.match(text, /-let gone = 1;\n-let too = 2;\n```/);
  });

  it('says that a file is no text', async () => {
    assert.match(await about('logo.bin'), /not a text file/);
  });

  it('says that a file was only renamed', async () => {
    assert.match(await about('new.ts'), /only renamed: as versioned\/old\.ts/);
  });
});

interface Git {
  openRepository(root: vscode.Uri): Promise<{ status(): Promise<void> } | null>;
}
