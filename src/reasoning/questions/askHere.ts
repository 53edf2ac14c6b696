import { dedent, lineNames, type Snippet } from './explain.ts';
import { fenced } from './fences.ts';

/** A question in the user's own words about a snippet. It names the place, so that the answer can speak of the lines. */
export function questionHere(words: string, { label, fence, parts }: Snippet): string {
  const blocks = parts.map((part) => fenced(dedent(part.code), fence));
  return `${words.trim()}\n\nThe code is ${lineNames(parts)} of ${label}.\n\n${blocks.join('\n\n')}`;
}
