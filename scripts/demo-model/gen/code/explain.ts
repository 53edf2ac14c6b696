/** "Explain step by step …" */
import { type Item, type Rng, solution } from '../rng.ts';
import { file } from '../words.ts';
import { type Lang, TITLE, show } from './prog.ts';
import { program, lang, fence } from './program.ts';
import { followUp, PLAN } from './followUp.ts';
import { pure } from './pure.ts';
import { plainEnd, dropPrint } from './trace.ts';

export function explainWording(r: Rng, l: Lang, plainCode: string): string {
  const T = TITLE[l];
  const code = fence(r, l, plainCode);
  const f = file(r, l);
  const first = r.int(1, 90);
  const last = first + plainCode.split('\n').length - 1;
  // As the extension asks about a selection.
  const lines = first === last ? `line ${first}` : `lines ${first} to ${last}`;
  return r.weighted([
    [8, `Explain step by step what this ${T} code from ${f}, ${lines}, does.\n\n${code}`],
    [4, `Explain step by step what this ${T} code does.\n\n${code}`],
    [4, `Explain step by step what this ${T} code from ${f} does.\n\n${code}`],
    [1, `Explain step by step what this code does.\n\n${code}`],
    [1, `What does this ${T} code do?\n\n${code}`],
    [
      1,
      `Explain this ${r.pick(['code', T + ' code', 'snippet', 'program', 'function'])}${r.pick(['.', ':', ' step by step.', ' to me.'])}\n\n${code}`,
    ],
    [
      1,
      `${r.pick(['Please explain', 'Can you explain', 'Walk me through'])} this ${T} code${r.pick(['.', ':', ' step by step.', ` from ${f}.`])}\n\n${code}`,
    ],
    [
      1,
      `${r.pick(['How does this work?', 'What is going on here?', 'I do not understand this code.', 'What does this do?'])}\n\n${code}`,
    ],
    [
      1,
      `${code}\n\n${r.pick(['Explain step by step what this does.', 'What does this code do?', 'Explain this code.'])}`,
    ],
  ]);
}

export function explain(r: Rng): Item {
  const l = lang(r);
  if (r.chance(0.35)) {
    const x = pure(r, l);
    const last = `The function ${x.main}.`;
    return {
      kind: 'explain',
      q: explainWording(r, l, x.code),
      a: solution('Read the function from top to bottom and say what each part does.', x.steps, last),
      facts: [...x.names, x.main],
      answer: last,
      follow: (q) => {
        const i = q.int(1, x.steps.length);
        return q.pick([
          {
            q: q.pick([`What was step ${i}?`, `Repeat step ${i}.`, `Show me step ${i} again.`]),
            a: `Step ${i}: ${x.steps[i - 1]}`,
            answer: x.steps[i - 1]!,
          },
          {
            q: q.pick(['What does it return?', 'And what is returned?']),
            a: `It is in the last step: ${x.steps[x.steps.length - 1]}`,
            answer: x.steps[x.steps.length - 1]!,
          },
          {
            q: q.pick(['So what does it do in short?', 'Give me only the summary.', 'What is the short answer?']),
            a: `Answer: ${last}`,
            answer: last,
          },
          {
            q: q.pick(['How many steps did you need?', 'How many steps was that?']),
            a: `I used ${x.steps.length} steps.`,
            answer: String(x.steps.length),
          },
        ]);
      },
    };
  }
  const p = program(r, l);
  if (plainEnd(p) && r.chance(0.2)) {
    dropPrint(p);
    const [x, v] = [...p.env.entries()].pop()!;
    const y = p.loopVar ?? x;
    const w = show(p.env.get(y) ?? v);
    return {
      kind: 'explain',
      q: explainWording(r, l, p.text()),
      a: solution(r.pick(PLAN), p.steps, `The code ${p.main}, and \`${y}\` is ${w} at the end.`),
      facts: [...p.env.keys(), `\`${y}\` is ${w} at the end`],
      answer: w,
      key: 'c' + p.nums.join(','),
      follow: followUp(p),
    };
  }
  return {
    kind: 'explain',
    q: explainWording(r, l, p.text()),
    a: solution(r.pick(PLAN), p.steps, `The code ${p.main} and prints ${p.out}.`),
    facts: [...p.env.keys(), `prints ${p.out}`],
    answer: p.out,
    key: 'c' + p.nums.join(','),
    follow: followUp(p),
  };
}
