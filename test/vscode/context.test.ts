import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pickContext } from '../../src/host/questions/pickContext.ts';
import { gatherContext } from '../../src/host/editor/context/gatherContext.ts';
import { snippetOfLines } from '../../src/host/editor/selection.ts';
import type { Engine } from '../../src/host/engine/engine.ts';
import type { SnippetParts } from '../../src/reasoning/questions/explain.ts';
import { demoEngine } from './demoEngine.ts';

/** Long enough for a language server that has just started. */
const PATIENT_MS = 20_000;
/** Tokens of the context beside a question for Cerebrum 7b. */
const BUDGET = 1500;

const FILES: Record<string, string> = {
  'shop/rates.ts': `export const LIMIT = 50;

export interface Rate {
  readonly percent: number;
}

export function vat(price: number, rate: Rate): number {
  return (price * rate.percent) / 100;
}

export const shipping = (weight: number): number => {
  return weight < 5 ? 3 : 7;
};

export enum Size {
  Small,
  Large,
}
`,
  'shop/cart.ts': `import type { Rate } from './rates';

export class Cart {
  #prices: number[] = [];

  add(price: number): this {
    this.#prices.push(price);
    return this;
  }

  total(): number {
    return this.#prices.reduce((sum, price) => sum + price, 0);
  }
}

export type Discount = { readonly rate: Rate; readonly from: number };

export function emptyCart(): Cart {
  return new Cart();
}
`,
  'shop/bill.ts': `import { Cart, emptyCart, type Discount } from './cart';
import { LIMIT, shipping, Size, vat as tax, type Rate } from './rates';
import * as rates from './rates';
import { readFileSync } from 'node:fs';

function local(price: number): number {
  return price - 1;
}

export function bill(cart: Cart, rate: Rate): number {
  const total = cart.total();
  const taxed = total + tax(total, rate);
  return taxed > LIMIT ? taxed : taxed + shipping(2);
}

export function small(size: Size): boolean {
  return size === Size.Small;
}

export function cheap(discount: Discount, price: number): number {
  return local(price) * discount.rate.percent;
}

export function first(): Cart {
  return emptyCart().add(3);
}

export function again(price: number, rate: Rate): number {
  return rates.vat(price, rate);
}

export const shown = [3, 4].map((n) => n.toFixed(2));
`,
  'shop/stock.ts': `export default function stockOf(name: string): number {
  return name.length;
}

export const TAX = { food: 7, other: 19 } as const;

export class Box<T> {
  constructor(readonly content: T) {}

  get size(): number {
    return 1;
  }
}
`,
  'shop/index.ts': `export * from './rates';
export { TAX as taxes } from './stock';
`,
  'shop/order.ts': `import { taxes, vat } from './index';
import stockOf, { Box } from './stock';

export function order(name: string): number {
  const left = stockOf(name);
  const box = new Box(left);
  return box.size + taxes.food + vat(left, { percent: 5 });
}
`,
  'shop/use.ts': `import { bill } from './bill';

export const due = bill;
`,
};

