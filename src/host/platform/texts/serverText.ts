import type { EngineInfo, ServerKind } from '../../../protocol/inference.ts';
import { decimal } from './numbers.ts';
import type { Translate } from './translate.ts';

const KINDS: Record<Exclude<ServerKind, 'openai'>, string> = {
  'llama-server': 'llama-server',
  vllm: 'vLLM',
  sglang: 'SGLang',
};

/** What was found at an address, line by line. */
export function foundText({ server, contextSize, chatTemplate }: EngineInfo, t: Translate): string[] {
  if (server === undefined) return [];
  const { kind, build, isContextKnown, sendsTokens, parallel, roundTripMs } = server;
  const name = kind === 'openai' ? t('a server with /v1/completions') : KINDS[kind];
  const size = decimal(contextSize, 0);
  return [
    t('Server: {0}', build === undefined ? name : `${name} ${build}`),
    isContextKnown
      ? t('Context window: {0} tokens', size)
      : t('Context window: not told, {0} tokens are assumed', size),
    sendsTokens
      ? t('Prompts: as tokens, with BOS once. Nothing you write can act as a control token.')
      : t('Prompts: as text, because the server gives no tokens. What looks like a control token is taken apart.'),
    chatTemplate === 'missing'
      ? t("Chat template: not told; Cerebrum's is used")
      : chatTemplate === 'own'
        ? t("Chat template: the server's")
        : t("Chat template: Cerebrum's"),
    t('Answers at once: {0}', parallel),
    t('Round trip: {0} ms', Math.max(1, Math.round(roundTripMs))),
  ];
}

/** What goes to a server, in one sentence. */
export const sentText = (t: Translate): string =>
  t(
    'Sent there with every question: the conversation, and the code and files that go along. Nothing is sent while you do not ask.',
  );
