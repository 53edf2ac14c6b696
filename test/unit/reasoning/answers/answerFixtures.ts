import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { SectionKind } from '../../../../src/reasoning/steps/answerParser.ts';

export interface ExpectedSection {
  readonly kind: SectionKind;
  readonly number?: number;
  readonly text: string;
}

/** One answer of `test/fixtures/answers` (how they are written: `README.md` there). */
export interface AnswerFixture {
  readonly name: string;
  readonly text: string;
  readonly sections: readonly ExpectedSection[];
  /** `undefined`: the fixture says nothing of it; `none`: no answer may be read. */
  readonly final?: { readonly value: string; readonly how: string } | 'none';
}

const FOLDER = new URL('../../../fixtures/answers/', import.meta.url);

export function answerFixtures(): readonly AnswerFixture[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) => readFixtures(basename(file, '.txt'), readFileSync(new URL(file, FOLDER), 'utf8')));
}

function readFixtures(file: string, content: string): AnswerFixture[] {
  const [, ...parts] = content.replaceAll('\r\n', '\n').split(/^=== /m);
  return parts.map((part) => {
    const [, title = '', final, marked = ''] = /^(.*)\n(?:final: (.*)\n)?([^]*?)\n*$/.exec(part) ?? [];
    const sections = readSections(`${file}: ${title}`, marked);
    const [, value = '', how = ''] = /^(.*) \(([a-z-]+)\)$/.exec(final ?? '') ?? [];
    return {
      name: `${file}: ${title}`,
      text: sections.map((section) => section.text).join(''),
      sections,
      ...(final !== undefined && { final: final === 'none' ? final : { value, how } }),
    };
  });
}

function readSections(name: string, marked: string): ExpectedSection[] {
  const [before, ...pieces] = marked
    .replaceAll('␍', '\r')
    .replaceAll('␉', '\t')
    .replaceAll(/␊\n?/g, '\n')
    .replaceAll('␠', ' ')
    .split(/⟦(plan|step|answer|prose)(?: (\d+))?⟧/);
  if (before !== '') throw new Error(`${name}: text before the first ⟦…⟧`);
  const sections: ExpectedSection[] = [];
  for (let i = 0; i < pieces.length; i += 3) {
    const [kind, number, text = ''] = pieces.slice(i, i + 3);
    sections.push({ kind: kind as SectionKind, ...(number !== undefined && { number: Number(number) }), text });
  }
  return sections;
}
