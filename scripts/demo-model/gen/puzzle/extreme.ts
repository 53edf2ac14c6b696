/** The largest or smallest of several numbers: which of them have the digits for it, then digit by digit. */
const PLACES = ['first', 'second', 'third', 'fourth', 'fifth'];

/** "Largest of 9, 41, 27: 2 digits: 41, 27; first digits 4, 2: 4; so 41." Whole numbers, each once. */
export function extreme(xs: readonly number[], smallest: boolean): string {
  let left = [...xs];
  const how: string[] = [];
  const below = left.filter((x) => x < 0);
  if (below.length > 0 && below.length < left.length) {
    left = smallest ? below : left.filter((x) => x >= 0);
    how.push(`${smallest ? 'below zero' : 'not below zero'}: ${left.join(', ')}`);
  }
  const digits = (x: number) => String(Math.abs(x));
  // Below zero the smallest is the one with the most behind its sign.
  const most = left.every((x) => x < 0) ? smallest : !smallest;
  const wanted = (values: readonly number[]) => (most ? Math.max(...values) : Math.min(...values));
  const lengths = left.map((x) => digits(x).length);
  const long = wanted(lengths);
  if (lengths.some((one) => one !== long)) {
    left = left.filter((x) => digits(x).length === long);
    how.push(`${long} digit${long === 1 ? '' : 's'}: ${left.join(', ')}`);
  }
  for (let place = 0; place < long && left.length > 1; place++) {
    const at = (x: number) => Number(digits(x)[place]);
    const best = wanted(left.map(at));
    how.push(`${PLACES[place] ?? 'next'} digits ${left.map(at).join(', ')}: ${best}`);
    left = left.filter((x) => at(x) === best);
  }
  return `${smallest ? 'Smallest' : 'Largest'} of ${xs.join(', ')}: ${how.join('; ')}; so ${left[0]!}.`;
}
