/** Two runs beside each other as one page: what the difference is worth, and every question that only one of them has right. */
import type { ComparedColumn } from '../../../reasoning/evaluation/summary.ts';
import { decimal, percent } from '../../platform/texts/numbers.ts';
import type { Translate } from '../../platform/texts/translate.ts';
import type { Comparison } from './comparisonData.ts';
import { escaped, facts, page } from './html.ts';
import type { ReportData } from './reportData.ts';
import { columnMeaning, factsOf, range, sourceName } from './reportWords.ts';
import { wrongItems } from './wrongItems.ts';

/** @param language BCP 47, of the words that `t` gives */
export function comparisonHtml(comparison: Comparison, t: Translate, language = 'en'): string {
  const { first, second, columns, column, onlyFirst, onlySecond } = comparison;
  const [a, b] = [first.config.model.file, second.config.model.file];
  const told = columns.find((each) => each.column === column);
  const body = [
    `<p><strong>${escaped(told === undefined ? t('The runs have no question in common.') : verdict(told, [a, b], t))}</strong></p>`,
    figuresTable(comparison, t),
    pairedTable(columns, t),
    `<p class="soft">${escaped(t('Difference: {0} minus {1}.', b, a))}</p>`,
    wrongItems(t('Right only with {0} ({1}), as {2} answers', a, onlyFirst.length, b), onlyFirst, t),
    wrongItems(t('Right only with {0} ({1}), as {2} answers', b, onlySecond.length, a), onlySecond, t),
    ...[first, second].map(
      ({ config }) => `<h2>${escaped(t('What was run: {0}', config.model.file))}</h2>\n${facts(factsOf(config, t))}`,
    ),
  ].join('\n');
  const lead = [sourceName(first.config, t), t('{0} questions', told?.items ?? 0)].join(' · ');
  return page({ title: t('Comparison of {0} and {1}', a, b), lead, body, language });
}

const points = (share: number): string => decimal(100 * share, 1);
const signed = (share: number): string => `${share > 0 ? '+' : ''}${points(share)}`;
const pValue = (p: number): string => (p < 0.001 ? `< ${decimal(0.001, 3)}` : decimal(p, 3));

/** What may be said of the two runs: a difference that chance hardly makes, or none that was found. */
function verdict(told: ComparedColumn, [a, b]: readonly [string, string], t: Translate): string {
  const { p, difference, leastSeen, interval } = told;
  if (p >= 0.05) {
    return t(
      'No difference was found. One below {0} points would mostly not have been seen with so many questions.',
      points(leastSeen),
    );
  }
  const [low, high] = difference > 0 ? [interval.low, interval.high] : [-interval.high, -interval.low];
  return t(
    '{0} is better by {1} points (95 %: {2} to {3}; exact McNemar test, p = {4}).',
    ...[difference > 0 ? b : a, points(Math.abs(difference)), points(low), points(high), pValue(p)],
  );
}

function figuresTable({ first, second, column }: Comparison, t: Translate): string {
  const head = [t('Model file'), t('Right'), t('95 % interval (Wilson)'), t('Tokens per answer')];
  const row = ({ config, summary: { figures, meanTokens } }: ReportData): string => {
    const figure = figures.find((each) => each.column === column);
    const cells =
      figure === undefined
        ? ['', '']
        : [`${percent(figure.right / figure.items)} (${figure.right} / ${figure.items})`, range(figure.interval)];
    return tableRow([escaped(config.model.file), ...cells, meanTokens === undefined ? '' : decimal(meanTokens, 0)]);
  };
  return table(head, [row(first), row(second)]);
}

function pairedTable(columns: readonly ComparedColumn[], t: Translate): string {
  const head = [
    t('Read as'),
    t('Difference, points (95 %)'),
    t('Only first right'),
    t('Only second right'),
    'p',
    t('What counts'),
  ];
  const rows = columns.map(({ column, difference, interval, onlyFirst, onlySecond, p }) =>
    tableRow([
      column,
      `${signed(difference)} (${signed(interval.low)} – ${signed(interval.high)})`,
      ...[String(onlyFirst), String(onlySecond), escaped(pValue(p))],
      escaped(columnMeaning(column, t)),
    ]),
  );
  return table(head, rows);
}

const table = (head: readonly string[], rows: readonly string[]): string =>
  `<table><thead><tr>${head.map((name) => `<th scope="col">${escaped(name)}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;

/** @param cells HTML */
const tableRow = (cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
