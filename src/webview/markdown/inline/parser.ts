/** The one Markdown parser of the panel. */
import MarkdownIt, { type Token } from 'markdown-it';
import { safeHref } from '../links.ts';
import { withMath } from '../math/mathRules.ts';
import { withTables } from '../tables/tableRule.ts';
import { withFences } from '../code/fenceRule.ts';
import { withBackslashes } from './backslash.ts';
import { EmphasisState } from './emphasis.ts';
import { withoutEmptyLinks } from './emptyLink.ts';
import { withGrowingEnd } from './growingEnd.ts';
import { withUnfinished } from './unfinished.ts';

/** The parser leaves out what stands deeper than this. */
export const MAX_NESTING = 100;

const parser = new MarkdownIt({
  html: false,
  linkify: false,
  typographer: false,
  breaks: true,
  maxNesting: MAX_NESTING,
});
// A definition could serve other blocks only, and would vanish from its own.
parser.disable('reference');
parser.inline.State = EmphasisState;
withMath(parser);
withFences(parser);
withTables(parser);
withBackslashes(parser);
withGrowingEnd(parser);
withUnfinished(parser);
withoutEmptyLinks(parser);
// What may not be opened is no link: it stays on the page as it was written.
parser.validateLink = (address) => safeHref(address) !== undefined;

/** The tokens of a block; more of it may come when it `isGrowing`. */
export const parse = (text: string, isGrowing: boolean): Token[] => parser.parse(text, { isGrowing });
