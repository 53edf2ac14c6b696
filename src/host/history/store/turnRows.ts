/** Conversations, turns and prompts as rows of the database. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { keptChatSettings, type KeptChatSettings } from '../../../protocol/chatSettings.ts';
import { OPEN_STATUSES, type Answer, type PanelTurn } from '../../../protocol/conversation.ts';
import { withoutOpenTries } from '../openTries.ts';
import type { Prompt, StoredPrompt } from './storedPrompts.ts';
import type { TreeTurn } from '../turnTree.ts';

export interface TurnRow {
  readonly id: string;
  readonly parent: string | null;
  readonly role: string;
  readonly text: string;
  readonly facts: string;
  readonly deleted: number | null;
}

export interface PromptRow extends Omit<StoredPrompt, 'base' | 'rest'> {
  readonly base: string | null;
  readonly rest: Uint8Array;
}

export function toRow(turn: PanelTurn): Pick<TurnRow, 'id' | 'role' | 'text' | 'facts'> {
  const { id, role, text, ...facts } = turn;
  if ('reading' in facts) delete facts.reading;
  return { id, role, text, facts: JSON.stringify(facts) };
}

export function fromRow({ id, role, text, facts, parent, deleted }: TurnRow): TreeTurn {
  const turn = { ...factsOf(facts), id, role, text } as PanelTurn;
  const place = { parent: parent ?? undefined, deleted: deleted ?? undefined };
  return isOpen(turn)
    ? { turn: { ...turn, status: 'interrupted' }, ...place }
    : { turn: withoutOpenTries(turn), ...place };
}

/** What cannot be read beside the text of a turn is no reason to lose the text. */
function factsOf(json: string): object {
  const facts = valueOf(json);
  return typeof facts === 'object' && facts !== null ? facts : { status: 'interrupted' };
}

export const settingsColumn = (settings: KeptChatSettings | undefined): string | null =>
  settings === undefined ? null : JSON.stringify(settings);

export const settingsOf = (column: string | null): KeptChatSettings | undefined =>
  column === null ? undefined : keptChatSettings(valueOf(column));

/** `undefined`: bytes of the file were changed. */
function valueOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

export function promptOf(packed: Uint8Array): Prompt | undefined {
  try {
    return JSON.parse(inflateRawSync(packed).toString()) as Prompt;
  } catch {
    return undefined;
  }
}

export const isOpen = (turn: PanelTurn): turn is Answer =>
  turn.role === 'assistant' && OPEN_STATUSES.includes(turn.status);

export const packed = (prompt: Prompt): Uint8Array => deflateRawSync(JSON.stringify(prompt));
