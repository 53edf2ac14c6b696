import { FailureError } from '../../../protocol/failures.ts';
import type { GgufValue } from './ggufHeader.ts';

/** No side of a tensor, no head and no count in a real model is larger. */
const maxSide = 2 ** 24;

/** Typed access to one file's metadata: what is optional may be absent, what is needed throws `model-damaged`. */
export class GgufMetadata {
  readonly #path: string;
  readonly #values: ReadonlyMap<string, GgufValue>;

  constructor(path: string, values: ReadonlyMap<string, GgufValue>) {
    this.#path = path;
    this.#values = values;
  }

  text(key: string): string | undefined {
    const value = this.#values.get(key);
    return typeof value === 'string' ? value : undefined;
  }

  number(key: string): number | undefined {
    const value = this.#values.get(key);
    return typeof value === 'number' ? value : undefined;
  }

  arrayLength(key: string): number | undefined {
    const value = this.#values.get(key);
    return typeof value === 'object' ? value.length : undefined;
  }

  /** A whole number from `min` (1) to `max` (2^24). */
  whole(key: string, bounds: { otherwise?: number; min?: number; max?: number }): number {
    const value = this.#values.get(key) ?? bounds.otherwise;
    if (!isWhole(value, bounds.min ?? 1, bounds.max ?? maxSide)) throw this.damaged(key, value);
    return value;
  }

  /** A whole number for each layer; the file may give one for all. */
  perLayer(key: string, layers: number, otherwise: number | readonly number[]): readonly number[] {
    const value = this.#values.get(key);
    const given = typeof value === 'object' ? value.numbers : (value ?? otherwise);
    const numbers = typeof given === 'object' ? given : Array.from({ length: layers }, () => given);
    if (numbers.length < layers || !numbers.every((n) => isWhole(n, 0, maxSide)))
      throw this.damaged(key, String(numbers).slice(0, 80));
    return numbers.slice(0, layers);
  }

  damaged(key: string, value: unknown): FailureError {
    const reason = value === undefined ? `"${key}" is missing` : `"${key}" is ${JSON.stringify(value)}`;
    return new FailureError({ name: 'model-damaged', path: this.#path, reason });
  }

  unsupported(reason: string): FailureError {
    return new FailureError({ name: 'model-unsupported', path: this.#path, reason });
  }
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}
