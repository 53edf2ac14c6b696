/** What the records of a run say: three ways to read an answer, side by side. */
import { answerKey, readFinalAnswer } from '../../reasoning/answers/finalAnswer.ts';
import { countVotes } from '../../reasoning/answers/votes.ts';
import { checkStep } from '../../reasoning/checks/checkStep.ts';
import { exactMatch, flexibleExtract, strictMatch } from './extract.ts';
import { goldOf, type ChoiceItem, type Item, type ProblemItem } from './items.ts';
import { letterOf, strictForm } from './prompts.ts';
import type { ItemRecord, RunConfig, RunContent, Sample } from './runFile.ts';

/** Chains that ended so have no answer, only a last number. */
const CUT: readonly Sample['stopReason'][] = ['limit', 'contextFull', 'loop', 'stopped'];

/** One item, scored. Absent columns do not apply to it. */
export interface ItemScore {
  readonly item: string;
  /** Why it could not be asked; it counts as wrong. */
  readonly failed?: string;
  /** As lm-evaluation-harness reads the first sample. */
  readonly strict?: boolean;
  readonly flexible?: boolean;
  /** Our reading of the first sample. */
  readonly first?: boolean;
  /** Share of the samples that are right, 0 to 1, by our reading. */
  readonly share?: number;
  /** The vote of all samples, by our reading. */
  readonly voted?: boolean;
  /** By likelihood: the likeliest choice, and the likeliest per character. */
  readonly acc?: boolean;
  readonly accNorm?: boolean;
  /** Of the first sample. */
  readonly ended?: {
    readonly noAnswer: boolean;
    readonly limit: boolean;
    readonly loop: boolean;
    readonly tokens: number;
  };
}

/** Scores of the items that were run, in the order of the file; of an item that was run twice the first. */
export function scoresOf({ config, records }: RunContent, items: readonly Item[]): ItemScore[] {
  const byItem = new Map<string, ItemRecord>();
  for (const record of records)
    if (record.type !== 'prompt' && !byItem.has(record.item)) byItem.set(record.item, record);
  return items.flatMap((item) => {
    const record = byItem.get(item.id);
    return record === undefined ? [] : [scoreOf(item, record, config)];
  });
}

/** What came of one item. */
export function scoreOf(item: Item, record: ItemRecord, { protocol }: RunConfig): ItemScore {
  if (record.type === 'failed') return failedScore(item, record.reason);
  if (record.type === 'likelihoods') return likelihoodScore(item, record.logProbabilities);
  const right = keyOf(item);
  const answers = record.samples.map(ownReading);
  const isRight = answers.map((answer) => answer !== undefined && answerKey(answer) === right);
  const [sample] = record.samples;
  const text = sample?.text ?? '';
  return {
    item: item.id,
    ...(item.kind === 'problem' && {
      strict: exactMatch(strictMatch(text, strictForm(protocol)), item.solution),
      flexible: exactMatch(flexibleExtract(text), item.solution),
    }),
    first: isRight[0] ?? false,
    share: isRight.filter(Boolean).length / isRight.length,
    voted: votedAnswer(record.samples, answers) === right,
    ended: {
      noAnswer: answers[0] === undefined,
      limit: sample?.stopReason === 'limit' || sample?.stopReason === 'contextFull',
      loop: sample?.stopReason === 'loop',
      tokens: sample?.tokens ?? 0,
    },
  };
}

/** An item that could not be asked is wrong: leaving it out would raise the figure. */
const failedScore = ({ id, kind }: Item, failed: string): ItemScore => ({
  item: id,
  failed,
  ...(kind === 'problem' && { strict: false, flexible: false }),
  ...{ first: false, share: 0, voted: false, ended: { noAnswer: true, limit: false, loop: false, tokens: 0 } },
});

function likelihoodScore(item: Item, logProbabilities: readonly number[]): ItemScore {
  const { choices, right } = item as ChoiceItem;
  // By code points, as Python counts; see lm-evaluation-harness, api/task.py.
  const perCharacter = logProbabilities.map((one, index) => one / Array.from(choices[index] ?? '').length);
  return { item: item.id, acc: likeliest(logProbabilities) === right, accNorm: likeliest(perCharacter) === right };
}

/** The first of the largest. */
const likeliest = (values: readonly number[]): number => values.indexOf(Math.max(...values));

const keyOf = (item: ProblemItem | ChoiceItem): string =>
  answerKey(item.kind === 'problem' ? goldOf(item) : letterOf(item.right));

const ownReading = ({ text, stopReason }: Sample): string | undefined =>
  CUT.includes(stopReason) ? undefined : readFinalAnswer(text)?.value;

/** By the product's own vote: no answer never wins, and a chain with a wrong statement does not vote. */
function votedAnswer(samples: readonly Sample[], answers: readonly (string | undefined)[]): string | undefined {
  const [only] = answers;
  if (samples.length === 1) return only === undefined ? undefined : answerKey(only);
  const ballots = samples.map(({ text }, chain) => {
    const answer = answers[chain];
    return {
      chain,
      ...(answer !== undefined && { answer }),
      failedChecks: checkStep(text).filter(({ verdict }) => verdict === 'false').length,
      length: text.length,
    };
  });
  const winner = countVotes(ballots).groups[0]?.answer;
  return winner === undefined ? undefined : answerKey(winner);
}
