/** What the records of a run say: three ways to read an answer, side by side. */
import { answerKey, readFinalAnswer } from '../../reasoning/answers/finalAnswer.ts';
import { countVotes } from '../../reasoning/answers/votes.ts';
import { checkStep } from '../../reasoning/checks/checkStep.ts';
import { exactMatch, flexibleExtract, strictMatch } from './harness.ts';
import { goldOf, letterOf, type ChoiceItem, type Item } from './items.ts';
import { minervaAnswer, minervaForm, sameString } from './mathStrings.ts';
import { sameMath } from './mathValues.ts';
import { strictForm } from './prompts.ts';
import type { ItemRecord, RunConfig, RunContent, Sample } from './runRecords.ts';

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
  /** Of MATH: our reading, compared as a string. */
  readonly string?: boolean;
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
  const answers = answersOf(item, record.samples);
  const isRight = answers.map((answer) => answer !== undefined && isRightAnswer(item, answer));
  const voted = votedAnswer(record.samples, answers);
  const [sample] = record.samples;
  const text = sample?.text ?? '';
  return {
    item: item.id,
    ...harnessScore(item, text, protocol),
    ...(item.kind === 'math' && { string: answers[0] !== undefined && sameString(answers[0], item.answer) }),
    first: isRight[0] ?? false,
    share: isRight.filter(Boolean).length / isRight.length,
    voted: voted !== undefined && isRightAnswer(item, voted),
    ended: {
      noAnswer: answers[0] === undefined,
      limit: sample?.stopReason === 'limit' || sample?.stopReason === 'contextFull',
      loop: sample?.stopReason === 'loop',
      tokens: sample?.tokens ?? 0,
    },
  };
}

function harnessScore(
  item: Item,
  text: string,
  protocol: RunConfig['protocol'],
): Pick<ItemScore, 'strict' | 'flexible'> {
  if (item.kind === 'choice') return {};
  if (item.kind === 'math') return { strict: minervaForm(minervaAnswer(text)) === minervaForm(item.answer) };
  return {
    strict: exactMatch(strictMatch(text, strictForm(protocol)), item.solution),
    flexible: exactMatch(flexibleExtract(text), item.solution),
  };
}

/** Whether an answer, as it was read, is the published one. */
export function isRightAnswer(item: Item, answer: string): boolean {
  if (item.kind === 'math') return sameMath(answer, item.answer);
  return answerKey(answer) === answerKey(item.kind === 'problem' ? goldOf(item) : letterOf(item.right));
}

/** What each sample gives as its answer, by our reading; formulas that are worth the same are written as the first of them. */
export function answersOf(item: Item, samples: readonly Sample[]): readonly (string | undefined)[] {
  const seen: string[] = [];
  return samples.map(({ text, stopReason }) => {
    const answer = CUT.includes(stopReason) ? undefined : readFinalAnswer(text)?.value;
    if (answer === undefined || item.kind !== 'math') return answer;
    const same = seen.find((other) => sameMath(answer, other));
    if (same === undefined) seen.push(answer);
    return same ?? answer;
  });
}

/** An item that could not be asked is wrong: leaving it out would raise the figure. */
const failedScore = ({ id, kind }: Item, failed: string): ItemScore => ({
  item: id,
  failed,
  ...(kind !== 'choice' && { strict: false }),
  ...(kind === 'problem' && { flexible: false }),
  ...(kind === 'math' && { string: false }),
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

/** By the product's own vote: no answer never wins, and a chain with a wrong statement does not vote. */
function votedAnswer(samples: readonly Sample[], answers: readonly (string | undefined)[]): string | undefined {
  if (samples.length === 1) return answers[0];
  const ballots = samples.map(({ text }, chain) => {
    const answer = answers[chain];
    return {
      chain,
      ...(answer !== undefined && { answer }),
      failedChecks: checkStep(text).filter(({ verdict }) => verdict === 'false').length,
      length: text.length,
    };
  });
  return countVotes(ballots).groups[0]?.answer;
}
