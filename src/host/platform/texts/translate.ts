/** `vscode.l10n.t`, or what stands in for it where there is no VS Code. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

/** Fills the arguments in and translates nothing. */
export const untranslated: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
