/**
 * Links to a step of an answer. They are addresses that VS Code opens, from wherever they were pasted to, and they name
 * what the history names; so they work for as long as the chat is in the history of this machine, in every window.
 */

/** A step of an answer. */
export interface StepAddress {
  readonly chat: string;
  readonly turn: string;
  /** 0-based, among the steps of the answer. */
  readonly step: number;
}

const PATH = /^\/chat\/([\w-]{1,100})\/answer\/([\w-]{1,100})\/step\/([1-9]\d{0,5})$/;

/**
 * `vscode://publisher.name/chat/…/answer/…/step/2`
 *
 * @param scheme that the system hands to this VS Code
 * @param extension publisher and name
 */
export const linkTo = (scheme: string, extension: string, { chat, turn, step }: StepAddress): string =>
  `${scheme}://${extension}/chat/${chat}/answer/${turn}/step/${step + 1}`;

/** Where the path of a link leads; `undefined` for any other. */
export function addressIn(path: string): StepAddress | undefined {
  const [, chat = '', turn = '', step = ''] = PATH.exec(path) ?? [];
  return chat === '' ? undefined : { chat, turn, step: Number(step) - 1 };
}
