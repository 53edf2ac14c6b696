import type { FailureView } from '../../protocol/failureView.ts';
import { escapedMarkdown } from '../history/exchange/escapedMarkdown.ts';
import { bold } from './sectionNotes.ts';

/** A failure in a comment: what happened, why, and what to do now. Names of files in it are text of others. */
export const failureComment = ({ title, why, next }: Pick<FailureView, 'title' | 'why' | 'next'>): string =>
  [bold(title), escapedMarkdown(why), escapedMarkdown(next)].filter((part) => part !== '').join('\n\n');
