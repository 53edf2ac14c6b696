/** The figures of a run, and of two runs beside each other. */
import type { ItemScore } from './scores.ts';
import { paired, wilson, type Interval, type Paired } from './statistics.ts';

/** A column of the table: what it counts as right. */
export type Column = 'strict' | 'flexible' | 'string' | 'ours' | 'maj' | 'acc' | 'acc_norm';

const READ: Readonly<Record<Column, (score: ItemScore) => boolean | undefined>> = {
  strict: ({ strict }) => strict,
  flexible: ({ flexible }) => flexible,
  string: ({ string }) => string,
  ours: ({ first }) => first,
  maj: ({ voted }) => voted,
  acc: ({ acc }) => acc,
  acc_norm: ({ accNorm }) => accNorm,
};

export interface Figure {
  readonly column: Column;
  readonly right: number;
  readonly items: number;
  readonly interval: Interval;
}

export interface Summary {
  readonly items: number;
  readonly figures: readonly Figure[];
  /** Mean share of right samples; only with several. */
  readonly passAt1?: number;
  /** Items that could not be asked, which count as wrong, and why the first could not. */
  readonly failed: number;
  readonly firstFailure?: string;
  /** Items whose first sample had no answer, ran into its limit, repeated itself. */
  readonly noAnswer: number;
  readonly limit: number;
  readonly loop: number;
  readonly meanTokens?: number;
}

/** @param chains samples of each item; without several there is no column `maj` */
export function summaryOf(scores: readonly ItemScore[], chains: number): Summary {
  const columns = (Object.keys(READ) as Column[]).filter((column) => column !== 'maj' || chains > 1);
  const ended = scores.flatMap((score) => score.ended ?? []);
  return {
    items: scores.length,
    figures: columns.flatMap((column) => {
      const judged = scores.map(READ[column]).filter((right) => right !== undefined);
      const right = judged.filter(Boolean).length;
      return judged.length === 0
        ? []
        : [{ column, right, items: judged.length, interval: wilson(right, judged.length) }];
    }),
    ...(chains > 1 && { passAt1: mean(scores.flatMap(({ share }) => share ?? [])) }),
    failed: scores.filter(({ failed }) => failed !== undefined).length,
    ...firstFailure(scores),
    noAnswer: ended.filter(({ noAnswer }) => noAnswer).length,
    limit: ended.filter(({ limit }) => limit).length,
    loop: ended.filter(({ loop }) => loop).length,
    ...(ended.length > 0 && { meanTokens: mean(ended.map(({ tokens }) => tokens)) }),
  };
}

function firstFailure(scores: readonly ItemScore[]): Pick<Summary, 'firstFailure'> {
  const reason = scores.find(({ failed }) => failed !== undefined)?.failed;
  return reason === undefined ? {} : { firstFailure: reason };
}

export interface ComparedColumn extends Paired {
  readonly column: Column;
}

/** Of the items that both runs have. @param columns those that both runs have */
export function compareScores(
  first: readonly ItemScore[],
  second: readonly ItemScore[],
  columns: readonly Column[],
): readonly ComparedColumn[] {
  const others = new Map(second.map((score) => [score.item, score]));
  return columns.flatMap((column) => {
    const pairs = first.flatMap((score) => {
      const other = others.get(score.item);
      const [a, b] = [READ[column](score), other && READ[column](other)];
      return a === undefined || b === undefined ? [] : [[a, b] as const];
    });
    return pairs.length === 0 ? [] : [{ column, ...paired(pairs) }];
  });
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
