/**
 * What could stand beside a question about code: pieces of the project that the language services point to. Here they
 * are ranked, and what says the same twice leaves.
 */

/**
 * `related`: named by a diagnostic · `definition`, `type`: of what the code uses · `problem`: diagnostics in the code ·
 * `enclosing`: the function around it · `imports` · `signature`: of what lies outside the project · `caller`
 */
export type ContextKind =
  'related' | 'definition' | 'type' | 'problem' | 'enclosing' | 'imports' | 'signature' | 'caller';

/** A piece of a file, as plain data. Lines are 1-based, inclusive. */
export interface ContextCandidate {
  readonly kind: ContextKind;
  /** The identifier it is about; empty when it is about none. */
  readonly name: string;
  /** File name or path as the user knows it. */
  readonly label: string;
  readonly uri: string;
  /** Tag of the code fence. */
  readonly fence: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly code: string;
  /** How often the code asked about uses it. */
  readonly uses: number;
}

interface Place {
  readonly uri: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

const RANK: Readonly<Record<ContextKind, number>> = {
  related: 0,
  definition: 1,
  type: 2,
  problem: 3,
  enclosing: 4,
  imports: 5,
  signature: 6,
  caller: 7,
};

/**
 * The candidates worth sending, best first: by what they are, then by how often the code uses them. What lies inside the
 * code that is sent anyway, or inside a better candidate, is left out.
 *
 * @param sent the code that is asked about
 */
export function rank(candidates: readonly ContextCandidate[], sent: readonly Place[]): ContextCandidate[] {
  const sorted = [...candidates].sort((a, b) => RANK[a.kind] - RANK[b.kind] || b.uses - a.uses);
  const kept: ContextCandidate[] = [];
  for (const candidate of sorted) {
    if (candidate.code.trim() === '') continue;
    if (isText(candidate)) {
      if (!kept.some(({ kind, code }) => kind === candidate.kind && code === candidate.code)) kept.push(candidate);
      continue;
    }
    const places = [...sent, ...kept.filter((other) => !isText(other))];
    if (!places.some((place) => contains(place, candidate))) kept.push(candidate);
  }
  return kept;
}

/** Its code does not stand in the file: its place says only where it is about. */
function isText({ kind }: ContextCandidate): boolean {
  return kind === 'problem' || kind === 'signature';
}

function contains(outer: Place, inner: Place): boolean {
  return outer.uri === inner.uri && outer.firstLine <= inner.firstLine && inner.lastLine <= outer.lastLine;
}
