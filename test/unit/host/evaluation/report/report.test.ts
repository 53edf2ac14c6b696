// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { comparisonOf } from '../../../../../src/host/evaluation/report/comparisonData.ts';
import { comparisonHtml } from '../../../../../src/host/evaluation/report/comparisonHtml.ts';
import { reportData } from '../../../../../src/host/evaluation/report/reportData.ts';
import { reportHtml } from '../../../../../src/host/evaluation/report/reportHtml.ts';
import { reportMarkdown } from '../../../../../src/host/evaluation/report/reportMarkdown.ts';
import { writeNumbersIn } from '../../../../../src/host/platform/texts/numbers.ts';
import { untranslated as t } from '../../../../../src/host/platform/texts/translate.ts';
import type { Item } from '../../../../../src/reasoning/evaluation/items.ts';
import type { ItemRecord, RunConfig, Sample } from '../../../../../src/reasoning/evaluation/runRecords.ts';

const HOSTILE = '</div><script>alert(1)</script><img src="https://example.com/x.png" onerror=alert(1)>';

const config = (chains: number): RunConfig => ({
  ...{ task: 'gsm8k', protocol: 'cerebrum', method: 'generate', shots: 0, data: 'd', chains, temperature: 0 },
  ...{ maxTokens: 1024, seed: 0, contextSize: 4096 },
  model: { file: `${HOSTILE}.gguf`, sha256: 's', template: 'cerebrum' },
  engine: { llamaCpp: 'b1', backend: 'cpu', batchSize: 512, parallel: 1 },
});
const problem = (id: string, question = 'How many?'): Item => ({
  ...{ kind: 'problem', id, question, solution: '9 * 2 = 18\n#### 18' },
});
const sample = (text: string, tokens = 10): Sample => ({ text, tokens, stopReason: 'finished', seed: 1 });
const answers = (item: string, ...samples: Sample[]): ItemRecord => ({
  ...{ type: 'answers', item, samples, promptTokens: 5, ms: 1 },
});
const shares = (groups: readonly { label: string; right: number; items: number }[]) =>
  groups.map(({ label, right, items }) => [label, right, items]);

