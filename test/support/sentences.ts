import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');

/** Every sentence the host and the panel ask to be translated; an argument that is no literal is given as its source. */
export function translatable(): { readonly sentences: ReadonlySet<string>; readonly computed: readonly string[] } {
  const sentences = new Set<string>();
  const computed: string[] = [];
  for (const file of globSync('src/{host,webview}/**/*.{ts,tsx}', { cwd: root })) {
    const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    const source = ts.createSourceFile(
      file,
      readFileSync(join(root, file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
      kind,
    );
    visitCalls(source, (call) => {
      const callee = call.expression.getText();
      const [sentence] = call.arguments;
      if ((callee !== 't' && !callee.endsWith('l10n.t')) || sentence === undefined) return;
      if (ts.isStringLiteralLike(sentence)) sentences.add(sentence.text);
      else computed.push(`${file}: ${call.getText()}`);
    });
  }
  return { sentences, computed };
}

function visitCalls(node: ts.Node, visit: (call: ts.CallExpression) => void): void {
  if (ts.isCallExpression(node)) visit(node);
  ts.forEachChild(node, (child) => visitCalls(child, visit));
}

/** A JSON file of the project. */
export const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
