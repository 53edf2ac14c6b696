import * as vscode from 'vscode';
import type { SnippetParts } from '../../../reasoning/questions/explain.ts';
import type { ContextCandidate, ContextKind } from '../../../reasoning/context/candidates.ts';
import { namesIn, type UsedName } from '../../../reasoning/context/identifiers.ts';
import { isForeign } from '../../../reasoning/context/privacy.ts';
import { blockAround, flatten, isNamedFunction, type OutlineSymbol } from '../../../reasoning/questions/outline.ts';

import { withTimeout } from '../../platform/withTimeout.ts';
import { labelOf } from '../label.ts';
import { outlineOf } from '../outline.ts';
import { describe } from '../selection.ts';
import { doubtOf, maySendUnasked } from './maySendUnasked.ts';
import { withoutIgnored } from './withoutIgnored.ts';

/** How long the language services are asked at most: just started ones take a second; then what is there is taken. */
const CONTEXT_MS = 1_500;
const MOST_CALLERS = 3;
/** Functions of the selection whose callers are looked up. */
const MOST_DECLARED = 10;
/** Characters of a declaration: a longer one fits in no form. */
const MOST_CHARACTERS = 65_536;
/** Characters of a line that is an import. */
const LONGEST_IMPORT = 2000;
const IMPORT = /^\s*(import\b|from\s.+\simport\b|use\s|using\s|#include\b|require\b|(const|let|var)\b.+\brequire\()/;

/** A piece of a document that may be sent beside a question, and the reason. */
interface Found {
  readonly kind: ContextKind;
  readonly name: string;
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  readonly uses: number;
}

/**
 * What the language services know about the names in some code: definitions, types, signatures, callers, the function
 * around it, its imports and its problems. Gives what was found when `milliseconds` are over, or nothing where there is
 * no language service. Files that git ignores, that hold secrets or lie outside of the workspace are left out.
 */
export async function gatherContext(
  document: vscode.TextDocument,
  parts: SnippetParts,
  milliseconds = CONTEXT_MS,
): Promise<ContextCandidate[]> {
  // Of a file that holds secrets only what the user selected is sent.
  if ((await doubtOf(document.uri)) === 'secrets') return [];
  const found: ContextCandidate[] = [];
  const gathering = new Gathering(document, parts, (candidate) => found.push(candidate));
  await withTimeout(gathering.run(milliseconds), milliseconds);
  return withoutIgnored([...found], document.uri.toString());
}

class Gathering {
  readonly #document: vscode.TextDocument;
  readonly #parts: SnippetParts;
  readonly #take: (candidate: ContextCandidate) => void;

  constructor(document: vscode.TextDocument, parts: SnippetParts, take: (candidate: ContextCandidate) => void) {
    this.#document = document;
    this.#parts = parts;
    this.#take = take;
  }

  async run(milliseconds: number): Promise<void> {
    this.#takeProblems();
    const { languageId } = this.#document;
    const names = namesIn(this.#parts, languageId, (line) => this.#document.lineAt(line).text);
    this.#takeImports(names);
    await Promise.all([
      ...names.map((name) => ignoreErrors(this.#takeName(name))),
      ignoreErrors(this.#takeSurroundings(milliseconds)),
    ]);
  }

  async #takeName(name: UsedName): Promise<void> {
    const position = new vscode.Position(name.line, name.column);
    await Promise.all([
      ignoreErrors(this.#takeDefinition(name, position)),
      ignoreErrors(this.#takeType(name, position)),
    ]);
  }

  async #takeDefinition(name: UsedName, position: vscode.Position): Promise<void> {
    const definitions = await places('vscode.executeDefinitionProvider', this.#document.uri, position);
    const isForeignName = definitions.length > 0 && definitions.every(({ uri }) => isForeign(uri.path));
    await Promise.all([
      ...definitions.slice(0, 2).map((place) => ignoreErrors(this.#takeWhole('definition', name, place))),
      ...(isForeignName ? [ignoreErrors(this.#takeSignature(name, position, definitions[0]))] : []),
    ]);
  }

  async #takeType(name: UsedName, position: vscode.Position): Promise<void> {
    const types = await places('vscode.executeTypeDefinitionProvider', this.#document.uri, position);
    await Promise.all(types.slice(0, 1).map((place) => ignoreErrors(this.#takeWhole('type', name, place))));
  }

  /** A declaration from its first line to its last. */
  async #takeWhole(kind: ContextKind, { name, uses }: UsedName, { uri, range }: Place): Promise<void> {
    if (isForeign(uri.path) || this.#isSent(uri, range)) return;
    // Some language services point at the declared name alone; the outline knows how far the declaration goes.
    const block = range.isSingleLine ? blockAround(await outlineOf(uri, CONTEXT_MS), range.start.line + 1) : undefined;
    const whole =
      block?.firstLine === range.start.line + 1 && block.name === name
        ? new vscode.Range(block.firstLine - 1, 0, block.lastLine - 1, 0)
        : range;
    await this.#add({ kind, name, uses, uri, range: whole });
  }

  async #takeSignature({ name, uses }: UsedName, position: vscode.Position, place: Place | undefined): Promise<void> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[] | undefined>(
      'vscode.executeHoverProvider',
      this.#document.uri,
      position,
    );
    const texts = (hovers ?? []).flatMap(({ contents }) => contents).map(hoverText);
    const code = texts.map((text) => /```\w*\n([\s\S]*?)\n```/.exec(text)?.[1]?.trim()).find(Boolean);
    if (code === undefined || place === undefined) return;
    this.#take({
      ...this.#describeLines(place.uri, place.range),
      fence: this.#document.languageId,
      kind: 'signature',
      name,
      uses,
      code,
    });
  }

  async #takeSurroundings(milliseconds: number): Promise<void> {
    const { uri } = this.#document;
    const outline = await outlineOf(uri, milliseconds);
    const around = blockAround(outline, this.#parts[0].firstLine);
    if (around !== undefined) {
      const range = new vscode.Range(around.firstLine - 1, 0, around.lastLine - 1, 0);
      if (!this.#isSent(uri, range)) await this.#add({ kind: 'enclosing', name: around.name, uri, range, uses: 1 });
    }
    const declared = flatten(outline).filter(
      (symbol) =>
        isNamedFunction(symbol) &&
        this.#parts.some((part) => part.firstLine <= symbol.firstLine && symbol.lastLine <= part.lastLine),
    );
    await Promise.all(declared.slice(0, MOST_DECLARED).map((symbol) => ignoreErrors(this.#takeCallers(symbol))));
  }

  async #takeCallers({ name, firstLine }: OutlineSymbol): Promise<void> {
    const line = firstLine - 1;
    const column = this.#document.lineAt(line).text.indexOf(name);
    if (column < 0) return;
    const references = await places(
      'vscode.executeReferenceProvider',
      this.#document.uri,
      new vscode.Position(line, column),
    );
    const callers = references.filter(({ uri, range }) => !isForeign(uri.path) && !this.#isSent(uri, range));
    const adds = callers
      .slice(0, MOST_CALLERS)
      .map(({ uri, range }) => ignoreErrors(this.#add({ kind: 'caller', name, uses: 1, uri, range })));
    await Promise.all(adds);
  }

  #takeImports(names: readonly UsedName[]): void {
    const used = new Set(names.map(({ name }) => name));
    const lines = Array.from({ length: Math.min(this.#document.lineCount, 200) }, (_, i) => i).filter((i) => {
      const { text } = this.#document.lineAt(i);
      if (text.length > LONGEST_IMPORT) return false;
      return IMPORT.test(text) && (text.match(/[\p{L}_$][\w$]*/gu) ?? []).some((word) => used.has(word));
    });
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined) return;
    this.#take({
      ...this.#describeLines(this.#document.uri, new vscode.Range(first, 0, last, 0)),
      kind: 'imports',
      name: '',
      uses: 1,
      code: lines.map((line) => this.#document.lineAt(line).text).join('\n'),
    });
  }

  #takeProblems(): void {
    const { uri } = this.#document;
    const problems = vscode.languages
      .getDiagnostics(uri)
      .filter(({ range, severity }) => severity <= vscode.DiagnosticSeverity.Warning && this.#touches(range));
    const [first] = problems;
    if (first === undefined) return;
    this.#take({
      ...this.#describeLines(uri, first.range),
      kind: 'problem',
      name: '',
      uses: 1,
      code: problems
        .slice(0, 5)
        .map(({ range, message }) => `line ${range.start.line + 1}: ${message.replace(/\s+/g, ' ')}`)
        .join('\n'),
    });
  }

  async #add({ kind, name, uri, range, uses }: Found): Promise<void> {
    const isSame = uri.toString() === this.#document.uri.toString();
    if (!isSame && !(await maySendUnasked(uri))) return;
    const document = isSame ? this.#document : await vscode.workspace.openTextDocument(uri);
    const last = document.lineAt(Math.min(range.end.line, document.lineCount - 1));
    const code = document.getText(new vscode.Range(new vscode.Position(range.start.line, 0), last.range.end));
    if (code.length > MOST_CHARACTERS) return;
    this.#take({
      ...this.#describeLines(uri, range),
      fence: describe(document).fence,
      label: describe(document).label,
      kind,
      name,
      uses,
      code: code.replaceAll('\r\n', '\n'),
    });
  }

  #describeLines(uri: vscode.Uri, range: vscode.Range) {
    return {
      label: labelOf(uri),
      uri: uri.toString(),
      fence: this.#document.languageId,
      firstLine: range.start.line + 1,
      lastLine: range.end.line + 1,
    };
  }

  #isSent(uri: vscode.Uri, range: vscode.Range): boolean {
    if (uri.toString() !== this.#document.uri.toString()) return false;
    return this.#parts.some((part) => part.firstLine <= range.start.line + 1 && range.end.line + 1 <= part.lastLine);
  }

  #touches(range: vscode.Range): boolean {
    return this.#parts.some((part) => part.firstLine <= range.end.line + 1 && range.start.line + 1 <= part.lastLine);
  }
}

interface Place {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
}

async function places(command: string, uri: vscode.Uri, position: vscode.Position): Promise<Place[]> {
  const answer = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[] | undefined>(
    command,
    uri,
    position,
  );
  return (answer ?? []).map((place) =>
    'targetUri' in place ? { uri: place.targetUri, range: place.targetRange } : { uri: place.uri, range: place.range },
  );
}

function hoverText(content: vscode.Hover['contents'][number]): string {
  if (typeof content === 'string') return content;
  return content instanceof vscode.MarkdownString ? content.value : '';
}

/** One service that fails must not take the others' answers along. */
async function ignoreErrors(work: Promise<void>): Promise<void> {
  await work.catch(() => undefined);
}
