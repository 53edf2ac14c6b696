import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const IMPORT = /(?:\bfrom|\bimport\()\s*'(\.[^']+)'/g;

/** Every file of a folder with the files it imports, types included. */
function importsIn(folder: string): Map<string, string[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));
  return new Map(
    files.map((file) => {
      const targets = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, path = '']) =>
        join(dirname(file), path),
      );
      return [file, targets.map(normalize).filter((target) => files.includes(target))];
    }),
  );
}

/** The paths that lead from a file back to it; one for each of the imports that close them. */
function cycles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return found;
}

it('no file of the sources imports itself by way of others', () => {
  const imports = importsIn('src');
  expect(imports.size).toBeGreaterThan(100);
  expect(cycles(imports)).toEqual([]);
});

it('would find one', () => {
  const imports = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ]);
  expect(cycles(imports)).toEqual(['b -> c -> b']);
});
