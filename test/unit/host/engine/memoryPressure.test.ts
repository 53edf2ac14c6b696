import { describe, expect, it } from 'vitest';
import { isMemoryShort, type MemoryFigures } from '../../../../src/host/engine/memoryPressure.ts';

const pressure = (full: string) =>
  `some avg10=44.10 avg60=3.00 avg300=1.00 total=9\nfull avg10=${full} avg60=99.00 avg300=99.00 total=9\n`;

/** Both systems say so, unless the test says otherwise. */
const figures = (said: { readonly pressure?: string; readonly level?: string }): MemoryFigures => ({
  pressure: () => Promise.resolve(said.pressure ?? pressure('80.00')),
  level: () => Promise.resolve(said.level ?? '4\n'),
});

describe('memory is short', () => {
  it.each([
    ['when every program stood still for a tenth of the time', '10.00', true],
    ['not when they did for less, or only some did', '9.99', false],
    ['not at rest', '0.00', false],
  ])('on Linux %s', async (_when, full, isShort) => {
    expect(await isMemoryShort('linux', figures({ pressure: pressure(full), level: '4' }))).toBe(isShort);
  });

  it.each([
    ['normal', '1\n', false],
    ['a warning', '2\n', false],
    ['critical', '4\n', true],
  ])('on macOS by its level: %s', async (_level, level, isShort) => {
    expect(await isMemoryShort('darwin', figures({ level }))).toBe(isShort);
  });

  it('never where the system tells nothing, whatever the others would say', async () => {
    expect(await isMemoryShort('win32', figures({}))).toBe(false);
    expect(await isMemoryShort('linux', figures({ pressure: '' }))).toBe(false);
    const broken = () => Promise.reject(new Error('ENOENT'));
    expect(await isMemoryShort('linux', { pressure: broken, level: () => Promise.resolve('4') })).toBe(false);
    expect(await isMemoryShort('darwin', { ...figures({}), level: broken })).toBe(false);
  });
});
