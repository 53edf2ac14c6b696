import type { Failure, ImportProblem } from '../../../protocol/failures.ts';
import type { FailureText } from './failureParts.ts';
import { formatBytes } from './numbers.ts';
import type { Translate } from './translate.ts';

type ImportFailure = Extract<Failure, { readonly name: 'import-invalid' | 'import-unreadable' | 'import-too-large' }>;

/** Why a file was not read in as a chat. */
export function importFailureText(failure: ImportFailure, t: Translate): FailureText {
  const { path } = failure;
  switch (failure.name) {
    case 'import-invalid':
      return {
        title: t('This file is not an exported chat'),
        why: problemText(failure.problem, path, t),
        next: t('Choose a file that the command "Export Chat…" wrote. Nothing was changed.'),
        actions: [],
      };
    case 'import-unreadable':
      return {
        title: t('The file could not be read'),
        why: t('The system refused to read {0}.', path),
        next: t('Check its permissions, or choose another file.'),
        detail: failure.reason,
        actions: [],
      };
    case 'import-too-large':
      return {
        title: t('This chat is too large to import'),
        why: limitText(failure, t),
        next: t('Split the file into smaller chats. Nothing was changed.'),
        actions: [],
      };
  }
}

function problemText(problem: ImportProblem, path: string, t: Translate): string {
  switch (problem.name) {
    case 'not-json':
      return t('{0} is not JSON, or it is cut short.', path);
    case 'other-format':
      return t('{0} is JSON, but not a chat of Cerebrum.', path);
    case 'other-version':
      return t('{0} was written by another version of Cerebrum, in a format this one does not know.', path);
    case 'shape':
      return problem.place === ''
        ? t('{0} does not hold a chat.', path)
        : t('In {0}, the value of {1} is missing or not valid.', path, problem.place);
    case 'same-id':
      return t('In {0}, two messages have the id "{1}".', path, problem.id);
    case 'order':
      return t(
        'In {0}, the message "{1}" follows "{2}", which does not come before it.',
        path,
        problem.id,
        problem.parent,
      );
  }
}

function limitText(
  { path, unit, found, limit }: Extract<Failure, { readonly name: 'import-too-large' }>,
  t: Translate,
): string {
  switch (unit) {
    case 'bytes':
      return t('{0} has {1}; at most {2} are read.', path, formatBytes(found), formatBytes(limit));
    case 'messages':
      return t('{0} has {1} messages; at most {2} are read.', path, found, limit);
    case 'characters':
      return t('A message in {0} has {1} characters; at most {2} are read.', path, found, limit);
  }
}
