import type { Made } from '../../protocol/inference.ts';
import { fenced } from '../../reasoning/questions/fences.ts';
import type { Translate } from '../platform/texts/translate.ts';
import type { Comparison } from './comparison.ts';
import type { Receipt } from './receipt.ts';

/** A receipt to be read. Texts of the model and of files stand in blocks of code: nothing in them is loaded. */
export function receiptMarkdown(receipt: Receipt, t: Translate): string {
  const { model, made, prompt, answer, contentSha256, cerebrum, contextSize, parts, vote } = receipt;
  const facts: readonly (readonly [string, string])[] = [
    ...(model === undefined
      ? []
      : ([
          [t('Model file'), `${model.file}, ${t('{0} bytes', model.bytes)}`],
          ['SHA-256', model.sha256],
        ] as const)),
    ['Cerebrum', cerebrum],
    ...placeFacts(made, t),
    [t('Context window'), String(contextSize)],
    [
      t('Sampling'),
      Object.entries(made.sampling)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    ],
    [t('Prompt'), `${t('{0} tokens', prompt.tokens)}, SHA-256 ${made.promptSha256}`],
    [t('Ended by'), receipt.stopReason],
    [t('This receipt'), `SHA-256 ${contentSha256}`],
  ];
  const lines = facts.map(([name, value]) => `- ${name}: ${inCode(value)}`);
  return `${[
    `# ${t('How an answer was made')}`,
    lines.join('\n'),
    `## ${t('Prompt')}`,
    fenced(prompt.text, 'text'),
    `## ${t('Answer')}`,
    fenced(answer, 'text'),
    ...(parts === undefined ? [] : [`## ${t('Parts')}`, partsList(receipt, t)]),
    ...(vote === undefined
      ? []
      : [
          `## ${t('Vote')}`,
          t('{0} chains were asked for; {1} wrote something.', vote.asked, vote.chains.length),
          ...vote.chains.flatMap(({ chain, seed, answer: text, stopReason }) => [
            `### ${t('Chain {0}', chain + 1)}`,
            t('Seed {0}, ended by {1}', seed, inCode(stopReason)),
            fenced(text, 'text'),
          ]),
        ]),
  ].join('\n\n')}\n`;
}

/** Where it was made. */
function placeFacts(made: Made, t: Translate): (readonly [string, string])[] {
  if ('server' in made) {
    const { kind, host, model, build } = made.server;
    return [
      [t('Server'), [kind, build, host].filter(Boolean).join(', ')],
      [t('Model'), model],
      [t('Answers in one batch'), String(made.parallel)],
    ];
  }
  return [
    ['llama.cpp', made.llamaCpp],
    [t('Device'), [made.gpu, ...made.devices].join(', ')],
    [t('Layers on the GPU'), String(made.gpuLayers)],
    [t('Threads'), String(made.threads)],
    [t('KV cache'), made.kvCacheType],
    [t('Answers in one batch'), String(made.parallel)],
  ];
}

/** Who wrote which characters of an answer. */
function partsList({ answer, parts = [], made }: Receipt, t: Translate): string {
  const all = [...parts, { end: answer.length, made }];
  return all
    .map((part, i) => {
      const place = t('Characters {0} to {1}', (all[i - 1]?.end ?? 0) + 1, part.end);
      if (part.made === undefined) return `- ${place}: ${t('written by no model')}`;
      const { temperature, seed } = part.made.sampling;
      const who = 'server' in part.made ? part.made.server.kind : `llama.cpp ${part.made.llamaCpp}`;
      return `- ${place}: ${inCode(`${who}, temperature ${temperature}, seed ${seed}`)}`;
    })
    .join('\n');
}

/** How an answer that was made again compares, where it is another one. */
export function comparisonMarkdown(
  receipt: Receipt,
  now: string,
  { at, chain, differences }: Extract<Comparison, { same: false }>,
  t: Translate,
): string {
  const why =
    differences.length === 0
      ? [t('Nothing is known that changed.')]
      : [
          t('What is not as it was:'),
          differences.map((difference) => `- ${inCode(difference)}`).join('\n'),
          t('The same text is promised for the same build, device and batch only.'),
        ];
  return `${[
    `# ${t('Replay of a receipt')}`,
    chain === undefined
      ? t('Another answer from character {0} on.', at + 1)
      : t('Chain {0} is another one from character {1} on.', chain + 1, at + 1),
    ...why,
    `## ${t('Before')}`,
    fenced(receipt.vote?.chains.find((one) => one.chain === chain)?.answer ?? receipt.answer, 'text'),
    `## ${t('Now')}`,
    fenced(now, 'text'),
  ].join('\n\n')}\n`;
}

const inCode = (text: string): string => `\`${text.replaceAll(/[`\s]+/g, ' ')}\``;
