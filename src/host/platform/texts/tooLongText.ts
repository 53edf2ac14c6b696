import type { Failure } from '../../../protocol/failures.ts';
import type { FailureText } from './failureParts.ts';
import type { Translate } from './translate.ts';

/** What of a prompt is too long for the context window, with the numbers. */
export function tooLongText(
  { part, isEstimate, tokens, available, contextSize }: Extract<Failure, { readonly name: 'question-too-long' }>,
  t: Translate,
): FailureText {
  switch (part ?? 'question') {
    case 'answer':
      return {
        title: t('The answer is too long to go on with'),
        why: isEstimate
          ? t(
              'It has about {0} tokens. With a context of {2} tokens, a question and its answer can have {1}.',
              tokens,
              available,
              contextSize,
            )
          : t(
              'With its question it has {0} tokens. With a context of {2} tokens, both can have {1}.',
              tokens,
              available,
              contextSize,
            ),
        next: t('Ask for the rest in a new chat, or raise cerebrum.contextSize if the model allows more.'),
        actions: ['newChat', 'openSettings'],
      };
    case 'systemPrompt':
      return {
        title: t('The system prompt does not fit into the context window'),
        why: isEstimate
          ? t('It has about {0} tokens. With a context of {2} tokens, it can have {1}.', tokens, available, contextSize)
          : t(
              'It has {0} tokens. With a context of {2} tokens, it can have {1} beside this question.',
              tokens,
              available,
              contextSize,
            ),
        next: t(
          'Shorten it in Chat Settings or in cerebrum.systemPrompt, or raise cerebrum.contextSize if the model allows more.',
        ),
        actions: ['openSettings'],
      };
    case 'question':
      return {
        title: t('The question does not fit into the context window'),
        why: isEstimate
          ? t(
              'It has about {0} tokens. With a context of {2} tokens, a question can have {1}.',
              tokens,
              available,
              contextSize,
            )
          : t(
              'It has {0} tokens. With a context of {2} tokens, a question can have {1}.',
              tokens,
              available,
              contextSize,
            ),
        next: t('Shorten it, or raise cerebrum.contextSize if the model allows more.'),
        actions: ['openSettings'],
      };
  }
}
