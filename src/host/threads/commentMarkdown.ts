import { safeMarkdown } from '../history/exchange/safeMarkdown.ts';
import { withoutLinks } from '../history/exchange/withoutLinks.ts';
import type { Translate } from '../platform/texts/translate.ts';

/** Text of a model as Markdown that VS Code may draw in a comment: nothing in it is loaded, and nothing leads anywhere. */
export const commentMarkdown = (text: string, t: Translate): string => withoutLinks(safeMarkdown(text, t('Image')));
