/** The questions behind the panel's buttons on an answer, in their exact words, and what is answered. */
import { questionAbout, SHORTER } from '../../../src/reasoning/steps/revise.ts';
import type { Item, Rng } from './rng.ts';

interface Follow {
  readonly q: string;
  readonly a: string;
  readonly answer: string;
}

/** A step in one sum: parts by place that were added or taken away one by one become one number again. */
function inShort(step: string): string | undefined {
  const label = /^[^:=;`]+(?=: )/.exec(step)?.[0];
  const sums = [...step.matchAll(/(-?\d+) ([-+*/]) (-?\d+) = (-?\d+)(?=[.;]|$)/g)];
  const last = sums[sums.length - 1];
  if (last === undefined) return undefined;
  if (sums.length === 1) return last[0];
  const [from, to] = [Number(sums[0]![1]), Number(last[4])];
  const signs = new Set(sums.map((sum) => sum[2]));
  if (signs.size === 1 && signs.has('+')) return `${from} + ${to - from} = ${to}`;
  if (signs.size === 1 && signs.has('-') && to >= 0) return `${from} - ${from - to} = ${to}`;
  return label === undefined ? last[0] : `${label}: ${to}`;
}

/** Only the computations, and the answer. */
export function shorter(steps: readonly string[], answer: string, plan: string): Follow {
  const sums = steps.map(inShort).filter((sum) => sum !== undefined);
  const kept = sums.length > 0 ? sums.slice(-3) : steps.slice(-1).map((step) => step.replace(/\.$/, ''));
  return {
    q: SHORTER,
    a: `Plan: ${plan}\n${kept.map((sum, i) => `${i + 1}. ${sum}.`).join('\n')}\nAnswer: ${answer}`,
    answer,
  };
}

/** Why a step is so, or the step in smaller ones. The parts are those of the step itself and of the step before. */
export function stepQuestion(r: Rng, kind: 'why' | 'detail', steps: readonly string[]): Follow {
  const i = r.int(0, steps.length - 1);
  const step = steps[i]!;
  const before = steps[i - 1];
  const q = questionAbout(kind, `step ${i + 1}`, step);
  if (i === 0 || before === undefined) {
    const a = `It comes from the question: ${step}`;
    return { q, a, answer: step };
  }
  const [label, sums] = step.includes(': ')
    ? [step.slice(0, step.indexOf(': ')), step.slice(step.indexOf(': ') + 2)]
    : ['', step];
  const parts = sums.replace(/\.$/, '').split('; ');
  const result = / = (-?\d+)$/.exec(parts[parts.length - 1]!)?.[1];
  if (kind === 'why') {
    const a = `Because of the step before: ${before} ${result === undefined ? `So: ${step}` : `So ${parts.join('; ')}.`}`;
    return { q, a, answer: step };
  }
  const lines = [
    `Before it: ${before}`,
    ...(label === '' ? [] : [`Now comes: ${label.toLowerCase()}.`]),
    ...parts.map((part) => `${part}.`),
  ];
  const answer = result ?? parts[parts.length - 1]!;
  return {
    q,
    a: `Plan: Go through this step slowly.\n${lines.map((line, n) => `${n + 1}. ${line}`).join('\n')}\nAnswer: ${answer}`,
    answer,
  };
}

/** For items that have no questions of their own: the panel's, read off the answer. */
export function panelFollow({ a }: Item): Pick<Item, 'follow'> {
  const found = /^Plan: (.*)\n([^]*)\nAnswer: (.*)$/.exec(a);
  if (!found || a.includes('```')) return {};
  const [, plan = '', list = '', answer = ''] = found;
  const steps = list.split('\n').map((line) => line.replace(/^\d+\. /, ''));
  return {
    follow: (r) => {
      const kind = r.weighted([
        [3, 'why'],
        [2, 'shorter'],
        [3, 'detail'],
        [2, 'whole'],
      ] as const);
      if (kind === 'shorter') return shorter(steps, answer, plan);
      if (kind === 'whole') {
        const last = steps[steps.length - 1]!;
        return {
          q: r.pick(['Why?', 'Why is that?', 'How come?', 'How do you know?']),
          a: `Because of the last step: ${last}`,
          answer: last,
        };
      }
      return stepQuestion(r, kind, steps);
    },
  };
}
