import { explain } from '../../../../scripts/demo-model/gen/code/explain.ts';
import { Rng } from '../../../../scripts/demo-model/gen/rng.ts';

/**
 * Programs and explanations of the demo model's generator, each step labelled with the lines it speaks of. The labels come
 * from the generator's templates and from following the program (which branch runs, which assignment is next), not from
 * looking for likely lines.
 */
export interface LabelledStep {
  readonly text: string;
  /** 0-based lines: a link must touch one of `core` and may not leave `accepted`. */
  readonly core: ReadonlySet<number>;
  readonly accepted: ReadonlySet<number>;
}

export interface LabelledProgram {
  readonly code: string;
  readonly language: string;
  readonly steps: readonly LabelledStep[];
}

/** `count` different explanations; `split` is `train` for tuning and `eval` (other names and numbers) for measuring. */
export function labelledPrograms(count: number, seed: number, split: 'train' | 'eval'): LabelledProgram[] {
  const random = new Rng(seed, split);
  const programs = new Map<string, LabelledProgram>();
  while (programs.size < count) {
    const { q, a } = explain(random);
    const fenced = /```(\w*)\n([\s\S]*?)\n```/.exec(q);
    if (!fenced) continue;
    const [, language = '', code = ''] = fenced;
    const texts = a.split('\n').filter((line) => /^\d+\. /.test(line));
    programs.set(code, {
      code,
      language,
      steps: label(
        code,
        texts.map((text) => text.replace(/^\d+\. /, '')),
      ),
    });
  }
  return [...programs.values()];
}

const indentOf = (line: string): number => line.search(/\S/);

/** @throws Error when a step is in none of the generator's words, or its line is not there */
export function label(code: string, texts: readonly string[]): LabelledStep[] {
  return labelKnown(code, texts).map((step, i) => {
    if (step === undefined) throw new Error(`No label for: ${texts[i] ?? ''}\n${code}`);
    return step;
  });
}

