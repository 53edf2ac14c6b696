/** A run's report as one page: no script, nothing from the network, all text of the model and of the questions escaped. */
import type { Summary } from '../../../reasoning/evaluation/summary.ts';
import { decimal, percent } from '../../platform/texts/numbers.ts';
import type { Translate } from '../../platform/texts/translate.ts';
import { barChart, lineChart } from './charts.ts';
import { columnMeaning, factsOf, notesOf, range, sourceName } from './reportWords.ts';
import { escaped, facts, page } from './html.ts';
import type { ReportData } from './reportData.ts';
import { wrongItems } from './wrongItems.ts';

/** @param language BCP 47, of the words that `t` gives */
export function reportHtml(data: ReportData, t: Translate, language = 'en'): string {
  const { config, summary } = data;
  const title = t('Evaluation of {0}', config.model.file);
  const lead = [sourceName(config, t), t('{0} questions', summary.items)].join(' · ');
  const notes = notesOf(data, t).map((note) => `<li>${escaped(note)}</li>`);
  const body = [
    figuresTable(summary, t),
    `<ul>${notes.join('')}</ul>`,
    charts(data, t),
    wrongItems(t('Wrong answers ({0})', data.wrong.length), data.wrong, t),
    `<h2>${escaped(t('What was run'))}</h2>`,
    facts(factsOf(config, t)),
  ].join('\n');
  return page({ title, lead, body, language });
}

function figuresTable({ figures }: Summary, t: Translate): string {
  const head = [t('Read as'), t('Right'), t('95 % interval (Wilson)'), t('Items'), t('What counts')];
  const rows = figures.map(
    (figure) =>
      `<tr><td>${figure.column}</td><td class="number">${percent(figure.right / figure.items)}</td><td class="number">${range(figure.interval)}</td><td class="number">${figure.right} / ${figure.items}</td><td>${escaped(columnMeaning(figure.column, t))}</td></tr>`,
  );
  const cells = head.map(
    (name, index) => `<th scope="col"${index > 0 && index < 4 ? ' class="number"' : ''}>${escaped(name)}</th>`,
  );
  return `<table><thead><tr>${cells.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function charts(data: ReportData, t: Translate): string {
  const { bySamples, byLength, byLevel, bySubject, byAgreement, samplesNeeded, config } = data;
  const section = (title: string, note: string, chart: string) =>
    `<h2>${escaped(title)}</h2>\n<p class="soft">${escaped(note)}</p>\n${chart}`;
  const sections: string[] = [];
  if (bySamples.length > 0) {
    const title = t('Right answers by number of samples');
    const note = t(
      'The vote over the first samples of each question. On average {0} of {1} samples suffice to know the winner of all.',
      decimal(samplesNeeded ?? config.chains, 1),
      config.chains,
    );
    sections.push(
      section(title, note, lineChart(title, t('Samples that vote; the band is the 95 % interval'), bySamples)),
    );
  }
  if (byAgreement.length > 0) {
    const title = t('What agreement is worth');
    const note = t('How often the winning answer is right, by the samples of {0} that gave it.', config.chains);
    sections.push(section(title, note, barChart(title, t('Samples that agree'), byAgreement)));
  }
  if (byLength.length > 0) {
    const title = t('Right answers by length');
    const note = t('Quarters of the questions, by the tokens of their first answer.');
    sections.push(section(title, note, barChart(title, t('Tokens of the answer'), byLength)));
  }
  if (byLevel.length > 0) {
    const title = t('Right answers by level');
    sections.push(section(title, t('As the file grades its problems, 1 to 5.'), barChart(title, t('Level'), byLevel)));
  }
  if (bySubject.length > 0) {
    const title = t('Right answers by subject');
    sections.push(section(title, t('As the file sorts its problems.'), barChart(title, t('Subject'), bySubject)));
  }
  return sections.join('\n');
}
