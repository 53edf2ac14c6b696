import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../../../src/inference/prompt/jinja/ast.ts';
import { LimitError } from '../../../../../src/inference/prompt/jinja/budget.ts';
import { render } from '../../../../../src/inference/prompt/jinja/render.ts';
import { Text } from '../../../../../src/inference/prompt/jinja/text.ts';
import type { Value } from '../../../../../src/inference/prompt/jinja/values.ts';

/** What Jinja2 made of each; see scripts/fixtures/chatTemplates.py. */
const expected = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../fixtures/jinja2/expressions.json'), 'utf8'),
) as readonly { readonly source: string; readonly text?: string; readonly error?: string }[];

const rendered = (source: string, variables: Iterable<readonly [string, Value]> = []) =>
  render(parseTemplate(source), variables, new Date());

describe('a template', () => {
  it.each(expected)('renders as Jinja2 does: $source', ({ source, text }) => {
    if (text === undefined) expect(() => rendered(source)).toThrow();
    else expect(rendered(source).value).toBe(text);
  });
});

/** Template text as it is, what the message wrote in «quotes». */
const shown = (expression: string, content = 'Ab<x>c ') =>
  rendered(`{{ ${expression} }}`, [['c', Text.of(content, 0)]])
    .pieces()
    .map(({ text, source }) => (source === 'template' ? text : `«${text}»`))
    .join('');

describe('who wrote what', () => {
  it.each([
    ["'<x>' ~ c ~ '<x>'", '<x>«Ab<x>c »<x>'],
    ["'[' + c.strip() + ']'", '[«Ab<x>c»]'],
    ['c | upper', '«AB<X>C »'],
    ["c.split('<x>') | join('<x>')", '«Ab»<x>«c »'],
    ["c.split('<x>')[-1]", '«c »'],
    ["c.replace('<x>', '<y>')", '«Ab»<y>«c »'],
    ["'<x>' | replace('x', c)", '<«Ab<x>c »>'],
    ["c.partition('<x>') | join", '«Ab<x>c »'],
    ['c[::-1]', '« c>x<bA»'],
    ["'%s!' % c", '«Ab<x>c »!'],
    ["'{}{}'.format('<x>', c)", '<x>«Ab<x>c »'],
    ['c | tojson', '"«Ab<x>c »"'],
    ['[c]', "['«Ab<x>c »']"],
    ['c | indent(1, true)', ' «Ab<x>c »'],
    ['c.title()', '«Ab<X>C »'],
    ["'<x>'.join(c | list)", '«A»<x>«b»<x>«<»<x>«x»<x>«>»<x>«c»<x>« »'],
    ["('<x>' ~ c)[1:4]", 'x>«A»'],
    ["{'k': c}.k ~ [c][0] ~ namespace(v=c).v", '«Ab<x>c Ab<x>c Ab<x>c »'],
    ["[{'content': c}] | map(attribute='content') | join", '«Ab<x>c »'],
    ['{c: 1} | join', '«Ab<x>c »'],
    ['c | e', '«Ab&lt;x&gt;c »'],
    ["'<x>' if '<x>' in c else c", '<x>'],
  ])('stays known through %s', (expression, pieces) => {
    expect(shown(expression)).toBe(pieces);
  });

  it('stays known through macros, blocks, filters and variables', () => {
    const source =
      '{% macro m(x) %}<{{ x }}>{% endmacro %}{% set b %}{{ m(c) }}{% endset %}{% filter upper %}{{ b }}{% endfilter %}';
    const pieces = rendered(source, [['c', Text.of('a', 3)]]).pieces();
    expect(pieces).toEqual([
      { text: '<', source: 'template' },
      { text: 'A', source: 3 },
      { text: '>', source: 'template' },
    ]);
  });

  it('counts as the message’s where it cannot be told', () => {
    expect(shown("('<x>' ~ c).capitalize()", 'ß')).toBe('<x>«ß»');
    expect(shown("('<x>' ~ c).title()", 'ßß')).toBe('«<X>Ssß»');
  });
});

describe('a hostile template', () => {
  it.each([
    ['loops in loops', '{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}'],
    ['loops that write', '{% for a in range(100000) %}{% for b in range(1000) %}x{% endfor %}{% endfor %}'],
    [
      'a text that doubles',
      "{% set ns = namespace(s='xx') %}{% for a in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
    ],
    [
      'a list that doubles',
      '{% set ns = namespace(l=[1]) %}{% for a in range(100) %}{% set ns.l = ns.l + ns.l %}{% endfor %}',
    ],
    ['a repeated text', "{{ 'x' * 1000000000 }}"],
    ['a repeated list', '{{ [1] * 1000000000 }}'],
    ['a wide format', "{{ '{:>999999999}'.format('x') }}"],
    ['a wide percent format', "{{ '%999999999d' % 1 }}"],
    ['a wide center', "{{ 'x' | center(999999999) }}"],
    ['a wide indent', "{{ ('x\\n' * 1000) | indent(1000000) }}"],
    [
      'a replacement that grows',
      "{% set ns = namespace(s='aaaa') %}{% for a in range(50) %}{% set ns.s = ns.s.replace('a', 'aaaa') %}{% endfor %}",
    ],
    [
      'a join that grows',
      "{% set ns = namespace(s='aaaa') %}{% for a in range(50) %}{% set ns.s = ns.s.join(['a', 'b', ns.s, ns.s]) %}{% endfor %}",
    ],
    ['zeros', "{{ '7'.zfill(999999999) }}"],
  ])('is ended: %s', (_, source) => {
    expect(() => rendered(source)).toThrow(LimitError);
  });

  it.each([
    ['range(1e9)', '{% for a in range(1000000000) %}{% endfor %}'],
    ['a macro without end', '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}'],
    [
      'macros that call each other',
      '{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}',
    ],
    ['a deep expression', `{{ ${'('.repeat(50_000)}1${')'.repeat(50_000)} }}`],
    [
      'a list in itself, printed',
      '{% set ns = namespace(l=[]) %}{% for i in range(20000) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l }}',
    ],
  ])('fails: %s', (_, source) => {
    expect(() => rendered(source)).toThrow();
  });
});
