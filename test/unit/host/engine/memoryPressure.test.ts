import { describe, expect, it } from 'vitest';
import { isMemoryShort, stalledPercent } from '../../../../src/host/engine/memoryPressure.ts';

describe('what the system says of its memory', () => {
  it('Linux: how long every program stood still, and nothing else', () => {
    const pressure = (full: string) =>
      `some avg10=44.10 avg60=3.00 avg300=1.00 total=9\nfull avg10=${full} avg60=99.00 avg300=99.00 total=9\n`;
    expect(stalledPercent(pressure('12.34'))).toBe(12.34);
    expect(stalledPercent(pressure('0.00'))).toBe(0);
    expect(stalledPercent('')).toBe(0);
  });

  it('a system that tells nothing is not short of memory', async () => {
    expect(await isMemoryShort('win32')).toBe(false);
    expect(await isMemoryShort('aix')).toBe(false);
  });
});
