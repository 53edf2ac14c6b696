/** A median with the quarters around it. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface Paired {
  readonly ours: Spread;
  readonly baseline: Spread;
  /** Of each round's own ratio, ours ÷ baseline: what disturbs the machine disturbs both sides of a round. */
  readonly ratio: Spread;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** Measures both sides once without counting, then alternately; which one goes first changes with every round. */
export async function paired(
  rounds: number,
  ours: (round: number) => Promise<number>,
  baseline: (round: number) => Promise<number>,
): Promise<Paired> {
  const [a, b]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const oursFirst = round % 2 === 0;
    const first = await (oursFirst ? ours : baseline)(round);
    const second = await (oursFirst ? baseline : ours)(round);
    if (round === 0) continue;
    a.push(oursFirst ? first : second);
    b.push(oursFirst ? second : first);
  }
  return {
    ours: spread(a),
    baseline: spread(b),
    ratio: spread(a.map((value, index) => value / (b[index] ?? Number.NaN))),
  };
}
