/** Models in several files, named as llama.cpp demands it: `name-00001-of-00003.gguf`. */
const pattern = /^(.*)-(\d{5})(-of-)(\d{5})(\.gguf)$/is;

/** Whether llama.cpp finds the other parts beside a file of this name: it looks for names in lower case. */
export const partsAreFound = (path: string): boolean => /-of-\d{5}\.gguf$/.test(path);

/** All parts of the model that the file at `path` (a path, an address or a bare name) is one of; `[path]` if it is not split. */
export function splitParts(path: string): string[] {
  const [, prefix = '', number = '', of = '', count = '', ending = ''] = pattern.exec(path) ?? [];
  const parts = Number(count);
  if (parts < 1 || Number(number) < 1 || Number(number) > parts) return [path];
  return Array.from({ length: parts }, (_, i) => `${prefix}-${String(i + 1).padStart(5, '0')}${of}${count}${ending}`);
}
