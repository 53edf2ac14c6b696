import { expect, it } from 'vitest';
import type { ContextEntry } from '../../../../src/protocol/conversation.ts';
import { definitionsIn } from '../../../../src/reasoning/run/definitions.ts';

const entry = (over: Partial<ContextEntry>): ContextEntry => ({
  ...{ id: '0', name: 'addFee', label: 'fees.ts', uri: 'file:///fees.ts', firstLine: 1, lastLine: 1, tokens: 9 },
  text: 'addFee in fees.ts (line 1):\n```typescript\nexport const addFee = (a) => a + 1;\n```',
  ...over,
});

it('takes whole definitions of the language, with the file that they are from', () => {
  const found = [
    { name: 'addFee', label: 'fees.ts', file: 'file:///fees.ts', code: 'export const addFee = (a) => a + 1;' },
  ];
  expect(definitionsIn([entry({})], 'typescript')).toEqual(found);
  expect(definitionsIn([entry({ attached: 'symbol' })], 'javascript')).toEqual(found);
});

it.each<[string, Partial<ContextEntry>]>([
  ['one that was cut', { leftOut: 2 }],
  ['a file', { attached: 'file', name: '' }],
  ['problems', { attached: 'problems' }],
  ['a piece about no name', { name: '' }],
  ['another language', { text: 'f in a.py (line 1):\n```python\ndef f(): pass\n```' }],
  ['a language that is not run', { text: 'f in a.go (line 1):\n```go\nfunc f() {}\n```' }],
  ['one without room', { text: '' }],
  ['one whose inner lines did not fit', { text: 'addFee in fees.ts:\n```ts\nconst addFee = `\n  …\n`;\n```' }],
  ['one with a line that was cut', { text: 'addFee in fees.ts:\n```ts\nconst addFee = 1; // aaaa…\n```' }],
])('leaves out %s', (_, over) => {
  expect(definitionsIn([entry(over)], 'typescript')).toEqual([]);
});
