const MAX_CHARACTERS = 800;
const MAX_LINES = 12;

/** What is shown of a long text while it is folded; `undefined` where there is nothing to fold. */
export function beginningOf(text: string): string | undefined {
  const lines = text.slice(0, MAX_CHARACTERS).split('\n', MAX_LINES + 1);
  const beginning = lines.slice(0, MAX_LINES).join('\n');
  return beginning.length < text.trimEnd().length ? withoutHalfCharacter(beginning) : undefined;
}

/** A cut may fall between the two halves of a surrogate pair. */
const withoutHalfCharacter = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, '');
