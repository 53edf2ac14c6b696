import { describe, expect, it } from 'vitest';
import { shownFailure } from '../../../src/host/editor/terminal/shownFailure.ts';
import { TerminalScreen } from '../../../src/host/editor/terminal/terminalScreen.ts';
import { testFailureQuestion } from '../../../src/reasoning/questions/testFailure.ts';
import { OutputTail } from '../../../src/reasoning/questions/outputTail.ts';

const ESC = '\u001b';
const THREAD = new URL('../../../src/host/editor/terminal/screenThread.ts', import.meta.url);
const screen = new TerminalScreen(THREAD, 60_000);
/** Fails where a thread is started. */
const withoutThread = new TerminalScreen('/no/such/thread.cjs');

describe('what a terminal shows', () => {
  it('follows the cursor', async () => {
    const written: readonly (readonly [written: string, shown: string])[] = [
      ['one two three\rONE', 'ONE two three'],
      ['abc\b\bX', 'aXc'],
      ['50 %\b\b\b\b100 %', '100 %'],
      [`a\nb\nc${ESC}[2A\r${ESC}[2KA`, 'A\nb\nc'],
      [`a${ESC}[3Cb${ESC}[1Gc`, 'c   b'],
      [`loading…\r${ESC}[Kdone\r\n`, 'done'],
      [`${ESC}[s1${ESC}[u2`, '2'],
      [`first${ESC}[2J${ESC}[Hsecond`, 'second'],
      ['10 %\r50 %\r100 %\r\nready\r\n', '100 %\nready'],
    ];
    expect(await screen.show(written.map(([text]) => text))).toEqual(written.map(([, shown]) => shown));
  });

  it('has no colors, titles and marks, and keeps all characters', async () => {
    const written: readonly (readonly [written: string, shown: string])[] = [
      [`${ESC}[31merror${ESC}[0m: no\r\n${ESC}]0;title\u0007done${ESC}[K`, 'error: no\ndone'],
      [`${ESC}[38;5;196mé${ESC}[m 漢字 😀 e\u0301`, 'é 漢字 😀 e\u0301'],
      [`${ESC}]633;C${ESC}\\a  \n\n`, 'a  '],
      [`${ESC}]8;;https://example.org${ESC}\\link${ESC}]8;;${ESC}\\`, 'link'],
      [`${ESC}[?25l${ESC}P1$r0m${ESC}\\x${ESC}(Bx`, 'xx'],
      [`${ESC}[1m${'long '.repeat(200)}end${ESC}[0m\nnext`, `${'long '.repeat(200)}end\nnext`],
    ];
    expect(await screen.show(written.map(([text]) => text))).toEqual(written.map(([, shown]) => shown));
  });

  it('keeps tabs as far as they are seen', async () => {
    const written: readonly (readonly [written: string, shown: string])[] = [
      [`${ESC}[31mMakefile:2: no${ESC}[m\n\tcc -c x.c`, 'Makefile:2: no\n\tcc -c x.c'],
      [`${ESC}[31m-\tfoo${ESC}[m\n${ESC}[32m+        foo${ESC}[m`, '-\tfoo\n+        foo'],
      [`${ESC}[mab\t\tc\td`, 'ab\t\tc\td'],
      [`${ESC}[m12345678\t漢字\tx`, '12345678\t漢字\tx'],
      [`\t${ESC}[31ma\t  b${ESC}[m`, '\ta\t  b'],
      ['abc\td\rABCDEFGHIJ', 'ABCDEFGHIJ'],
      ['abcdefghijk\r\tX', 'abcdefghXjk'],
      [`a${ESC}[3Cb\tc`, 'a   b\tc'],
      [`a${ESC}[7Cb`, 'a       b'],
    ];
    expect(await screen.show(written.map(([text]) => text))).toEqual(written.map(([, shown]) => shown));
  });

  it('has what was written before a program took the whole screen', async () => {
    const written: readonly (readonly [written: string, shown: string])[] = [
      [`before\n${ESC}[?1049hvim screen`, 'before\nvim screen'],
      [`before\n${ESC}[?1049h${ESC}[Hvim${ESC}[2Bscreen`, 'before\nvim\n\n   screen'],
      [`${ESC}[?1049hvim screen`, 'vim screen'],
      [`before\n${ESC}[?1049h`, 'before'],
      [`before\n${ESC}[?1049hvim screen${ESC}[?1049lafter`, 'before\nafter'],
    ];
    expect(await screen.show(written.map(([text]) => text))).toEqual(written.map(([, shown]) => shown));
  });

  it('loses no line behind a sequence that nothing ends', async () => {
    const written: readonly (readonly [written: string, shown: string])[] = [
      [`x${ESC}]0;title\nnext\nlast`, 'x\nnext\nlast'],
      [`x${ESC}Pq#0\r\nnext`, 'x\nnext'],
      [`${ESC}[31mred${ESC}[m\nx\u009d\u0090y\nnext`, 'red\nx\nnext'],
      [`x${ESC}]0;tit`, 'x'],
      [`x${ESC}]0;title\u0007\nnext`, 'x\nnext'],
      [`x${ESC}Pq\n#0${ESC}\\y`, 'xy'],
    ];
    expect(await screen.show(written.map(([text]) => text))).toEqual(written.map(([, shown]) => shown));
  });

  it('is the text itself where it has no control characters, and no thread is started', async () => {
    const plain = ['', 'a\tb\r\nc ', 'x'.repeat(1e6)];
    expect(await withoutThread.show(plain)).toBe(plain);
  });

  it('is all lines that are kept of a long output', async () => {
    const tail = new OutputTail();
    for (let i = 1; i <= 200_000; i++) tail.add(`${ESC}[32m${i}${ESC}[0m\r\n`);
    const lines = tail.text.trimEnd().split(/\r?\n/).length;
    const [shown = ''] = await screen.show([tail.text]);
    expect(shown.split('\n')).toHaveLength(lines);
    expect(shown).toMatch(/\n199999\n200000$/);
  });

  it('does nothing so often that it takes for ever', async () => {
    const often = ['2147483647b', '2000000000L', '2000000000M', '2000000000S', '2000000000T', '2000000000I'];
    const far = ['2000000000@', '2000000000P', '2000000000X', '99999A', '99999B\u001b[A'];
    const written = [...often, ...far].map((sequence) => `a b${ESC}[${sequence}c`);
    const shown = await screen.show(written);
    expect(shown.slice(0, often.length)).toEqual(often.map(() => 'a bc'));
    expect(shown).toHaveLength(written.length);
  });

  it('is the text without escape sequences where the thread fails or is late', async () => {
    const late = new TerminalScreen(THREAD, 1);
    for (const none of [withoutThread, late]) {
      expect(await none.show([`${ESC}[31mred${ESC}[0m`, 'plain'])).toEqual(['red', 'plain']);
    }
  });
});

