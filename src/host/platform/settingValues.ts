/** Where a setting has which value, as `WorkspaceConfiguration.inspect` tells it. */
export interface SettingValues {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/**
 * Whether the user refuses something for all workspaces: no workspace can allow it again. Of a setting's names, newest first,
 * the first one that has a user value counts.
 */
export function isRefused(names: readonly (SettingValues | undefined)[], refusal: unknown): boolean {
  return names.find((set) => set?.globalValue !== undefined)?.globalValue === refusal;
}

/** Chains of a vote: a whole number from 3 to 16, whatever stands in the file. */
export function chainsOfVote(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 5;
  return Math.min(16, Math.max(3, Math.round(value)));
}

/** Tokens of a thought: a whole number, 0 for no end, whatever stands in the file. */
export function tokensOfThought(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, Math.round(value)) : 0;
}

export function isSet(set: SettingValues | undefined): boolean {
  return set?.globalValue !== undefined || isSetByWorkspace(set);
}

export function isSetByWorkspace(set: SettingValues | undefined): boolean {
  return set?.workspaceValue !== undefined || set?.workspaceFolderValue !== undefined;
}
