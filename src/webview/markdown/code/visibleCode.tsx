import type { ComponentChildren } from 'preact';
import { t } from '../../l10n.ts';

/**
 * Characters that are not seen, or turn around what is: controls but for tab and line break, marks of direction, joiners, fillers, tags,
 * odd spaces. Code with them is not what it looks like.
 */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
/** One picture of several parts: its joiners and variants belong to it. */
const EMOJI =
  /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)*|[0-9#*]\ufe0f\u20e3/gu;

/** Code with each hidden character as its number, e.g. `U+202E`, in place of the character itself. */
export function visibleCode(code: string): ComponentChildren {
  if (code.search(HIDDEN) < 0) return code;
  const parts: ComponentChildren[] = [];
  let from = 0;
  const pictures = [...code.matchAll(EMOJI)].map(({ 0: text, index }) => [index, index + text.length] as const);
  let picture = 0;
  for (const { 0: character, index } of code.matchAll(HIDDEN)) {
    while ((pictures[picture]?.[1] ?? Infinity) <= index) picture++;
    if ((pictures[picture]?.[0] ?? Infinity) <= index) continue;
    parts.push(code.slice(from, index), <Hidden character={character} />);
    from = index + character.length;
  }
  return [...parts, code.slice(from)];
}

function Hidden({ character }: { character: string }) {
  const number = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return (
    <span class="hidden-character" title={t('Invisible character: {0}', number)}>
      {number}
    </span>
  );
}
