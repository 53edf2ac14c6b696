/** Definitions of other files in front of the program that uses them. */
import type { RunRequest } from '../protocol/sandbox.ts';
import { javaScriptPiece, topLevelOfJavaScript, withoutJavaScriptImports } from './javascript/definitions.ts';
import { withoutTypes } from './javascript/typescript.ts';
import type { Piece } from './program.ts';
import { pythonPiece, topLevelOfPython, withoutPythonImports } from './python/definitions.ts';

interface Usable extends Piece {
  readonly name: string;
  readonly code: string;
  readonly file: string;
}

interface Placed {
  /** With the types that it has. */
  readonly code: string;
  readonly linesBefore: number;
  /** Names of the definitions that are part of it. */
  readonly definitions: readonly string[];
}

/**
 * Imports of what is defined in front of the program become blank. The program stays as it is where it uses none of the definitions,
 * and where a name would mean something else than in its own file.
 */
export function withDefinitions({ language, code, file, definitions = [] }: RunRequest): Placed {
  const isPython = language === 'python';
  const usable = definitions.flatMap(({ name, code: typed, file: from }): Usable[] => {
    const text = isPython ? typed : untyped(typed);
    const piece = isPython ? pythonPiece(text) : javaScriptPiece(text);
    return piece === undefined || piece.defines.length === 0 ? [] : [{ ...piece, name, code: text, file: from }];
  });
  const own = { defines: isPython ? topLevelOfPython(code) : topLevelOfJavaScript(untyped(code)), file };
  const used = usedBy(code, usable);
  if (used.length === 0 || used.some((one) => isAmbiguous(one, [...used, own])))
    return { code, linesBefore: 0, definitions: [] };
  const names = used.flatMap(({ defines }) => defines);
  const before = used.map((one) => `${one.code.trimEnd()}\n`).join('');
  const rest = isPython ? withoutPythonImports(code, names) : withoutJavaScriptImports(code, names);
  return { code: before + rest, linesBefore: before.split('\n').length - 1, definitions: used.map(({ name }) => name) };
}

/** JavaScript stays as it is. */
function untyped(code: string): string {
  try {
    return withoutTypes(code);
  } catch {
    return '';
  }
}

/** Those that the text names, behind those that they name themselves. */
function usedBy(code: string, usable: readonly Usable[]): Usable[] {
  const used = new Set<Usable>();
  const seen = new Set<Usable>();
  const use = (names: ReadonlySet<string>): void => {
    for (const one of usable) {
      if (seen.has(one) || !one.defines.some((name) => names.has(name))) continue;
      seen.add(one);
      use(new Set(one.needs));
      used.add(one);
    }
  };
  use(new Set(code.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu)));
  return [...used];
}

/** Another file has a name that this one defines, too, or that it needs and would not find there. */
function isAmbiguous(
  { defines, needs, file }: Usable,
  all: readonly { readonly defines: readonly string[]; readonly file?: string | undefined }[],
): boolean {
  const has = (name: string, isHere: boolean) =>
    all.some((one) => (one.file === file) === isHere && one.defines.includes(name));
  return defines.some((name) => has(name, false)) || needs.some((name) => has(name, false) && !has(name, true));
}
