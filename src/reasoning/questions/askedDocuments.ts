import type { Question } from '../../protocol/conversation.ts';
import type { AnchoredCode } from '../anchors/anchors.ts';
import { codeIn, locateCode } from './askedCode.ts';
import { bodyOf, isOfLines } from '../context/attached.ts';
import { isForeign } from '../context/privacy.ts';

/** Code of one document that a question is about. */
export interface AskedDocument {
  readonly uri: string;
  /** File name or path as the user knows it. */
  readonly label: string;
  readonly groups: readonly CodeGroup[];
  /** Not asked about: its code was found beside what is. */
  readonly isFound: boolean;
}

/** Pieces of code that stand in their document one behind the other. */
export interface CodeGroup {
  readonly pieces: readonly string[];
  /** 1-based line where the first piece was when it was sent. */
  readonly near: number;
}

/**
 * The documents a question is about, each once: the one it was asked from, those the user added, and behind them those whose
 * code was found beside it.
 */
export function askedDocuments({ text, source, context = [] }: Question): AskedDocument[] {
  const documents = new Map<string, AskedDocument>();
  const add = (uri: string, label: string, group: CodeGroup, isFound = false) => {
    const known = documents.get(uri);
    // Of a document that is asked about only that code counts.
    if (group.pieces.length === 0 || (isFound && (uri === source?.uri || known?.isFound === false))) return;
    documents.set(uri, { uri, label, groups: [...(known?.groups ?? []), group], isFound });
  };
  if (source !== undefined) add(source.uri, source.label, { pieces: codeIn(text), near: source.firstLine });
  for (const entry of context) {
    const { attached, text: sent } = entry;
    if (attached === undefined || !isOfLines(entry) || sent === '') continue;
    add(entry.uri, entry.label, { pieces: [bodyOf(entry).join('\n')], near: entry.firstLine });
  }
  for (const { attached, uri, label, text: sent, firstLine: near } of context) {
    if (attached === undefined && !isForeign(uri)) add(uri, label, { pieces: codeIn(sent), near }, true);
  }
  return [...documents.values()];
}

/**
 * Finds all groups in a document and gives them as one text whose lines have the document's numbers: what belongs to no
 * group is blank. `undefined` when a piece is not there.
 *
 * @param near where the first group is expected now, if that is known better
 */
export function locateGroups(
  groups: readonly CodeGroup[],
  document: readonly string[],
  near?: number,
): AnchoredCode | undefined {
  const found = groups.map(({ pieces, near: sent }, i) =>
    locateCode(pieces, document, (i === 0 ? near : undefined) ?? sent),
  );
  const known = found.filter((code) => code !== undefined);
  if (known.length < found.length || known.length === 0) return undefined;
  const first = Math.min(...known.map(({ firstLine }) => firstLine));
  const lines: string[] = [];
  for (const { text, firstLine } of known) {
    for (const [i, line] of text.split('\n').entries()) {
      const at = firstLine - first + i;
      while (lines.length <= at) lines.push('');
      if (line !== '') lines[at] = line;
    }
  }
  return { text: lines.join('\n'), firstLine: first };
}
