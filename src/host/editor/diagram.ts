import * as vscode from 'vscode';
import { fenced } from '../../reasoning/questions/explain.ts';
import { SCHEMES } from '../platform/names.ts';

/** The text of a diagram's document, whose address holds it whole: it comes back with the window. */
export const diagramText = ({ query }: vscode.Uri): string => fenced(query, 'mermaid');

/**
 * Shows Mermaid source as a diagram in VS Code's own Markdown preview, which draws it without scripts of the diagram and
 * without a network. The panel draws none: its page runs nothing but our own code.
 */
export async function showDiagram(code: string): Promise<void> {
  if (!canDraw()) return offerExtensions();
  const path = `/${vscode.l10n.t('Diagram')}.md`;
  const uri = vscode.Uri.from({ scheme: SCHEMES.diagram, path, query: code.trim() });
  await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
}

/** Newer VS Codes draw Mermaid themselves; extensions bring it to older ones. */
const canDraw = (): boolean =>
  vscode.extensions.all.some(({ id, packageJSON }: vscode.Extension<unknown>) => {
    const { contributes } = packageJSON as { contributes?: Readonly<Record<string, unknown>> };
    return /mermaid/i.test(id) && contributes?.['markdown.markdownItPlugins'] === true;
  });

async function offerExtensions(): Promise<void> {
  const find = vscode.l10n.t('Find Extensions');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      "This VS Code's Markdown preview draws no Mermaid diagrams. A newer VS Code does, or an extension for Mermaid in Markdown.",
    ),
    find,
  );
  if (chosen === find) await vscode.commands.executeCommand('workbench.extensions.search', 'mermaid markdown preview');
}
