import type { FromPanel } from '../../../protocol/panel.ts';
import type { ChatPage } from '../chatPage.ts';

export type Message<T extends FromPanel['type']> = Extract<FromPanel, { readonly type: T }>;

/** What to do about each of these messages. Each feature of the panel brings its own; together they must be all. */
export type Handlers<T extends FromPanel['type'] = FromPanel['type']> = {
  readonly [K in T]: (message: Message<K>, page: ChatPage) => unknown;
};

/** Hands a message to its handler. */
export function handle(handlers: Handlers, message: FromPanel, page: ChatPage): void {
  // Each type's handler takes that type's message; the compiler cannot follow that through the index.
  const handler = handlers[message.type] as (message: FromPanel, page: ChatPage) => unknown;
  handler(message, page);
}
