/** Who speaks. `system` may only come first and replaces the model's default system sentence. */
export type Role = 'system' | 'user' | 'assistant';

/** One message of a conversation, as plain text. */
export interface Turn {
  readonly role: Role;
  readonly content: string;
}
