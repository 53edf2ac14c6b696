import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { gatherContext } from '../../src/host/editor/context.ts';
import { snippetOfLines } from '../../src/host/editor/selection.ts';
import type { SnippetParts } from '../../src/reasoning/explain.ts';

/** Long enough for a language server that has just started. */
const PATIENT_MS = 20_000;

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
  'shop/use.ts': `import { bill } from './bill';

export const due = bill;
`,
};

describe('context by meaning', function () {
  let folder: vscode.Uri;
  const open = (path: string) => vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, path));
  const lines = (document: vscode.TextDocument, first: number, last: number): SnippetParts => {
    const snippet = snippetOfLines(document, first, last);
    assert.ok(snippet);
    return snippet.parts;
  };

  before(async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    folder = root;
    for (const [path, text] of Object.entries(FILES)) {
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root, path), new TextEncoder().encode(text));
    }
    // The language server answers from its first whole answer on.
    const document = await open('shop/bill.ts');
    await gatherContext(document, lines(document, 10, 14), PATIENT_MS);
  });

  /** Selected lines of `shop/bill.ts`, and what must be among the candidates: kind, file and a piece of its code. */
  const cases: readonly [string, number, number, string, string, string][] = [
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
  for (const [what, first, last, kind, file, code] of cases) {
    it(`finds ${what}`, async () => {
      const document = await open('shop/bill.ts');
      const found = await gatherContext(document, lines(document, first, last), PATIENT_MS);
      const matches = found.filter((one) => one.kind === kind && one.uri.endsWith(file) && one.code.includes(code));
      const all = found.map((one) => `${one.kind} ${one.label} ${one.firstLine}: ${one.code.slice(0, 60)}`).join('\n');
      assert.ok(matches.length > 0, `not among:\n${all}`);
    });
  }

  it('goes with what is there when a service never answers', async () => {
    const never = vscode.languages.registerDefinitionProvider(
      { pattern: '**/shop/bill.ts' },
      { provideDefinition: () => new Promise(() => undefined) },
    );
    try {
      const document = await open('shop/bill.ts');
      const begun = performance.now();
      const found = await gatherContext(document, lines(document, 12, 12));
      assert.ok(found.some(({ kind }) => kind === 'enclosing'));
      // The deadline is 400 ms; without it this would wait for ever. The rest is room for a busy machine.
      assert.ok(performance.now() - begun < 5_000);
    } finally {
      never.dispose();
    }
  });

  it('lets the user type meanwhile', async () => {
    const never = vscode.languages.registerDefinitionProvider(
      { pattern: '**/shop/bill.ts' },
      { provideDefinition: () => new Promise(() => undefined) },
    );
    try {
      const document = await open('shop/bill.ts');
      const editor = await vscode.window.showTextDocument(document);
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      let isGathering = true;
      const gathered = gatherContext(document, lines(document, 12, 12), PATIENT_MS / 10).then((found) => {
        isGathering = false;
        return found;
      });
      for (const text of '// typed ') await vscode.commands.executeCommand('type', { text });
      assert.match(document.lineAt(0).text, /^\/\/ typed import/);
      assert.equal(isGathering, true);
      assert.ok((await gathered).length > 0);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    } finally {
      never.dispose();
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
