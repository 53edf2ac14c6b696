/** How likely a step goes on at the same line, at a later one, or goes back (the next round of a loop). Relative to one another. */
const STAY = 0.3;
const FORWARD = 0.58;
const BACK = 0.12;
/** The least number of lines that a way forward is expected to reach. */
const LEAST_REACH = 3.5;

/**
 * The probability of every line for every step, when each step speaks of one line and the steps mostly go through the
 * code from top to bottom (a hidden Markov model, forward and backward). `scores[step][line]` says in natural logarithms
 * how well the words fit. Time and space are proportional to steps × lines.
 */
export function align(scores: readonly (readonly number[])[]): number[][] {
  // Few steps about much code go far with each step. Of the way forward, this share goes on beyond each line.
  const reach = (scores[0]?.length ?? 0) / scores.length + 1;
  const decay = 1 - 1 / Math.max(LEAST_REACH, reach);
  const fits = scores.map((row) => {
    const best = Math.max(...row);
    return row.map((score) => Math.exp(score - best));
  });
  const forward: number[][] = [];
  for (const fit of fits) {
    const last = forward.at(-1);
    const before = last ? moved(last, decay) : fit.map((_, line) => decay ** line + 0.05);
    forward.push(normalized(fit.map((value, line) => value * (before[line] ?? 0))));
  }
  let after: number[] = (fits[0] ?? []).map(() => 1);
  const result: number[][] = [];
  for (let step = fits.length - 1; step >= 0; step--) {
    result.unshift(normalized((forward[step] ?? []).map((value, line) => value * (after[line] ?? 0))));
    const here = after;
    after = normalized(
      movedBack(
        (fits[step] ?? []).map((value, line) => value * (here[line] ?? 0)),
        decay,
      ),
    );
  }
  return result;
}

function normalized(row: readonly number[]): number[] {
  const sum = row.reduce((total, value) => total + value, 0);
  return row.map((value) => (sum > 0 ? value / sum : 1 / row.length));
}

/** One step on: what arrives at each line. */
function moved(row: readonly number[], decay: number): number[] {
  const result = row.map((value) => value * STAY);
  let ahead = 0;
  for (let line = 0; line < row.length; line++) {
    result[line] = (result[line] ?? 0) + ahead * FORWARD;
    ahead = ahead * decay + (row[line] ?? 0) * (1 - decay);
  }
  let behind = 0;
  for (let line = row.length - 1; line >= 0; line--) {
    result[line] = (result[line] ?? 0) + (behind * BACK) / row.length;
    behind += row[line] ?? 0;
  }
  return result;
}

/** The same against the direction of time: what each line leads to. */
function movedBack(row: readonly number[], decay: number): number[] {
  const result = row.map((value) => value * STAY);
  let ahead = 0;
  for (let line = row.length - 1; line >= 0; line--) {
    result[line] = (result[line] ?? 0) + ahead * FORWARD;
    ahead = ahead * decay + (row[line] ?? 0) * (1 - decay);
  }
  let behind = 0;
  for (let line = 0; line < row.length; line++) {
    result[line] = (result[line] ?? 0) + (behind * BACK) / row.length;
    behind += row[line] ?? 0;
  }
  return result;
}
