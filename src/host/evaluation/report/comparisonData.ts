/** What a comparison of two runs on the same questions shows. */
import type { Item } from '../../../reasoning/evaluation/items.ts';
import type { RunContent } from '../../../reasoning/evaluation/runRecords.ts';
import { scoresOf } from '../../../reasoning/evaluation/scores.ts';
import { compareScores, type Column, type ComparedColumn } from '../../../reasoning/evaluation/summary.ts';
import { reportData, type ReportData, type WrongItem } from './reportData.ts';

export interface Comparison {
  readonly first: ReportData;
  readonly second: ReportData;
  /** One for each column that both runs have. */
  readonly columns: readonly ComparedColumn[];
  /** The columns by which the runs are told apart: our own reading, or the likeliest choice. */
  readonly column: Column;
  /** Answered right by the first run only, as the second answered them. */
  readonly onlyFirst: readonly WrongItem[];
  readonly onlySecond: readonly WrongItem[];
}

/** @param items those of both runs' file of questions */
export function comparisonOf(first: RunContent, second: RunContent, items: readonly Item[]): Comparison {
  const [a, b] = [reportData(first, items), reportData(second, items)];
  const others = new Set(b.summary.figures.map(({ column }) => column));
  const shared = a.summary.figures.map(({ column }) => column).filter((column) => others.has(column));
  const rightIn = ({ wrong }: ReportData, { records }: RunContent) => {
    const wrongIds = new Set(wrong.map(({ item }) => item.id));
    const asked = records.flatMap((record) => (record.type === 'prompt' ? [] : [record.item]));
    return new Set(asked.filter((id) => !wrongIds.has(id)));
  };
  const [rightInFirst, rightInSecond] = [rightIn(a, first), rightIn(b, second)];
  return {
    first: a,
    second: b,
    columns: compareScores(scoresOf(first, items), scoresOf(second, items), shared),
    column: first.config.method === 'likelihood' ? 'acc' : first.config.chains > 1 ? 'maj' : 'ours',
    onlyFirst: b.wrong.filter(({ item }) => rightInFirst.has(item.id)),
    onlySecond: a.wrong.filter(({ item }) => rightInSecond.has(item.id)),
  };
}
