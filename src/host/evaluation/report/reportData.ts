/** What a report shows beside the table: how accuracy goes with samples, length, level and agreement, and every wrong item. */
import { countVotes, isDecided, type Ballot } from '../../../reasoning/answers/votes.ts';
import { checkStep } from '../../../reasoning/checks/checkStep.ts';
import { rightAnswer, shownChoice, type ChoiceItem, type Item } from '../../../reasoning/evaluation/items.ts';
import type { ItemRecord, RunConfig, RunContent, Sample } from '../../../reasoning/evaluation/runRecords.ts';
import { answersOf, isRightAnswer, scoreOf, type ItemScore } from '../../../reasoning/evaluation/scores.ts';
import { wilson, type Interval } from '../../../reasoning/evaluation/statistics.ts';
import { summaryOf, type Summary } from '../../../reasoning/evaluation/summary.ts';

/** Some items that belong together. */
export interface Group {
  readonly label: string;
  readonly right: number;
  readonly items: number;
  readonly interval: Interval;
}

export interface WrongItem {
  readonly item: Item;
  readonly right: string;
  /** Absent: none was read, or the item could not be asked. */
  readonly given?: string;
  readonly failed?: string;
  readonly samples: readonly (Sample & { readonly answer: string | undefined; readonly isRight: boolean })[];
}

export interface ReportData {
  readonly config: RunConfig;
  readonly summary: Summary;
  /** Accuracy of the vote over the first k samples; empty with one sample. */
  readonly bySamples: readonly Group[];
  /** Samples per item that suffice to know the winner of all. */
  readonly samplesNeeded?: number;
  readonly byLength: readonly Group[];
  readonly byLevel: readonly Group[];
  readonly bySubject: readonly Group[];
  /** By the number of samples that gave the winning answer. */
  readonly byAgreement: readonly Group[];
  readonly wrong: readonly WrongItem[];
}

/** @param items those of the run's file of questions; what was not run is left out */
export function reportData({ config, records }: RunContent, items: readonly Item[]): ReportData {
  const byItem = new Map<string, ItemRecord>();
  for (const record of records)
    if (record.type !== 'prompt' && !byItem.has(record.item)) byItem.set(record.item, record);
  const all = items.flatMap((item) => {
    const record = byItem.get(item.id);
    return record === undefined ? [] : [judged(item, record, config)];
  });
  const asked = all.filter(({ samples }) => samples.length > 0);
  const needed = config.chains > 1 ? asked.map(({ ballots }) => samplesUntilDecided(ballots)) : [];
  return {
    config,
    summary: summaryOf(
      all.map(({ score }) => score),
      config.chains,
    ),
    bySamples: config.chains > 1 ? bySamples(asked, config.chains) : [],
    ...(needed.length > 0 && { samplesNeeded: needed.reduce((sum, one) => sum + one, 0) / needed.length }),
    byLength: byLength(asked),
    byLevel: grouped(all, ({ item }) => (item.kind === 'math' ? item.level : undefined), String),
    bySubject: grouped(all, ({ item }) => (item.kind === 'math' ? item.subject : undefined), String),
    byAgreement:
      config.chains > 1
        ? grouped(
            asked,
            ({ ballots }) => countVotes(ballots).groups[0]?.chains.length ?? 0,
            (count) => String(count),
          )
        : [],
    wrong: all.filter(({ isRight }) => !isRight).map(wrongItem),
  };
}

interface Judged {
  readonly item: Item;
  readonly score: ItemScore;
  readonly isRight: boolean;
  readonly failed?: string;
  /** The choice that `acc` takes. */
  readonly likeliest?: string;
  readonly samples: WrongItem['samples'];
  readonly ballots: readonly Ballot[];
}

function judged(item: Item, record: ItemRecord, config: RunConfig): Judged {
  const score = scoreOf(item, record, config);
  const isRight = score.acc ?? (config.chains > 1 ? score.voted : score.first) ?? false;
  const raw = record.type === 'answers' ? record.samples : [];
  const answers = answersOf(item, raw);
  const ballots = raw.map(({ text }, chain): Ballot => {
    const answer = answers[chain];
    // Statements are looked at only where there is something to vote on.
    const failedChecks = raw.length === 1 ? 0 : checkStep(text).filter(({ verdict }) => verdict === 'false').length;
    return { chain, ...(answer !== undefined && { answer }), failedChecks, length: text.length };
  });
  const samples = raw.map((sample, chain) => {
    const answer = answers[chain];
    return { ...sample, answer, isRight: answer !== undefined && isRightAnswer(item, answer) };
  });
  return {
    ...{ item, score, isRight, samples, ballots },
    ...(record.type === 'failed' && { failed: record.reason }),
    ...(record.type === 'likelihoods' &&
      item.kind === 'choice' && { likeliest: likeliest(item, record.logProbabilities) }),
  };
}

const likeliest = (item: ChoiceItem, logProbabilities: readonly number[]): string =>
  shownChoice(item, logProbabilities.indexOf(Math.max(...logProbabilities)));

function wrongItem({ item, ballots, samples, failed, likeliest: choice }: Judged): WrongItem {
  const given = choice ?? countVotes(ballots).groups[0]?.answer;
  return {
    ...{ item, samples, right: rightAnswer(item) },
    ...(given !== undefined && { given }),
    ...(failed !== undefined && { failed }),
  };
}

const groupOf = (label: string, rights: readonly boolean[]): Group => {
  const right = rights.filter(Boolean).length;
  return { label, right, items: rights.length, interval: wilson(right, rights.length) };
};

const bySamples = (all: readonly Judged[], chains: number): readonly Group[] =>
  Array.from({ length: chains }, (_, index) =>
    groupOf(
      String(index + 1),
      all.map(({ item, ballots }) => {
        const winner = countVotes(ballots.slice(0, index + 1)).groups[0]?.answer;
        return winner !== undefined && isRightAnswer(item, winner);
      }),
    ),
  );

/** The fewest first samples behind which no further one changes the winner. */
function samplesUntilDecided(ballots: readonly Ballot[]): number {
  for (let count = 1; count < ballots.length; count++) {
    const first = ballots.slice(0, count);
    if (isDecided(countVotes(first), ballots.length)) return count;
  }
  return ballots.length;
}

/** Quarters of the items by the tokens of their first sample; those of one length stay together. */
function byLength(all: readonly Judged[]): readonly Group[] {
  const tokens = ({ samples: [first] }: Judged) => first?.tokens ?? 0;
  const sorted = all.map(tokens).sort((a, b) => a - b);
  const quarters = new Map<number, Judged[]>();
  for (const one of all) {
    const quarter = Math.floor((4 * sorted.indexOf(tokens(one))) / sorted.length);
    quarters.set(quarter, [...(quarters.get(quarter) ?? []), one]);
  }
  return [...quarters]
    .sort(([a], [b]) => a - b)
    .map(([, part]) => {
      const [least, most] = [Math.min(...part.map(tokens)), Math.max(...part.map(tokens))];
      const label = least === most ? String(least) : `${least}–${most}`;
      return groupOf(
        label,
        part.map(({ score, isRight }) => score.first ?? isRight),
      );
    });
}

function grouped<K extends string | number>(
  all: readonly Judged[],
  keyOf: (one: Judged) => K | undefined,
  labelOf: (key: K) => string,
): readonly Group[] {
  const groups = new Map<K, boolean[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), one.isRight]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, rights]) => groupOf(labelOf(key), rights));
}