describe('context by meaning', function () {
  let folder: vscode.Uri;
  let engine: Engine;
  const open = (path: string) => vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, path));
  const lines = (document: vscode.TextDocument, first: number, last: number): SnippetParts => {
    const snippet = snippetOfLines(document, first, last);
    assert.ok(snippet);
    return snippet.parts;
  };

  after(() => engine.stop());
  before(async () => {
    engine = demoEngine();
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    folder = root;
    for (const [path, text] of Object.entries(FILES)) {
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root, path), new TextEncoder().encode(text));
    }
    // Until it has looked for problems in a file on screen, TypeScript answers from the open files alone: so all are open.
    for (const path of Object.keys(FILES)) await open(path);
    const document = await open('shop/order.ts');
    await vscode.window.showTextDocument(document);
    const taxes = document.positionAt(document.getText().indexOf('taxes.food'));
    for (let isKnown = false; !isKnown;) {
      const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        taxes,
      );
      isKnown = found.some((place) =>
        ('targetUri' in place ? place.targetUri : place.uri).path.endsWith('shop/stock.ts'),
      );
    }
  });

  /** Selected lines, and what must be in the prompt: kind, file and a piece of its code. */
  type Case = readonly [what: string, first: number, last: number, kind: string, file: string, code: string];
  const inBill: readonly Case[] = [
    ['a renamed function of another file', 12, 12, 'definition', 'shop/rates.ts', 'export function vat'],
    ['a constant of another file', 13, 13, 'definition', 'shop/rates.ts', 'export const LIMIT = 50;'],
    ['an arrow function of another file, to its end', 13, 13, 'definition', 'shop/rates.ts', 'weight < 5 ? 3 : 7'],
    ['the class of a parameter', 10, 10, 'definition', 'shop/cart.ts', 'export class Cart'],
    ['a method of a class', 11, 11, 'definition', 'shop/cart.ts', 'total(): number {\n    return'],
    ['the interface of a parameter', 10, 10, 'definition', 'shop/rates.ts', 'readonly percent: number;'],
    ['an enum', 17, 17, 'definition', 'shop/rates.ts', 'export enum Size'],
    ['a type alias', 20, 20, 'definition', 'shop/cart.ts', 'export type Discount'],
    ['a function of the same file', 21, 21, 'definition', 'shop/bill.ts', 'function local'],
    ['the type of a variable that is not named', 21, 21, 'type', 'shop/cart.ts', 'export type Discount'],
    ['a function whose result is used', 25, 25, 'definition', 'shop/cart.ts', 'return new Cart();'],
    ['a member of a namespace import', 29, 29, 'definition', 'shop/rates.ts', 'price * rate.percent'],
    ['the imports in play', 12, 12, 'imports', 'shop/bill.ts', 'vat as tax'],
    ['the function around some lines', 12, 12, 'enclosing', 'shop/bill.ts', 'export function bill'],
    ['the signature of a library function', 32, 32, 'signature', '', 'toFixed'],
    ['where a function is used', 6, 8, 'caller', 'shop/bill.ts', 'local(price) * discount'],
  ];
  const inOrder: readonly Case[] = [
    ['a default export', 5, 5, 'definition', 'shop/stock.ts', 'export default function stockOf'],
    ['a generic class', 6, 6, 'definition', 'shop/stock.ts', 'export class Box<T>'],
    ['a getter', 7, 7, 'definition', 'shop/stock.ts', 'get size(): number {\n    return 1;'],
    [
      'a constant by its other name, behind a file of exports',
      7,
      7,
      'definition',
      'shop/stock.ts',
      'const TAX = { food',
    ],
    ['a function behind a file of exports', 7, 7, 'definition', 'shop/rates.ts', 'export function vat'],
  ];
  for (const [path, cases] of [['shop/bill.ts', inBill] as const, ['shop/order.ts', inOrder] as const]) {
    for (const [what, first, last, kind, file, code] of cases) {
      it(`finds ${what}, and it is in the prompt`, async () => {
        const document = await open(path);
        const parts = lines(document, first, last);
        const found = await gatherContext(document, parts, PATIENT_MS);
        const matches = found.filter((one) => one.kind === kind && one.uri.endsWith(file) && one.code.includes(code));
        const all = found
          .map((one) => `${one.kind} ${one.label} ${one.firstLine}: ${one.code.slice(0, 60)}`)
          .join('\n');
        assert.ok(matches.length > 0, `not among:\n${all}`);
        const sent = parts.map((part) => ({ ...part, uri: document.uri.toString() }));
        const picked = await pickContext(engine, found, sent, BUDGET);
        const prompt = picked.map(({ text }) => text).join('\n\n');
        const isThere = code.split('\n').every((line) => prompt.includes(line.trim()));
        assert.ok(isThere, `not in:\n${prompt}`);
      });
    }
  }

  it('goes with what is there when a service never answers', async () => {
    const never = vscode.languages.registerDefinitionProvider(
      { pattern: '**/shop/bill.ts' },
      { provideDefinition: () => new Promise(() => undefined) },
    );
    try {
      const document = await open('shop/bill.ts');
      // Without a deadline this would wait until the test's time is over.
      const found = await gatherContext(document, lines(document, 12, 12));
      assert.ok(found.some(({ kind }) => kind === 'enclosing'));
    } finally {
      never.dispose();
    }
  });

  it('lets the user type meanwhile', async () => {
    let answer = (): void => undefined;
    const late = new Promise<undefined>((resolve) => {
      answer = () => resolve(undefined);
    });
    const slow = vscode.languages.registerDefinitionProvider(
      { pattern: '**/shop/bill.ts' },
      { provideDefinition: () => late },
    );
    try {
      const document = await open('shop/bill.ts');
      const editor = await vscode.window.showTextDocument(document);
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      let isGathering = true;
      const gathered = gatherContext(document, lines(document, 12, 12), PATIENT_MS).then((found) => {
        isGathering = false;
        return found;
      });
      for (const text of '// ') await vscode.commands.executeCommand('type', { text });
      assert.match(document.lineAt(0).text, /^\/\/ import/);
      assert.equal(isGathering, true);
      answer();
      assert.ok((await gathered).length > 0);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    } finally {
      slow.dispose();
    }
  });

  it('finds nothing, and fails nowhere, where there is no language service', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'let a = addFee(3);', language: 'plaintext' });
    assert.deepEqual(await gatherContext(document, lines(document, 1, 1)), []);
  });

  it('reads no file that holds secrets', async () => {
    const secret = vscode.languages.registerDefinitionProvider(
      { pattern: '**/shop/use.ts' },
      {
        provideDefinition: () =>
          new vscode.Location(vscode.Uri.joinPath(folder, '.env'), new vscode.Range(0, 0, 0, 10)),
      },
    );
    try {
      await vscode.workspace.fs.writeFile(
        vscode.Uri.joinPath(folder, '.env'),
        new TextEncoder().encode('TOKEN=abc123'),
      );
      const document = await open('shop/use.ts');
      const found = await gatherContext(document, lines(document, 3, 3), PATIENT_MS);
      assert.ok(found.length > 0);
      assert.ok(found.every(({ code }) => !code.includes('abc123')));
    } finally {
      secret.dispose();
    }
  });
});
