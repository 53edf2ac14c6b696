/** A chat as JSON: everything that is needed to read it again, on this machine or another. */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { OPEN_STATUSES, type Answer, type PanelTurn } from '../../protocol/panel.ts';
import type { Changes, Conversation } from './conversationStore.ts';
import { shortened, type Prompt } from './storedPrompts.ts';
import { answerShape, questionShape, turnOf } from './turnShapes.ts';

const FORMAT = 'cerebrum-chat';

/** Exactly what the model read: the text and, BOS included, its tokens. */
const prompt = v.object({ text: v.string(), tokens: v.array(v.pipe(v.number(), v.integer())) });
const answer = v.object({ ...answerShape.entries, prompt: v.exactOptional(prompt) });

const chatFile = v.object({
  format: v.literal(FORMAT),
  version: v.literal(1),
  title: v.string(),
  /** Id of the last turn on screen. */
  leaf: v.optional(v.string()),
  /** Every turn after the one it follows, which `parent` names. */
  turns: v.pipe(v.array(v.variant('role', [questionShape, answer])), v.minLength(1)),
});

/**
 * All turns that are not deleted, every version; with each answer its model and that one's hash, its settings, seed and counts,
 * and its prompt where `prompts` has it by the answer's id.
 */
export function toJson(
  { title, leaf, turns }: Omit<Conversation, 'id'>,
  prompts: ReadonlyMap<string, Prompt> = new Map(),
): string {
  const present = turns.filter(({ deleted }) => deleted === undefined);
  const file = {
    format: FORMAT,
    version: 1,
    title,
    leaf,
    turns: present.map(({ turn, parent }) => {
      const read = prompts.get(turn.id);
      return { parent, ...lasting(turn), ...(read && { prompt: read }) };
    }),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/**
 * What a file holds, under new ids, so that a chat may be read in twice.
 *
 * @throws Error with a sentence about what is wrong
 */
export function fromJson(json: string): Changes {
  const { title, leaf, turns } = parsed(json);
  const conversation = randomUUID();
  const ids = new Map<string, string>();
  for (const { id, parent } of turns) {
    if (ids.has(id)) throw new Error(`Two turns have the id "${id}".`);
    if (parent !== undefined && !ids.has(parent)) {
      throw new Error(`The turn "${id}" follows the turn "${parent}", which does not come before it.`);
    }
    ids.set(id, randomUUID());
  }
  const renamed = (id: string | undefined) => (id === undefined ? undefined : ids.get(id));
  return {
    heads: [{ id: conversation, title, leaf: renamed(leaf) }],
    turns: turns.map((shaped) => ({
      conversation,
      parent: renamed(shaped.parent),
      deleted: undefined,
      turn: { ...turnOf(withoutPrompt(shaped)), id: ids.get(shaped.id) ?? shaped.id },
    })),
    prompts: turns.flatMap((shaped) =>
      shaped.role === 'assistant' && shaped.prompt !== undefined
        ? [shortened({ turn: ids.get(shaped.id) ?? shaped.id, prompt: shaped.prompt }, undefined)]
        : [],
    ),
  };
}

function withoutPrompt(shaped: v.InferOutput<typeof chatFile>['turns'][number]) {
  if (shaped.role === 'user') return shaped;
  const rest = { ...shaped };
  delete rest.prompt;
  return rest;
}

function parsed(json: string): v.InferOutput<typeof chatFile> {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    throw new Error('The file is not JSON, or it is cut short.');
  }
  const result = v.safeParse(chatFile, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw new Error(place === null ? issue.message : `${place}: ${issue.message}`);
}

/** Words and buttons of a failure, and how far an answer is, belong to the moment. */
function lasting(turn: PanelTurn): PanelTurn {
  if (turn.role === 'user') return turn;
  const rest: { -readonly [K in keyof Answer]: Answer[K] } = { ...turn };
  delete rest.reading;
  delete rest.failure;
  return OPEN_STATUSES.includes(rest.status) ? { ...rest, status: 'interrupted' } : rest;
}
