import type { Budget } from './budget.ts';
import type { Arguments, Value } from './values.ts';

/** What a filter may use. */
export interface FilterContext {
  readonly budget: Budget;
  /** Applies another filter, or a test. @throws TemplateError where there is none of this name */
  readonly filter: (name: string, value: Value, args: Arguments) => Value;
  readonly test: (name: string, value: Value, args: Arguments) => boolean;
}

export type Filter = (value: Value, args: Arguments, context: FilterContext) => Value;
