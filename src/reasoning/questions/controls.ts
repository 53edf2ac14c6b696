/** Control characters in text that programs write for a terminal. */

/** Control sequences (colors, cursor), operating system commands, and the escapes of two characters (ECMA-48). */
const ESCAPES = new RegExp(
  '\\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)|[PX^_][^\\u001b]*\\u001b\\\\|[ -/]*[0-~])',
  'g',
);
/** The beginning of a sequence that holds a text (titles, links, images) and that nothing ends. Any escape ends it. */
const UNFINISHED = new RegExp(
  '(?:\\u001b[PX\\]^_]|[\\u0090\\u0098\\u009d-\\u009f])(?=[^\\u0007\\u0018\\u001a\\u001b\\u0080-\\u009f]*$)',
);
const COLORS = new RegExp('\\u001b\\[[\\d;:]*m', 'g');
const EIGHT_BITS = new RegExp('[\\u0080-\\u009f]');
/** All but tab and line feed, which are text. */
const CONTROLS = new RegExp('[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]', 'g');

/** Whether only a terminal can say what the text looks like. Line breaks and tabs are no reason. */
export function hasControls(text: string): boolean {
  return text.replaceAll('\r\n', '\n').search(CONTROLS) >= 0;
}

/**
 * Whether a terminal would swallow parts of what a program says: behind an unfinished sequence, and where text that was read in
 * the wrong encoding looks like control characters of 8 bits.
 */
export const losesText = (text: string): boolean => EIGHT_BITS.test(text) || UNFINISHED.test(text);

/** With an unfinished sequence ended where its line ends: what follows is text. */
export function withFinishedSequence(text: string): string {
  const start = text.search(UNFINISHED);
  if (start < 0) return text;
  const end = text.slice(start).search(/[\r\n]|$/);
  return `${text.slice(0, start + end)}\u001b\\${text.slice(start + end)}`;
}

/** Nearly what a terminal shows: without escape sequences; of a line that was written over, the last state. */
export function withoutControls(text: string): string {
  const lines = text.replace(ESCAPES, '').replaceAll('\r\n', '\n').split('\n');
  return lines.map((line) => (line.replace(/\r+$/, '').split('\r').at(-1) ?? '').replace(CONTROLS, '')).join('\n');
}

/** Without colors and other looks of characters; all else stays, white space and line breaks as they are. */
export const withoutColors = (text: string): string => text.replace(COLORS, '');

/** Each control character as source code writes it: `\x1b`. */
export function spelledControls(text: string): string {
  return text.replace(CONTROLS, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** Without the white space at the end of each line, and without empty lines at both ends. */
export function trimmedLines(text: string): string {
  return text.replace(/[^\S\n]+$/gm, '').trim();
}
