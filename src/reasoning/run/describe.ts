import type { RunEvent, RunValue } from '../../protocol/sandbox.ts';

/** A value as a step would write it; long ones are cut. */
export function valueText(value: RunValue, isInside = false): string {
  switch (value.kind) {
    case 'list': {
      const items = value.items.map((item) => valueText(item, true));
      return `[${[...items, ...(value.whole ? [] : ['…'])].join(', ')}]`;
    }
    case 'record': {
      const entries = value.entries.map(([key, item]) => `${key}: ${valueText(item, true)}`);
      return `{${[...entries, ...(value.whole ? [] : ['…'])].join(', ')}}`;
    }
    case 'text':
      return isInside ? `'${value.text}'` : value.text;
    case 'number':
    case 'boolean':
    case 'nothing':
    case 'other':
      return value.text;
  }
}

/** Whole characters, at most so many. */
export function cutText(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** One line for the terminal. */
export function describeEvent(event: RunEvent): string {
  const at = String(event.line).padStart(4);
  switch (event.type) {
    case 'set':
      return `${at}  ${event.name} = ${valueText(event.value, true)}`;
    case 'test':
      return `${at}  ${event.source} is ${event.result}`;
    case 'call':
      return `${at}  ${event.name}(${event.args.map(([name, value]) => `${name} = ${valueText(value, true)}`).join(', ')})`;
    case 'return':
      return `${at}  ${event.name} returns ${valueText(event.value, true)}`;
    case 'print':
      return `${at}  prints ${event.text}`;
  }
}
