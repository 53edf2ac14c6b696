import { afterEach, describe, expect, it } from 'vitest';
import { decimal, formatBytes, percent, writeNumbersIn } from '../../../../../src/host/platform/texts/numbers.ts';

describe('Numbers in texts', () => {
  afterEach(() => writeNumbersIn());

  it('are English until a language is given, then as that language writes them', () => {
    const written = () => [decimal(1234.56, 1), percent(0.0341), formatBytes(4_368_438_944), formatBytes(5_801_632)];
    expect(written()).toEqual(['1,234.6', '3.4 %', '4.4 GB', '5.8 MB']);
    writeNumbersIn('de');
    expect(written()).toEqual(['1.234,6', '3,4 %', '4,4 GB', '5,8 MB']);
    expect(formatBytes(4_368_438_944, 'en-US')).toBe('4.4 GB');
  });

  it.each([
    [0, '0 kB'],
    [1, '1 kB'],
    [999_999, '1000 kB'],
    [1e6, '1.0 MB'],
    [12.34e6, '12 MB'],
    [1e9, '1.0 GB'],
    [1.6e12, '1,600.0 GB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
