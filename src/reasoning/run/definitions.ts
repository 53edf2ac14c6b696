/** What went along with a question and could be run with its code. */
import type { ContextEntry } from '../../protocol/conversation.ts';
import type { FoundDefinition, ProgramLanguage } from '../../protocol/sandbox.ts';
import { splitFences } from '../questions/fences.ts';
import { languageOf } from './language.ts';

/** A definition, and the file it is from as the user knows it. */
export interface PlacedDefinition extends FoundDefinition {
  readonly label: string;
}

/** Whole definitions in the program's language; a TypeScript program may use JavaScript, and the other way round. */
export function definitionsIn(context: readonly ContextEntry[], language: ProgramLanguage): PlacedDefinition[] {
  return context.flatMap(({ name, label, uri, text, attached, leftOut = 0 }): PlacedDefinition[] => {
    const isDefinition = name !== '' && (attached === undefined || attached === 'symbol') && leftOut === 0;
    const [code, ...more] = splitFences(text).filter(({ kind }) => kind === 'code');
    if (!isDefinition || code?.kind !== 'code' || more.length > 0) return [];
    const own = languageOf(code.info);
    const isSame = own !== undefined && (own === 'python') === (language === 'python');
    // What did not fit gave way to such a line, or to the end of one.
    const isWhole = !/…$/m.test(code.text);
    return isSame && isWhole ? [{ name, label, file: uri, code: code.text }] : [];
  });
}
