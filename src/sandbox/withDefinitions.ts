/** Definitions of other files in front of the program that uses them. */
import type { RunRequest } from '../protocol/sandbox.ts';
import { definedInJavaScript, withoutJavaScriptImports } from './javascript/definitions.ts';
import { withoutTypes } from './javascript/typescript.ts';
import { definedInPython, withoutPythonImports } from './python/definitions.ts';

interface Placed {
  /** With the types that it has. */
  readonly code: string;
  readonly linesBefore: number;
  /** Names of the definitions that are part of it. */
  readonly definitions: readonly string[];
}

interface Usable {
  readonly name: string;
  readonly code: string;
  readonly defines: readonly string[];
}

/** Imports of what is defined in front of the program become blank; where nothing is used, the program stays as it is. */
export function withDefinitions({ language, code, definitions = [] }: RunRequest): Placed {
  const isPython = language === 'python';
  const defined = (text: string): readonly string[] | undefined =>
    isPython ? definedInPython(text) : definedInJavaScript(language === 'typescript' ? untyped(text) : text);
  const usable = definitions.flatMap(({ name, code: text }): Usable[] => {
    const defines = defined(text) ?? [];
    return defines.length === 0 ? [] : [{ name, code: text, defines }];
  });
  const used = usedBy(code, usable);
  if (used.length === 0) return { code, linesBefore: 0, definitions: [] };
  const names = used.flatMap(({ defines }) => defines);
  const before = used.map((one) => `${one.code.trimEnd()}\n`).join('');
  const own = isPython ? withoutPythonImports(code, names) : withoutJavaScriptImports(code, names);
  return { code: before + own, linesBefore: before.split('\n').length - 1, definitions: used.map(({ name }) => name) };
}

function untyped(code: string): string {
  try {
    return withoutTypes(code);
  } catch {
    return '';
  }
}

/** Those that the text names, behind those that they name themselves; of two that define the same the first. */
function usedBy(code: string, usable: readonly Usable[]): Usable[] {
  const used = new Set<Usable>();
  const taken = new Set<string>();
  const use = (text: string): void => {
    const words = new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
    for (const one of usable) {
      const { defines } = one;
      if (!defines.some((name) => words.has(name)) || defines.some((name) => taken.has(name))) continue;
      for (const name of defines) taken.add(name);
      use(one.code);
      used.add(one);
    }
  };
  use(code);
  return [...used];
}