describe('A report', () => {
  const right = sample('Answer: 18');
  const wrong = sample('Answer: 17');
  const none = sample('I cannot tell.');

  it('tells how the vote goes with the number of samples and what agreement is worth', () => {
    const records = [
      answers('a', wrong, right, right),
      answers('b', right, right, right),
      answers('c', none, wrong, wrong),
    ];
    const { bySamples, byAgreement, samplesNeeded } = reportData(
      { config: config(3), records },
      ['a', 'b', 'c'].map((id) => problem(id)),
    );
    expect(shares(bySamples)).toEqual([
      ['1', 1, 3],
      ['2', 1, 3],
      ['3', 2, 3],
    ]);
    expect(shares(byAgreement)).toEqual([
      ['2', 1, 2],
      ['3', 1, 1],
    ]);
    // Two of b; all three of a, and of c, where a third one could make it a tie.
    expect(samplesNeeded).toBeCloseTo(8 / 3);
  });

  it('tells right answers by length; those of one length stay together', () => {
    const lengths = [10, 10, 10, 10, 20, 30, 40, 50];
    const records = lengths.map((tokens, index) => answers(`i${index}`, sample(index < 4 ? 'Answer: 18' : '', tokens)));
    const { byLength } = reportData(
      { config: config(1), records },
      lengths.map((_, index) => problem(`i${index}`)),
    );
    expect(shares(byLength)).toEqual([
      ['10', 4, 4],
      ['20–30', 0, 2],
      ['40–50', 0, 2],
    ]);
  });

  it('tells right answers by level and subject of MATH', () => {
    const item = (id: string, level: number): Item => ({
      ...{ kind: 'math', id, question: 'q', answer: '1', level, subject: 'Algebra' },
    });
    const { byLevel, bySubject } = reportData(
      { config: { ...config(1), task: 'math' }, records: [answers('x', sample('\\boxed{1}')), answers('y', wrong)] },
      [item('x', 5), item('y', 2)],
    );
    expect(shares(byLevel)).toEqual([
      ['2', 0, 1],
      ['5', 1, 1],
    ]);
    expect(shares(bySubject)).toEqual([['Algebra', 1, 2]]);
  });

  it('shows of a question with choices the one that was likeliest', () => {
    const item: Item = { kind: 'choice', id: 'c', question: 'Which?', choices: ['ice', 'fire', 'air'], right: 1 };
    const record: ItemRecord = { type: 'likelihoods', item: 'c', logProbabilities: [-6, -5, -4], ms: 1 };
    const arc = { ...config(1), task: 'arc_challenge', method: 'likelihood' } as const;
    const { wrong } = reportData({ config: arc, records: [record] }, [item]);
    expect(wrong).toMatchObject([{ given: 'C. air', right: 'B. fire' }]);
  });

  it('is in the order of the questions, whichever was answered first', () => {
    const run = (records: ItemRecord[]) =>
      reportHtml(reportData({ config: config(1), records }, [problem('a'), problem('b')]), t);
    expect(run([answers('b', wrong), answers('a', none)])).toBe(run([answers('a', none), answers('b', wrong)]));
  });

  describe('of hostile questions and answers', () => {
    const records: ItemRecord[] = [
      answers('bad', sample(`1. 9 * 2 = 17.\n${HOSTILE}\nAnswer: ${HOSTILE}`)),
      { type: 'failed', item: HOSTILE, reason: HOSTILE },
    ];
    const data = reportData({ config: config(1), records }, [problem('bad', HOSTILE), problem(HOSTILE)]);

    it('is one page that runs and loads nothing, and shows all of it as text', () => {
      const page = new DOMParser().parseFromString(reportHtml(data, t), 'text/html');
      expect(page.querySelectorAll('script, img, link, iframe, object, [src], [href], [onerror]')).toHaveLength(0);
      expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain("default-src 'none'");
      const items = [...page.querySelectorAll('details')];
      expect(items).toHaveLength(2);
      expect(items[0]?.textContent).toContain(HOSTILE);
      expect(items[0]?.textContent).toContain('“9 * 2 = 17” is wrong: it is 18.');
      expect(items[1]?.querySelector('p.bad')?.textContent).toBe(HOSTILE);
      expect(page.querySelector('h1')?.textContent).toContain(HOSTILE);
    });

    it('is Markdown that has it in blocks of code only', () => {
      const outside = reportMarkdown(data, t).replace(/^(`{3,})text\n[^]*?\n\1$/gm, '');
      expect(outside.replaceAll(/\\[<>*_[\]]/g, '')).not.toMatch(/<script|<img|!\[|\]\(/);
      expect(reportMarkdown(data, t)).toContain(HOSTILE);
    });
  });
});

describe('A comparison', () => {
  const run = (file: string, rights: readonly boolean[]) => ({
    config: { ...config(1), model: { file, sha256: file, template: 'cerebrum' } },
    records: rights.map((isRight, index) => answers(`i${index}`, sample(isRight ? 'Answer: 18' : 'Answer: 17'))),
  });
  const items = Array.from({ length: 12 }, (_, index) => problem(`i${index}`));
  const compare = (a: readonly boolean[], b: readonly boolean[]) =>
    comparisonOf(run('a.gguf', a), run('b.gguf', b), items);
  const flags = (right: number) => Array.from({ length: 12 }, (_, index) => index < right);
  const lead = (page: string) =>
    new DOMParser().parseFromString(page, 'text/html').querySelector('strong')?.textContent;

  it('says which run is better only where chance hardly makes such a difference', () => {
    // 10 of 10 that differ: 2 * 2^-10 = 0.00195.
    expect(lead(comparisonHtml(compare(flags(12), flags(2)), t))).toBe(
      'a.gguf is better by 83.3 points (95 %: 62.2 to 104.4; exact McNemar test, p = 0.002).',
    );
    expect(lead(comparisonHtml(compare(flags(3), flags(5)), t))).toMatch(
      /^No difference was found\. One below 33\.0 points/,
    );
  });

  it('lists what only one run has right, and counts only what both were asked', () => {
    const { onlyFirst, onlySecond, columns } = compare(flags(4), flags(6).slice(0, 11));
    expect(onlyFirst).toEqual([]);
    expect(onlySecond.map(({ item, given }) => [item.id, given])).toEqual([
      ['i4', '17'],
      ['i5', '17'],
    ]);
    expect(columns.find(({ column }) => column === 'ours')).toMatchObject({ items: 11, onlyFirst: 0, onlySecond: 2 });
  });

  it('shows hostile names and answers as text', () => {
    const hostile = { ...run(HOSTILE, [true]), records: [answers('i0', sample(`${HOSTILE} Answer: 17`))] };
    const html = comparisonHtml(comparisonOf(hostile, run('b.gguf', [true]), items), t);
    const page = new DOMParser().parseFromString(html, 'text/html');
    expect(page.querySelectorAll('script, img, link, iframe, object, [src], [href], [onerror]')).toHaveLength(0);
    expect(page.querySelector('h1')?.textContent).toContain(HOSTILE);
    expect(page.querySelectorAll('details')).toHaveLength(1);
  });
});

describe('A report in German', () => {
  afterEach(() => writeNumbersIn());

  it('writes its numbers as German does, and the coordinates of its charts as SVG does', () => {
    writeNumbersIn('de');
    const records = [
      answers('a', sample('Answer: 18')),
      answers('b', sample('Answer: 17')),
      answers('c', sample('Answer: 18', 1_200)),
    ];
    const items = ['a', 'b', 'c'].map((id) => problem(id));
    const data = reportData({ config: config(1), records }, items);
    const html = reportHtml(data, t, 'de');
    expect(html).toContain('<td class="number">66,7 %</td><td class="number">20,8 – 93,9</td>');
    for (const [drawn] of html.matchAll(/<(?:path|rect|polyline|polygon|circle)\b[^>]*>/g))
      expect(drawn).not.toMatch(/\d,\d+[ "]/);
    expect(reportMarkdown(data, t)).toContain('| 66,7 % | 20,8 – 93,9 |');
    expect(
      comparisonHtml(comparisonOf({ config: config(1), records }, { config: config(1), records }, items), t, 'de'),
    ).toContain('66,7 % (2 / 3)');
  });
});
