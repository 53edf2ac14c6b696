/** A run's report as Markdown. Text of the model and of the questions stands in blocks of code: a renderer loads nothing for it. */
import { fenced } from '../../../reasoning/questions/fences.ts';
import { percent } from '../../platform/texts/numbers.ts';
import type { Translate } from '../../platform/texts/translate.ts';
import type { Group, ReportData, WrongItem } from './reportData.ts';
import { columnMeaning, factsOf, notesOf, range, stopText, sourceName } from './reportWords.ts';

export function reportMarkdown(data: ReportData, t: Translate): string {
  const { config, summary, bySamples, byAgreement, byLength, byLevel, bySubject, wrong } = data;
  return `${[
    `# ${t('Evaluation of {0}', inText(config.model.file))}`,
    [sourceName(config, t), t('{0} questions', summary.items)].join(' · '),
    table(
      [t('Read as'), t('Right'), t('95 % interval (Wilson)'), t('Items'), t('What counts')],
      summary.figures.map(({ column, right, items, interval }) => [
        ...[column, percent(right / items), range(interval), `${right} / ${items}`, columnMeaning(column, t)],
      ]),
    ),
    notesOf(data, t)
      .map((note) => `- ${inText(note)}`)
      .join('\n'),
    ...groupTable(t('Right answers by number of samples'), t('Samples that vote'), bySamples, t),
    ...groupTable(t('What agreement is worth'), t('Samples that agree'), byAgreement, t),
    ...groupTable(t('Right answers by length'), t('Tokens of the answer'), byLength, t),
    ...groupTable(t('Right answers by level'), t('Level'), byLevel, t),
    ...groupTable(t('Right answers by subject'), t('Subject'), bySubject, t),
    `## ${t('Wrong answers ({0})', wrong.length)}`,
    ...wrong.flatMap((one) => wrongItem(one, t)),
    `## ${t('What was run')}`,
    factsOf(config, t)
      .map(([name, value]) => `- ${name}: ${inText(value)}`)
      .join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** On one line, with nothing that Markdown or HTML would read. */
const inText = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|!~$&]/g, '\\$&');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function groupTable(title: string, label: string, groups: readonly Group[], t: Translate): readonly string[] {
  if (groups.length === 0) return [];
  const rows = groups.map((group) => [
    ...[inText(group.label), percent(group.items === 0 ? 0 : group.right / group.items), range(group.interval)],
    `${group.right} / ${group.items}`,
  ]);
  return [`## ${title}`, table([label, t('Right'), t('95 % interval (Wilson)'), t('Items')], rows)];
}

function wrongItem({ item, right, given, failed, samples }: WrongItem, t: Translate): readonly string[] {
  return [
    `### ${inText(item.id)}: ${given === undefined ? t('no answer') : t('answer: {0}', inText(given))} · ${t('right: {0}', inText(right))}`,
    fenced(item.question, 'text'),
    ...(failed === undefined ? [] : [inText(failed)]),
    ...samples.flatMap(({ text, answer, stopReason, tokens }, index) => [
      [
        t('Sample {0}', index + 1),
        answer === undefined ? t('no answer') : t('answer: {0}', inText(answer)),
        stopText(stopReason, t),
        t('{0} tokens', tokens),
      ].join(' · '),
      fenced(text, 'text'),
    ]),
  ];
}
