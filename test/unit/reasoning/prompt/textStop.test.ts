import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextStop } from '../../../../src/reasoning/prompt/textStop.ts';

const run = (pieces: readonly string[]) => {
  const stop = new TextStop('\nUser:');
  const shown = pieces.map((piece) => stop.push(piece));
  return { text: shown.join('') + stop.end(), found: stop.found !== undefined, shown };
};

describe('TextStop', () => {
  it('ends the text in front of whichever of several stops comes first, however the pieces are cut', () => {
    const stops = ['\n\nQuestion:', 'Question', '###'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', 'Quest', 'ion', ':', '#', '##', 'Q')), (pieces) => {
        const whole = pieces.join('');
        const places = stops.map((text) => whole.indexOf(text)).filter((at) => at >= 0);
        const stop = new TextStop(...stops);
        const shown = pieces.map((piece) => stop.push(piece)).join('') + stop.end();
        expect(stop.found !== undefined).toBe(places.length > 0);
        // A longer stop may begin before a shorter one that is whole first.
        if (stop.found === undefined) expect(shown).toBe(whole);
        else expect(stops.some((text) => whole.startsWith(text, shown.length))).toBe(true);
        expect(whole.startsWith(shown)).toBe(true);
      }),
    );
  });

  it('lets everything through where nothing stops it', () => {
    const stop = new TextStop(undefined, '');
    expect(stop.push('any') + stop.end()).toBe('any');
  });

  it('ends the text in front of the stop', () => {
    expect(run(['Fine.', '\n', 'Us', 'er', ': what', ' else'])).toMatchObject({ text: 'Fine.', found: true });
  });

  it('holds back what may become the stop, and lets it through when it does not', () => {
    expect(run(['a\n', 'Use ', 'b'])).toMatchObject({ shown: ['a', '\nUse ', 'b'], text: 'a\nUse b', found: false });
  });

  it('gives back what was held when the text ends', () => {
    expect(run(['a\nUser'])).toMatchObject({ text: 'a\nUser', found: false });
  });

  it('agrees with a search in the whole text, however it is cut', () => {
    const letters = fc.constantFrom('\n', 'U', 's', 'e', 'r', ':', 'x', '\nUser', '\nUser:');
    fc.assert(
      fc.property(fc.array(fc.array(letters).map((parts) => parts.join(''))), (pieces) => {
        const whole = pieces.join('');
        const at = whole.indexOf('\nUser:');
        const { text, found } = run(pieces);
        expect(text).toBe(at < 0 ? whole : whole.slice(0, at));
        expect(found).toBe(at >= 0);
      }),
    );
  });
});
