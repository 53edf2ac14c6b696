/** Control characters in text that programs write for a terminal. */

/** Control sequences (colors, cursor), operating system commands, and the escapes of two characters (ECMA-48). */
const ESCAPES = new RegExp(
  '\\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)|[PX^_][^\\u001b]*\\u001b\\\\|[ -/]*[0-~])',
  'g',
);
/** All but tab and line feed, which are text. */
const CONTROLS = new RegExp('[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]', 'g');

/** Whether only a terminal can say what the text looks like. Line breaks and tabs are no reason. */
export function hasControls(text: string): boolean {
  return text.replaceAll('\r\n', '\n').search(CONTROLS) >= 0;
}

/** Nearly what a terminal shows: without escape sequences; of a line that was written over, the last state. */
export function withoutControls(text: string): string {
  const lines = text.replace(ESCAPES, '').replaceAll('\r\n', '\n').split('\n');
  return lines.map((line) => (line.replace(/\r+$/, '').split('\r').at(-1) ?? '').replace(CONTROLS, '')).join('\n');
}

/** Each control character as source code writes it: `\x1b`. */
export function spelledControls(text: string): string {
  return text.replace(CONTROLS, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** Without the white space at the end of each line, and without empty lines at both ends. */
export function trimmedLines(text: string): string {
  return text.replace(/[^\S\n]+$/gm, '').trim();
}
