import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');

/** Every sentence that is asked to be translated; an argument that is no literal is given as its source. */
export function translatable(): { readonly sentences: ReadonlySet<string>; readonly computed: readonly string[] } {
  const sentences = new Set<string>();
  const computed: string[] = [];
  for (const file of globSync('src/{host,webview,reasoning}/**/*.{ts,tsx}', { cwd: root })) {
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

/** What the panel shows or is called without asking for a translation: text between tags, and names in attributes. */
export function untranslatedInPanel(): string[] {
  const found: string[] = [];
  for (const file of globSync('src/webview/**/*.tsx', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
    const visit = (node: ts.Node): void => {
      if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(node.text.trim());
      if (ts.isJsxAttribute(node) && NAMING.test(node.name.getText()) && node.initializer) {
        found.push(...wordsIn(node.initializer));
      }
      // Text that is chosen or put together between tags.
      if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression) {
        found.push(...wordsIn(node.expression));
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

const NAMING = /^(label|title|placeholder|alt|aria-(label|description|roledescription|valuetext))$/;

/** The words that an expression comes to as it stands, not those it hands on to a call or compares with. */
function wordsIn(node: ts.Expression | ts.JsxAttributeValue): string[] {
  if (ts.isStringLiteralLike(node)) return /\p{L}/u.test(node.text) ? [node.text] : [];
  if (ts.isTemplateExpression(node)) {
    const text = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('{}');
    return /\p{L}/u.test(text) ? [text] : [];
  }
  if (ts.isConditionalExpression(node)) return [...wordsIn(node.whenTrue), ...wordsIn(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return wordsIn(node.expression);
  if (ts.isJsxExpression(node)) return node.expression ? wordsIn(node.expression) : [];
  if (!ts.isBinaryExpression(node)) return [];
  const operator = node.operatorToken.kind;
  const isChoice = [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.PlusToken];
  if (isChoice.includes(operator)) return [...wordsIn(node.left), ...wordsIn(node.right)];
  return operator === ts.SyntaxKind.AmpersandAmpersandToken ? wordsIn(node.right) : [];
}

function visitCalls(node: ts.Node, visit: (call: ts.CallExpression) => void): void {
  if (ts.isCallExpression(node)) visit(node);
  ts.forEachChild(node, (child) => visitCalls(child, visit));
}

/** A JSON file of the project. */
export const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
