/** A codicon by its name, for the eye only: what it is on carries the name. */
export function Icon({ name }: { name: string }) {
  return <span class={`codicon codicon-${name}`} aria-hidden="true" />;
}