describe('a failed test', () => {
  it('says what a terminal shows, in its message and both outputs', async () => {
    const failure = await shownFailure(screen, {
      message: `${ESC}[2mexpect(${ESC}[22m${ESC}[31mreceived${ESC}[39m${ESC}[2m)${ESC}[22m\n`,
      expectedOutput: `${ESC}[32mtwo${ESC}[39m`,
      actualOutput: 'one two\rONE',
    });
    expect(failure).toEqual({ message: 'expect(received)', expected: 'two', actual: 'ONE two' });
  });

  it('spells control characters where they are the difference', async () => {
    const failure = await shownFailure(screen, {
      message: 'not equal',
      expectedOutput: 'red',
      actualOutput: `${ESC}[31mred${ESC}[39m`,
    });
    expect(failure).toEqual({ message: 'not equal', expected: 'red', actual: '\\x1b[31mred\\x1b[39m' });
  });

  it.each([
    ['a\u0090bc', 'a\\x90bc'],
    ['\u00e2\u0080\u009dhi\u00e2\u0080\u009d there', 'â\\x80\\x9dhiâ\\x80\\x9d there'],
    [`a${ESC}]0;b c`, 'a\\x1b]0;b c'],
    ['it\u0092s', 'it\\x92s'],
  ])('loses nothing of a value that a terminal would swallow: %j', async (value, shown) => {
    const failure = await shownFailure(screen, { message: `is ${value}`, expectedOutput: 'x', actualOutput: value });
    expect(failure).toEqual({ message: `is ${shown}`, expected: 'x', actual: shown });
  });

  it.each([
    ['a\t', 'a\t', `${ESC}[31ma\t${ESC}[39m`, '\\x1b[31ma\t\\x1b[39m'],
    ['a\r\nb\n', 'a\r\nb\n', `${ESC}[1ma\r\nc${ESC}[m\n`, 'a\r\nc\n'],
    ['100 %\n', '100 %\n', '10 %\r100 %\n', '10 %\\x0d100 %\n'],
    ['100 %\r\n', '100 %', '10 %\r200 %\n', '200 %'],
  ])('has no difference that only a terminal makes: %j', async (expectedOutput, expected, actualOutput, actual) => {
    const failure = await shownFailure(screen, { message: 'no', expectedOutput, actualOutput });
    expect(failure).toEqual({ message: 'no', expected, actual });
  });

  it('keeps the white space of its outputs', async () => {
    const outputs = { expectedOutput: 'a\tb ', actualOutput: 'a\tb' };
    expect(await shownFailure(withoutThread, { message: ' no \n', ...outputs })).toEqual({
      message: 'no',
      expected: 'a\tb ',
      actual: 'a\tb',
    });
  });

  it('is asked about by the first lines of a message that never ends', async () => {
    const failure = await shownFailure(screen, { message: `${ESC}[31mred\n`.repeat(200_000) });
    const snippet = {
      label: 'a.ts',
      language: 'TypeScript',
      fence: 'ts',
      parts: [{ code: 'a', firstLine: 1, lastLine: 1 }],
    } as const;
    expect(testFailureQuestion({ ...failure, test: 't' }, snippet)).toContain('red\n…\n```');
  });
});
