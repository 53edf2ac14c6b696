/** An evaluation's figures in a terminal and as Markdown. */
import { publishedName } from './items.ts';
import { PUBLISHED } from './published.ts';
import type { RunConfig } from './runRecords.ts';
import type { ComparedColumn, Figure, Summary } from './summary.ts';

/** What each column counts. */
const MEANING = {
  strict: 'strict: as lm-evaluation-harness reads it (of MATH its minerva_math, compared as strings, without sympy)',
  flexible: 'flexible: the last number, as lm-evaluation-harness reads it',
  string: 'string: the answer that the text gives as one, compared as a string',
  ours: 'ours: the answer that the text gives as one; of MATH compared by value, at fixed points where it is no fraction',
  maj: 'maj: the answer most samples give, by our reading',
  acc: 'acc: the likeliest choice',
  acc_norm: 'acc_norm: the likeliest choice per character',
} as const;

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const range = ({ interval: { low, high } }: Figure): string =>
  `${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)}`;

/** One line: what was run, on what, how. */
export function runTitle({ task, protocol, method, shots, chains, model, engine }: RunConfig): string {
  const parts = [
    `${model.file} (${model.sha256.slice(0, 12)})`,
    task === 'arc_challenge' ? `${task} by ${method}` : task,
    `protocol ${protocol}`,
    `${shots}-shot`,
    ...(chains > 1 ? [`${chains} samples`] : []),
    `${engine.backend.startsWith('server ') ? '' : 'llama.cpp '}${engine.llamaCpp} on ${engine.backend}`,
  ];
  return parts.join(' · ');
}

/** The table of one run, as Markdown. */
export function summaryTable(config: RunConfig, { figures, items, ...rest }: Summary): string {
  const rows = figures.map(
    (figure) =>
      `| ${figure.column} | ${percent(figure.right / figure.items)} | ${range(figure)} | ${figure.right} of ${figure.items} |`,
  );
  const notes = [
    ...(rest.firstFailure === undefined
      ? []
      : [`could not be asked, counted as wrong: ${rest.failed} of ${items}. The first: ${rest.firstFailure}`]),
    ...(rest.passAt1 === undefined ? [] : [`pass@1 (mean of all samples): ${percent(rest.passAt1)}`]),
    ...(rest.meanTokens === undefined
      ? []
      : [
          `no answer: ${percent(rest.noAnswer / items)} · length limit: ${percent(rest.limit / items)} · repeated itself: ${percent(rest.loop / items)} · ${rest.meanTokens.toFixed(0)} tokens per answer`,
        ]),
    ...figures.map(({ column }) => MEANING[column]),
  ];
  return [
    runTitle(config),
    '',
    '| read as | right | 95 % interval (Wilson) | items |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    ...notes.map((line) => `- ${line}`),
  ].join('\n');
}

/** Two runs on the same items, as Markdown. */
export function comparisonTable(columns: readonly ComparedColumn[]): string {
  const rows = columns.map(({ column, items, onlyFirst, onlySecond, difference, interval, p, leastSeen }) => {
    const points = `${signed(difference)} (${signed(interval.low)} to ${signed(interval.high)})`;
    return `| ${column} | ${points} | ${onlyFirst} | ${onlySecond} | ${p < 0.001 ? '< 0.001' : p.toFixed(3)} | ${items} | ${(100 * leastSeen).toFixed(1)} |`;
  });
  return [
    '| read as | second minus first, points (95 %) | only first right | only second right | p (McNemar, exact) | items | least difference that could be seen, points |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...columns.map((column) => `- ${column.column}: ${verdict(column)}`),
  ].join('\n');
}

const signed = (share: number): string => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)}`;

function verdict({ p, difference, leastSeen }: ComparedColumn): string {
  if (p < 0.05)
    return `the ${difference > 0 ? 'second' : 'first'} run is better by ${(100 * Math.abs(difference)).toFixed(1)} points.`;
  return `no difference was found; one below ${(100 * leastSeen).toFixed(1)} points would mostly not have been seen.`;
}

/** The model card's table: published figures, then the runs. Each row has its own protocol. */
export function cardTable(runs: readonly { readonly config: RunConfig; readonly summary: Summary }[]): string {
  const figure = (value: number | undefined) => (value === undefined ? 'not known' : value.toFixed(1));
  const published = PUBLISHED.map(
    ({ model, protocol, gsm8k, math, arcChallenge, source }) =>
      `| ${model} | ${protocol} | ${figure(gsm8k)} | ${figure(math)} | ${figure(arcChallenge)} | published: ${source} |`,
  );
  const measured = runs.map(({ config, summary: { figures } }) => {
    const column = config.method === 'likelihood' ? 'acc' : config.chains > 1 ? 'maj' : 'ours';
    const one = figures.find((each) => each.column === column);
    const value =
      one === undefined
        ? ''
        : `${((100 * one.right) / one.items).toFixed(1)} (${range(one)}; ${column}, ${one.items} items)`;
    const cells = (['gsm8k', 'math', 'arc_challenge'] as const).map((task) => (task === config.task ? value : ''));
    const source = publishedName(config.data) ?? 'a file that is not known here';
    return `| ${config.model.file} | ${config.protocol}, ${config.shots}-shot | ${cells.join(' | ')} | measured here on ${source} |`;
  });
  return [
    '| model | protocol | GSM8K, % | MATH, % | ARC-Challenge, % | source |',
    '| --- | --- | --- | --- | --- | --- |',
    ...published,
    ...measured,
    '',
    '- Rows with different protocols do not compare: Mistral 7b on GSM8K was published with 39 and with 52, probably without and with a vote.',
  ].join('\n');
}
