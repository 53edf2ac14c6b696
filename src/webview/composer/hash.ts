import type { ContextSuggestion } from '../../protocol/composer.ts';
import { t } from '../l10n.ts';

/** A word that begins with `#`, as it is being typed. */
export interface HashToken {
  /** Where the `#` stands in the draft, and where the caret is. */
  readonly start: number;
  readonly end: number;
  /** What follows the `#`. */
  readonly query: string;
}

/** The word with `#` that ends at the caret; one inside a word, as in `C#`, is none. */
export function hashToken(draft: string, caret: number): HashToken | undefined {
  const found = /(?:^|\s)#([^\s#]*)$/.exec(draft.slice(0, caret));
  if (found === null) return undefined;
  const query = found[1] ?? '';
  return { start: caret - query.length - 1, end: caret, query };
}

/** What can be chosen behind `#`. Words with a colon stay in the draft: the letters that follow search. */
export interface HashChoice {
  readonly id: string;
  readonly name: string;
  readonly help: string;
  readonly does: 'selection' | 'problems' | 'changes' | 'terminal' | 'file:' | 'folder:' | 'symbol:' | 'suggestion';
}

const WORDS: readonly { readonly does: HashChoice['does']; readonly help: () => string }[] = [
  { does: 'selection', help: () => t('The current selection in the editor') },
  { does: 'problems', help: () => t('Errors and warnings of the active file') },
  { does: 'changes', help: () => t('What differs from the last commit, file by file') },
  { does: 'terminal', help: () => t('The last command in the terminal and what it wrote') },
  { does: 'file:', help: () => t('A file, searched by its name') },
  { does: 'folder:', help: () => t('The files in a folder, searched by its name') },
  { does: 'symbol:', help: () => t('A function or type, searched by its name') },
];

/** The words that `query` may become, then what the host found for it. */
export function hashChoices(query: string, found: readonly ContextSuggestion[]): HashChoice[] {
  // `#file:` is written out already: its letters follow.
  const goesOn = query.endsWith(':');
  const words = goesOn ? [] : WORDS.filter(({ does }) => does.startsWith(query.toLowerCase()));
  return [
    ...words.map(({ does, help }) => ({ id: does.replace(':', ''), name: `#${does}`, help: help(), does })),
    ...found.map(({ id, name, detail }) => ({ id, name, help: detail, does: 'suggestion' as const })),
  ];
}
