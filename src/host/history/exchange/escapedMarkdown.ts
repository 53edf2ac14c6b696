/** Text that is no Markdown, as Markdown that reads the same. */
export const escapedMarkdown = (text: string): string => text.replaceAll(/[\\`*_[\]<>!|~#]/g, '\\$&');
