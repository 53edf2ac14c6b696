/** Writes a run's report where the user wants it. */
import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Comparison } from '../../host/evaluation/report/comparisonData.ts';
import { comparisonHtml } from '../../host/evaluation/report/comparisonHtml.ts';
import { reportData } from '../../host/evaluation/report/reportData.ts';
import { reportHtml } from '../../host/evaluation/report/reportHtml.ts';
import { reportMarkdown } from '../../host/evaluation/report/reportMarkdown.ts';
import { untranslated } from '../../host/platform/texts/translate.ts';
import type { Item } from '../../reasoning/evaluation/items.ts';
import type { RunContent } from '../../reasoning/evaluation/runRecords.ts';
import { reasonOf, UsageError } from '../usage.ts';

const FORMATS = { '.html': reportHtml, '.htm': reportHtml, '.md': reportMarkdown } as const;

/** What a report with this name is. @throws UsageError it is neither HTML nor Markdown */
export function reportFormat(file: string): (typeof FORMATS)[keyof typeof FORMATS] {
  const ending = extname(file).toLowerCase();
  if (!(ending in FORMATS)) throw new UsageError(`A report is a page: end "${file}" with .html or .md.`);
  return FORMATS[ending as keyof typeof FORMATS];
}

/** Replaces what stood in `file`. @throws UsageError it cannot be written */
export function writeReport(file: string, run: RunContent, items: readonly Item[]): void {
  write(file, reportFormat(file)(reportData(run, items), untranslated));
}

/** Two runs on the same questions as one page. @throws UsageError the name is not one of HTML, or it cannot be written */
export function writeComparison(file: string, comparison: Comparison): void {
  if (!/\.html?$/i.test(file)) throw new UsageError(`A comparison is a page: end "${file}" with .html.`);
  write(file, comparisonHtml(comparison, untranslated));
}

function write(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${reasonOf(error)}`);
  }
}
