/** Words of a report, in the user's language. */
import { OWN_SETS, publishedName } from '../../../reasoning/evaluation/items.ts';
import type { RunConfig, Sample } from '../../../reasoning/evaluation/runRecords.ts';
import type { Column } from '../../../reasoning/evaluation/summary.ts';
import type { Translate } from '../../platform/texts/translate.ts';
import { decimal, percent } from '../../platform/texts/numbers.ts';
import type { ReportData } from './reportData.ts';

const TASK_NAMES = { gsm8k: 'GSM8K', math: 'MATH', arc_challenge: 'ARC-Challenge' } as const;

/** What was asked: a published set by its name, our own problems as ours. */
export function sourceName({ task, data }: RunConfig, t: Translate): string {
  const name = publishedName(data);
  if (name === OWN_SETS.gsm8k) return t("Cerebrum's own word problems");
  if (name === OWN_SETS.math) return t("Cerebrum's own formulas");
  return name ?? `${TASK_NAMES[task]} · ${t('a file that is not known here')}`;
}

export function columnMeaning(column: Column, t: Translate): string {
  switch (column) {
    case 'strict':
      return t('As lm-evaluation-harness reads it, faults included');
    case 'flexible':
      return t('The last number, as lm-evaluation-harness reads it');
    case 'string':
      return t('The answer that the text gives as one, compared as a string');
    case 'ours':
      return t('The answer that the text gives as one, compared by value');
    case 'maj':
      return t('The answer that most samples give');
    case 'acc':
      return t('The likeliest choice');
    case 'acc_norm':
      return t('The likeliest choice per character');
  }
}

export function stopText(reason: Sample['stopReason'], t: Translate): string {
  switch (reason) {
    case 'finished':
    case 'nextTurn':
      return t('ended by itself');
    case 'limit':
      return t('length limit');
    case 'contextFull':
      return t('context full');
    case 'loop':
      return t('repeated itself');
    case 'stopped':
      return t('stopped');
  }
}

/** A 95 % interval of a share, in percent. */
export const range = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${decimal(100 * low, 1)} – ${decimal(100 * high, 1)}`;

/** What the table does not say. */
export function notesOf({ summary, config }: ReportData, t: Translate): readonly string[] {
  const { items, failed, firstFailure, passAt1, meanTokens, noAnswer, limit, loop } = summary;
  const share = (count: number) => percent(items === 0 ? 0 : count / items);
  return [
    ...(firstFailure === undefined
      ? []
      : [t('Could not be asked, counted as wrong: {0} of {1}. The first: {2}', failed, items, firstFailure)]),
    ...(passAt1 === undefined
      ? []
      : [t('A single sample is right in {0} (pass@1, the mean of all).', percent(passAt1))]),
    ...(meanTokens === undefined
      ? []
      : [
          t(
            'First answers: {0} without an answer, {1} at the length limit, {2} repeated themselves; {3} tokens on average.',
            ...[share(noAnswer), share(limit), share(loop), decimal(meanTokens, 0)],
          ),
        ]),
    ...(config.task === 'math'
      ? [t('Formulas are compared as strings, as exact fractions, and else at fixed points: neither is sympy.')]
      : []),
  ];
}

/** All that decides what came out. */
export function factsOf(config: RunConfig, t: Translate): readonly (readonly [string, string])[] {
  const { model, engine, protocol, method, shots, chains, temperature, maxTokens, seed, contextSize, data } = config;
  return [
    [t('Model file'), model.file],
    [t('SHA-256 of the model'), model.sha256],
    [t('Chat template'), model.template],
    [t('Protocol'), [protocol, method, `${shots}-shot`].join(', ')],
    [t('Samples per question'), String(chains)],
    [t('Temperature'), String(temperature)],
    [t('Seed'), String(seed)],
    [t('Tokens of an answer at most'), String(maxTokens)],
    [t('Context window'), String(contextSize)],
    [t('SHA-256 of the questions'), data],
    ['llama.cpp', engine.llamaCpp],
    [t('Device'), engine.backend],
    [t('Answers in one batch'), String(engine.parallel)],
    [t('Tokens in one batch'), String(engine.batchSize)],
  ];
}
