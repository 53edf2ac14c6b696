import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { askAbout } from '../../src/host/questions/askAbout.ts';
import { gatherContext } from '../../src/host/editor/context/gatherContext.ts';
import { openQuietly } from '../../src/host/editor/documents.ts';
import { namedCode } from '../../src/host/editor/context/namedFiles.ts';
import { problemAt, relatedCode } from '../../src/host/editor/problems.ts';
import { pointedAt } from '../../src/host/editor/selection.ts';
import type { Engine } from '../../src/host/engine/engine.ts';
import { explainQuestion } from '../../src/reasoning/questions/explain.ts';
import { answerTo, demoEngine } from './demoEngine.ts';

const SETTINGS = { maxTokens: 400, context: 'always', contextSize: 4096, systemPrompt: '' } as const;
/** Long enough for a language server that has just started. */
const PATIENT_MS = 20_000;

describe('files that are hard to explain', () => {
  let folder: vscode.Uri;
  let engine: Engine;

  before(() => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    folder = vscode.Uri.joinPath(root, 'hard');
    engine = demoEngine();
  });
  after(() => engine.stop());

  const write = async (name: string, content: string | Uint8Array) => {
    const uri = vscode.Uri.joinPath(folder, name);
    await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    return uri;
  };

  /** Selects from the start of line `first` to the end of line `last` (1-based) and asks as the command does. */
  async function explain(target: vscode.Uri | vscode.TextDocument, first: number, last: number) {
    const document = target instanceof vscode.Uri ? await vscode.workspace.openTextDocument(target) : target;
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(first - 1, 0, last - 1, document.lineAt(last - 1).range.end.character);
    const snippet = await pointedAt(editor);
    assert.ok(snippet);
    const question = await askAbout(engine, snippet, SETTINGS, explainQuestion, () =>
      gatherContext(document, snippet.parts),
    );
    return { question, answer: await answerTo(engine, question) };
  }

  it('a file without a language service', async () => {
    const { question, answer } = await explain(
      await write('sum.unknown', 'let a = 3;\nlet b = a + 4;\nconsole.log(b);\n'),
      1,
      3,
    );
    assert.equal(question.context, undefined);
    assert.match(answer, /Answer: /);
  });

  it('a file of 20 MB: some lines of it are explained, and all of it is cut to what fits', async function () {
    this.timeout(120_000);
    const uri = await write('huge.txt', 'let a = 3;\nlet b = a + 4;\nconsole.log(b);\n'.repeat(480_000));
    const some = await explain(uri, 700_000, 700_002);
    assert.match(some.question.text, /lines 700000 to 700002/);
    assert.notEqual(some.answer, '');
    const document = await vscode.workspace.openTextDocument(uri);
    const all = await explain(document, 1, document.lineCount);
    assert.ok((all.question.source?.lastSentLine ?? Infinity) < 100);
    assert.notEqual(all.answer, '');
  });

  it('a minified line of 1 MB', async () => {
    const { question, answer } = await explain(await write('min.js', 'let a=1;'.repeat(131_072)), 1, 1);
    assert.match(question.text, / …\n```$/);
    assert.notEqual(answer, '');
  });

  it('CRLF, tabs and emoji', async () => {
    const code = '\tlet face = "😀👩‍👩‍👧";\r\n\tlet size = 3;\r\n\tlet more = size + 4;\r\n\tconsole.log(more);\r\n';
    const { question, answer } = await explain(await write('odd.ts', code), 1, 4);
    assert.doesNotMatch(question.text, /\r|\t/);
    assert.match(question.text, /\nlet face = "😀👩‍👩‍👧";\nlet size = 3;\n/);
    assert.notEqual(answer, '');
  });

  it('a selection that begins in the middle of an emoji', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'let face = "😀😀";', language: 'typescript' });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 13, 0, 15);
    const snippet = await pointedAt(editor);
    assert.ok(snippet);
    const question = await askAbout(engine, snippet, SETTINGS, explainQuestion, () => Promise.resolve([]));
    assert.match(question.text, /\n😀😀\n/);
    assert.notEqual(await answerTo(engine, question), '');
  });

  it('an untitled document', async () => {
    const content = 'let a = 3;\nlet b = a + 4;\nconsole.log(b);\n';
    const { question, answer } = await explain(
      await vscode.workspace.openTextDocument({ content, language: 'typescript' }),
      1,
      3,
    );
    assert.match(question.source?.label ?? '', /^Untitled-/);
    assert.match(answer, /prints 7/);
  });

  it('a binary file is no text: it is opened nowhere, and no context', async () => {
    const uri = await write(
      'logo.png',
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 7) % 256),
    );
    assert.equal(await openQuietly(uri.toString()), undefined);
    assert.deepEqual(await namedCode([{ path: 'hard/logo.png', line: 3 }], undefined), []);
  });

  it('a file that was deleted while its question was gathered', async () => {
    const uri = await write('gone.ts', 'let a = 3;\nlet b = a + 4;\nconsole.log(b);\n');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await vscode.workspace.fs.delete(uri);
    const { answer } = await explain(document, 1, 3);
    assert.match(answer, /prints 7/);
  });

  describe('that are not to be read', () => {
    const providers: vscode.Disposable[] = [];
    const forget = () => {
      for (const provider of providers.splice(0)) provider.dispose();
    };
    afterEach(forget);

    /** Lets every name in `from` be defined in the first line of `to`. */
    const define = (from: vscode.Uri, to: vscode.Uri) =>
      providers.push(
        vscode.languages.registerDefinitionProvider(
          { pattern: from.fsPath },
          { provideDefinition: () => new vscode.Location(to, new vscode.Range(0, 0, 0, 40)) },
        ),
      );
    const gatheredFor = async (uri: vscode.Uri) => {
      const document = await vscode.workspace.openTextDocument(uri);
      const editor = await vscode.window.showTextDocument(document);
      editor.selection = new vscode.Selection(0, 0, 0, document.lineAt(0).text.length);
      const snippet = await pointedAt(editor);
      assert.ok(snippet);
      return { snippet, found: await gatherContext(document, snippet.parts, PATIENT_MS) };
    };

    it('git ignores: neither as a definition nor named by a problem', async () => {
      const root = vscode.Uri.joinPath(folder, 'repository');
      const ignored = await write('repository/generated.ts', 'export const hidden = 12345;\n');
      const free = await write('repository/free.ts', 'export const open = 67890;\n');
      const user = await write('repository/user.notes', 'hidden + open\n');
      await write('repository/.gitignore', 'generated.ts\n');
      execFileSync('git', ['init', '--quiet'], { cwd: root.fsPath });
      await repositoryOf(root);
      define(user, ignored);
      assert.deepEqual((await gatheredFor(user)).found, []);
      forget();
      define(user, free);
      assert.match((await gatheredFor(user)).found.map(({ code }) => code).join(), /67890/);

      const related = [ignored, free].map((uri) => ({
        message: 'here',
        uri: uri.toString(),
        firstLine: 1,
        lastLine: 1,
      }));
      const problem = { message: 'wrong', severity: 'error', code: '', firstLine: 1, lastLine: 1, related } as const;
      const named = await relatedCode(problem, user.toString());
      assert.deepEqual(
        named.map(({ uri }) => uri),
        [free.toString()],
      );
    });

    it('hold secrets: of one that the user selects in, the selection and nothing else', async () => {
      const secret = await write('.env', 'NAME=shop\nimport TOKEN=abc123 NAME\n');
      const { snippet, found } = await gatheredFor(secret);
      assert.equal(snippet.parts[0].code, 'NAME=shop');
      assert.deepEqual(found, []);
      const user = await write('reads.notes', 'NAME\n');
      define(user, secret);
      assert.deepEqual((await gatheredFor(user)).found, []);
    });

    it('are what a link leads to: a secret, or a file outside of the workspace', async () => {
      const outside = await mkdtemp(join(tmpdir(), 'outside-'));
      await writeFile(join(outside, 'diary.txt'), 'TOKEN=abc123\n');
      const user = await write('links.notes', 'TOKEN\n');
      for (const [name, target] of [
        ['settings.txt', join(folder.fsPath, '.env')],
        ['diary.txt', join(outside, 'diary.txt')],
      ] as const) {
        await write('.env', 'TOKEN=abc123\n');
        const link = vscode.Uri.joinPath(folder, name);
        await symlink(target, link.fsPath);
        define(user, link);
        assert.deepEqual((await gatheredFor(user)).found, [], name);
        forget();
        assert.deepEqual(await namedCode([{ path: name, line: 1 }], folder), [], name);
      }
    });
  });

  it('a problem brings the code that it names in another file', async () => {
    await write('rate.ts', 'export interface Rate {\n  percent: number;\n  name: string;\n}\n');
    const uri = await write(
      'vat.ts',
      "import type { Rate } from './rate';\n\nexport const vat: Rate = { percent: 19 };\n",
    );
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    while (problemAt(uri, 2) === undefined) await diagnosticsOf(uri);
    const problem = problemAt(uri, 2);
    assert.ok(problem);
    const [named] = await relatedCode(problem, uri.toString());
    assert.match(named?.code ?? '', /name: string;/);
    assert.match(named?.name ?? '', /'name' is declared here/);
  });
});

/** Resolves when the diagnostics of a document change. */
function diagnosticsOf(uri: vscode.Uri): Promise<void> {
  return new Promise((resolve) => {
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.some((changed) => changed.toString() === uri.toString())) return;
      listener.dispose();
      resolve();
    });
  });
}

/** Resolves when the built-in Git extension has found the repository. */
async function repositoryOf(folder: vscode.Uri): Promise<void> {
  interface Git {
    readonly repositories: readonly { readonly rootUri: vscode.Uri }[];
    openRepository(root: vscode.Uri): Promise<unknown>;
  }
  const git = vscode.extensions.getExtension<{ getAPI(version: 1): Git }>('vscode.git');
  assert.ok(git, 'VS Code has no Git extension');
  const api = (await git.activate()).getAPI(1);
  await api.openRepository(folder);
  assert.ok(api.repositories.some(({ rootUri }) => rootUri.fsPath === folder.fsPath));
}
