/**
 * Text of others (a name, a path, a reason) for a notification or a language status. VS Code reads links in them, `[text](address)`,
 * those that run commands, too, and a file's name or a chat's can hold one.
 */
export const unlinked = (text: string): string => text.replaceAll('](', '] (');
