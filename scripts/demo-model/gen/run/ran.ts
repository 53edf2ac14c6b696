/** Questions about random programs, with the trace of what really happens. */
import { runInNewContext } from 'node:vm';
import type { Lang } from '../code/prog.ts';
import { explainWording } from '../code/explain.ts';
import { askedFor } from '../code/lastSet.ts';
import { PLAN, planFor } from '../code/followUp.ts';
import { fence } from '../code/program.ts';
import { askPrinted, askValue } from '../code/wordings.ts';
import { type Item, type Rng, solution } from '../rng.ts';
import { Follower, TooLong } from './follow.ts';
import { Parts } from './parts.ts';
import { composed, said } from './composed.ts';
import { lists } from './lists.ts';
import { counting, whileLoop } from './loops.ts';
import { branch, functions, objects, straight, texts } from './plots.ts';
import { pythonRuns } from './pythonRuns.ts';
import { linesOf, showValue, type Stmt, type Style, type Value } from './tree.ts';

const PLOTS = [
  [4, straight],
  [4, branch],
  [6, counting],
  [6, lists],
  [4, whileLoop],
  [5, functions],
  [2.5, texts],
  [2.5, objects],
  [6, composed],
  [5, said],
] as const;

/** What Node prints for it, values joined as the console joins them; nothing of a program that fails. */
function inNode(body: readonly Stmt[], style: Style): string[] {
  const out: string[] = [];
  const plain: Style = { ...style, typed: false };
  const log = (...values: Value[]) => out.push(values.map((value) => showValue(value, style)).join(' '));
  try {
    runInNewContext(linesOf(body, plain).join('\n'), { console: { log } }, { timeout: 5000 });
  } catch {
    return [];
  }
  return out;
}

interface Ran {
  readonly lang: Lang;
  readonly code: string;
  readonly steps: readonly string[];
  readonly output: readonly string[];
  readonly variables: readonly (readonly [string, string])[];
  readonly quoted: boolean;
}

function ran(r: Rng): Ran {
  for (;;) {
    const lang: Lang = r.weighted([
      [4, 'python'],
      [4, 'javascript'],
      [4, 'typescript'],
    ]);
    const style: Style = {
      lang,
      semi: lang !== 'python' && r.chance(0.9) ? ';' : '',
      tab: lang === 'python' ? '    ' : r.chance(0.75) ? '  ' : '    ',
      quote: r.chance(lang === 'python' ? 0.6 : 0.75) ? '"' : "'",
      typed: lang === 'typescript' && r.chance(0.5),
      short: r.chance(0.75),
    };
    const body = r.weighted(PLOTS)(new Parts(r, lang));
    const lines = linesOf(body, style);
    if (lines.length > 14) continue;
    const follower = new Follower(style);
    try {
      follower.run(body);
    } catch (error) {
      if (error instanceof TooLong) continue;
      throw error;
    }
    const { steps, output } = follower;
    const variables = [...follower.variables].map(([n, v]) => [n, showValue(v, style)] as const);
    if (
      output.length === 0 ||
      output.length > 5 ||
      steps.length === 0 ||
      output.some((line) => line.length > 40 || line.trim() === '')
    )
      continue;
    // A remainder of a negative number differs between the languages.
    if (steps.some((step) => /-\d+ (%|\/\/)/.test(step))) continue;
    const code = lines.join('\n').trim();
    if (lang === 'python') pythonRuns.push({ code, output: output.join('\n') });
    else if (inNode(body, style).join('\n') !== output.join('\n')) continue;
    return {
      lang,
      code,
      steps,
      output,
      variables,
      quoted: output.some((line) => line.includes("'") || line.includes('"')),
    };
  }
}

export function ranTrace(r: Rng): Item {
  const { lang, code, steps, output, variables } = ran(r);
  const block = fence(r, lang, code);
  const variable = variables.length > 0 && r.chance(0.2) ? r.pick(variables) : undefined;
  const answer = variable ? variable[1] : output.join(', ');
  const all = variable ? askedFor(steps, ...variable) : steps;
  return {
    kind: 'ran',
    q: variable ? askValue(r, variable[0], block) : askPrinted(r, lang, block),
    a: solution(variable ? planFor(r, variable[0]) : r.pick(PLAN), [...all], answer),
    answer,
    key: `z${(code.match(/\d+/g) ?? [code]).join()}`,
  };
}

export function ranExplain(r: Rng): Item {
  const { lang, code, steps, output } = ran(r);
  const said = output.length === 1 ? output[0]! : output.join(', ');
  return {
    kind: 'ranExplain',
    q: explainWording(r, lang, code),
    a: solution(r.pick(PLAN), [...steps], `The code prints ${said}.`),
    answer: `The code prints ${said}.`,
    key: `z${(code.match(/\d+/g) ?? [code]).join()}`,
  };
}
