/** Reading JSON of others by shape. */

export function objectAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

export function numberAt(value: unknown, key: string): number | undefined {
  const found = objectAt(value, key);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

export function textAt(value: unknown, key: string): string | undefined {
  const found = objectAt(value, key);
  return typeof found === 'string' ? found : undefined;
}

/** `tokens` of an answer of `/tokenize`. @throws Error there are none */
export function tokenIds(value: unknown): readonly number[] {
  const tokens = objectAt(value, 'tokens');
  if (Array.isArray(tokens) && tokens.every((token) => Number.isSafeInteger(token))) return tokens as number[];
  throw new Error('The server gave no token ids.');
}
