/** How the evaluation is called. */
import { PROTOCOLS } from '../../reasoning/evaluation/prompts.ts';
import { TASKS } from '../../reasoning/evaluation/items.ts';
import { SERVER_OPTIONS, SERVER_USAGE } from '../serverOptions.ts';
import { UsageError, type readArguments } from '../usage.ts';

export const USAGE = `Usage: npm run --silent evaluate -- --task TASK [options]
       npm run --silent evaluate -- --rescore RUN [--report FILE]   scores a run again, without the model
       npm run --silent evaluate -- --compare RUN RUN [--report FILE]  two models or files on the same questions
       npm run --silent evaluate -- --table RUN…                    the model card's table with these runs below it
       npm run --silent evaluate -- --download gsm8k|arc_challenge  fetches the published questions into this folder

  --task TASK       ${TASKS.join(', ')}
  --data FILE       the questions, as JSON lines or Parquet (docs/evaluate.md says where they are to be had); left out: problems
                    of our own, for gsm8k and math. --rescore, --compare and --table need the file of their runs again
  --model FILE      a GGUF file (left out: the demo model)
  --protocol NAME   ${PROTOCOLS.join(', ')} (left out: cerebrum): the template of the model and no examples, or worked examples
                    as plain text (mistral: and the majority of 8 samples, of math 4; llama2)
  --shots K         worked examples (8 for mistral and llama2, of math 4)
  --examples FILE   worked examples for mistral and llama2: JSON lines with question and target, or a train file of GSM8K or MATH,
                    of which --seed draws some
  --method NAME     of arc_challenge: likelihood (of each choice) or generate (a reasoned answer); left out: likelihood
  --maj K           samples per question, which vote (at temperature 0.7)
  --limit N         the first N questions
  --max-tokens N    of an answer (1024)
  --context-size N  tokens (4096, or what the model was trained with)
  --concurrency N   questions at a time (4), or auto: as many as memory has room for
  --seed S          makes sampling repeatable (0)
  --gpu CHOICE      auto, metal, cuda, vulkan, cpu (left out: cpu for the demo model, else auto)
  --out FILE        the run, as JSON lines (left out: evaluation-TASK-PROTOCOL-MODEL.jsonl beside you)
  --resume          goes on with the run in that file
  --from URL        of --download: another address of the same file
  --report FILE     a page of the run, .html or .md: charts, and every wrong answer with its steps; of --compare, .html: what the
                    difference is worth, and every question that only one run has right
  --json            figures as one JSON object on stdout
  --quiet           no progress

${SERVER_USAGE}`;

const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean', default: false } as const;
export const OPTIONS = {
  ...{ task: text, data: many, model: text, protocol: text, examples: text, method: text, maj: text, shots: text },
  ...{ limit: text, 'max-tokens': text, 'context-size': text, concurrency: text, seed: text, gpu: text },
  ...{ out: text, report: text, resume: flag, json: flag, quiet: flag, help: flag },
  ...{ rescore: text, compare: flag, table: flag, download: text, from: text },
  ...SERVER_OPTIONS,
} as const;

export type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values'];

/** @throws UsageError it is none of `known` */
export function oneOf<const T extends string>(name: string, value: string | undefined, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found === undefined) throw new UsageError(`${name} must be one of ${known.join(', ')}.`);
  return found;
}

/** @throws UsageError it is no whole number above 0 */
export function count(name: string, value: string): number {
  const parsed = Number(value);
  if (!Number.isSafeInteger(parsed) || parsed < 1)
    throw new UsageError(`${name} must be a whole number above 0, not "${value}".`);
  return parsed;
}