/** The same for steps that a model wrote: `undefined` where a step is in other words than the generator's. */
export function labelKnown(code: string, texts: readonly string[]): (LabelledStep | undefined)[] {
  const lines = code.split('\n');
  const bodies = lines.map((line) => line.trim());
  const find = (pattern: RegExp, from = 0): number =>
    bodies.findIndex((line, index) => index >= from && pattern.test(line));
  const escaped = (text: string): string => text.replace(/[$.*+?()[\]{}|^\\/]/g, '\\$&');
  const declaration = (name: string): number =>
    find(new RegExp(`^(?:const |let )?${escaped(name)}(?:: [\\w[\\]]+)? = `));
  const isUpdate = (line: string, name: string): boolean =>
    new RegExp(`^${escaped(name)}(?:\\+\\+| [-+*]= | = )`).test(line);
  /** The lines inside the block that the line `header` opens. */
  const block = (header: number): number[] => {
    const inside: number[] = [];
    for (let at = header + 1; at < lines.length; at++) {
      const line = lines[at] ?? '';
      if (line.trim() !== '' && indentOf(line) <= indentOf(lines[header] ?? '')) break;
      if (line.trim() !== '') inside.push(at);
    }
    return inside;
  };
  const skipped = new Set<number>();
  const used = new Map<string, number>();
  const loop = find(/^(?:for|while)\b/);
  const functionLine = find(/^(?:export )?(?:def|function)\b|^const \w+ = \([^)]*\)(?:: \w+)? =>/);
  const lastReturn = bodies.findLastIndex((line) => /\breturn\b/.test(line));
  const print = bodies.findLastIndex((line) => /^(?:print|console\.log)\(/.test(line));

  const linesOf = (text: string): { core: number[]; accepted?: number[] } | undefined => {
    const name = /^`(\w+)`/.exec(text)?.[1] ?? '';
    if (/^The loop (?:runs|takes)/.test(text)) return { core: [loop] };
    if (/^-?\d+ [<>]=? -?\d+ is true: /.test(text)) return { core: [loop, ...block(loop)] };
    if (/so the loop ends/.test(text)) return { core: [loop] };
    if (/^`\w+` = -?\d+: /.test(text)) return { core: block(loop), accepted: [loop, ...block(loop)] };
    if (/^The test `/.test(text)) {
      const header = find(/^if\b/);
      const otherwise = find(/^(?:\} )?else\b/, header);
      for (const line of / is [^`]*which is true/.test(text) ? (otherwise < 0 ? [] : block(otherwise)) : block(header))
        skipped.add(line);
      return { core: [header], accepted: / else branch /.test(text) ? [header, otherwise] : [header] };
    }
    if (/^-?\d+ % \d+ is \d+, so `/.test(text)) return { core: [find(/^if\b/)] };
    if (/^`\w+` becomes /.test(text)) {
      // What a loop does is told round by round, in other words.
      const rounds = new Set(loop < 0 ? [] : block(loop));
      const next = bodies.findIndex(
        (line, at) =>
          isUpdate(line, name) && at > (used.get(name) ?? declaration(name)) && !skipped.has(at) && !rounds.has(at),
      );
      used.set(name, next);
      return { core: [next] };
    }
    if (/^`(?:console\.log|print)\(.*\)` prints /.test(text)) {
      const call = /^`(.*)` prints /.exec(text)?.[1] ?? '';
      return { core: bodies.flatMap((line, at) => (line.startsWith(call) ? [at] : [])).slice(-1) };
    }
    if (/^The function `\w+` takes /.test(text)) return { core: [functionLine] };
    if (/^The function `\w+` (?:returns|checks|computes) /.test(text))
      return { core: [functionLine, ...block(functionLine)] };
    const call = /^`(\w+\([^`]*\))`(?: returns|:)/.exec(text)?.[1];
    if (call !== undefined)
      return {
        core: [
          ...bodies.flatMap((line, at) => (line.includes(call) ? [at] : [])),
          ...block(functionLine),
          ...(block(functionLine).length === 0 ? [functionLine] : []),
        ],
      };
    if (/^If `[^`]+`, it returns /.test(text) || /^If `[^`]+`, .*(?:added to|becomes)/.test(text)) {
      const header = find(/^if\b/);
      return { core: [header, ...block(header)] };
    }
    if (/^Each time `/.test(text)) return { core: block(loop) };
    if (
      /^(?:Otherwise it returns|The new list is|The text is returned|The word |Each `)/.test(text) ||
      /` is returned\.$/.test(text)
    )
      return { core: [lastReturn] };
    if (/^-?\d+ [-+*] \d+ = -?\d+\.$/.test(text) || /^\d+ [<>] \d+ is (?:true|false)\.$/.test(text))
      return { core: [find(/\.(?:map|filter)\(|= \[\w+ .*for /)] };
    if (/^\d+ is added at the end/.test(text)) return { core: [find(/\.(?:push|append)\(/)] };
    if (/^By index: /.test(text)) return { core: [find(/= \w+\[\d+\]/), find(/= \[/)] };
    if (/^(?:Counted: .*)?The list has /.test(text))
      return { core: [find(/= \[/), find(/\.(?:push|append)\(/), print] };
    if (/^Joining them|^In capital letters|^Counted: [A-Za-z] \(1\)/.test(text)) return { core: [print, find(/= /)] };
    if (/^`[^`]+ [<>] [^`]+` is /.test(text)) return { core: [print] };
    if (/^`\w+` is /.test(text) && declaration(name) >= 0) return { core: [declaration(name)] };
    return undefined;
  };

  return texts.map((text) => {
    const { core = [], accepted } = linesOf(text) ?? {};
    const real = core.filter((line) => line >= 0);
    if (real.length === 0) return undefined;
    const all = [...real, ...(accepted ?? []).filter((line) => line >= 0)];
    // Blank lines and comments inside a linked range do no harm.
    const silent = bodies.flatMap((line, at) =>
      line === '' || /^(?:\/\/|#)/.test(line) || /^\}/.test(line) ? [at] : [],
    );
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return { text, core: new Set(real), accepted: new Set([...all, ...silent.filter((at) => at > low && at < high)]) };
  });
}

/** What the links of a step are worth against its label. */
export function grade(
  step: LabelledStep,
  links: readonly { readonly firstLine: number; readonly lastLine: number }[],
): 'right' | 'wrong' | 'missing' {
  if (links.length === 0) return 'missing';
  const lines = links.flatMap(({ firstLine, lastLine }) =>
    Array.from({ length: lastLine - firstLine + 1 }, (_, at) => firstLine - 1 + at),
  );
  return lines.every((line) => step.accepted.has(line)) && lines.some((line) => step.core.has(line))
    ? 'right'
    : 'wrong';
}
