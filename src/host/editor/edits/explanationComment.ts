import { commentBlock } from '../../../reasoning/comments/comment.ts';
import { commentPlace } from '../../../reasoning/comments/places.ts';
import { commentStyle } from './commentStyles.ts';

/** A comment to insert before a line (1-based), or why there is none. */
export type ExplanationComment =
  { readonly line: number; readonly text: string } | 'unknown-language' | 'no-comments' | 'no-place';

/** In these a comment with something before it is no comment: behind a tab a Makefile's goes to the shell. */
const AT_MARGIN = ['dockerfile', 'ini', 'makefile', 'markdown'];

/**
 * An explanation as a comment of a document, at `line` (1-based) or at the nearest line above where it changes nothing.
 *
 * @param lines the document's
 * @param language VS Code's id
 */
export function explanationComment(
  explanation: string,
  lines: readonly string[],
  language: string,
  line: number,
): ExplanationComment {
  const own = commentStyle(language);
  if (own === undefined) return 'unknown-language';
  if (own === 'none') return 'no-comments';
  const place = commentPlace(lines, language, line);
  const style = place && commentStyle(place.language);
  if (place === undefined || style === undefined || style === 'none') return 'no-place';
  const isAtMargin = AT_MARGIN.includes(place.language);
  const text = commentBlock(explanation, style, {
    indentation: isAtMargin ? '' : (/^[ \t]*/.exec(lines[place.line - 1] ?? '')?.[0] ?? ''),
    language: place.language,
    embedded: place.language !== language,
  });
  return { line: place.line, text };
}
