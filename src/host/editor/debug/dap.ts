/**
 * What is asked of a debug adapter (Debug Adapter Protocol). Adapters are programs of others: their answers are checked,
 * and none is waited for longer than `withTimeout` allows.
 */
import * as v from 'valibot';
import type * as vscode from 'vscode';

const source = v.object({
  path: v.optional(v.string()),
  sourceReference: v.optional(v.number()),
});
const frame = v.object({ id: v.number(), name: v.string(), line: v.number(), source: v.nullish(source) });
const scope = v.object({
  name: v.string(),
  variablesReference: v.number(),
  expensive: v.optional(v.boolean(), false),
  /** Where in the source it begins. */
  line: v.optional(v.number()),
});
const variable = v.object({
  name: v.string(),
  value: v.string(),
  variablesReference: v.optional(v.number(), 0),
  presentationHint: v.nullish(v.object({ visibility: v.optional(v.string()) })),
});

const stackTrace = v.object({ stackFrames: v.array(frame) });
const scopes = v.object({ scopes: v.array(scope) });
const variables = v.object({ variables: v.array(v.unknown()) });
const exceptionInfo = v.object({
  exceptionId: v.string(),
  description: v.optional(v.string()),
});

export type DapFrame = v.InferOutput<typeof frame>;
export type DapVariable = v.InferOutput<typeof variable>;

/** Frames that are looked through for the one on screen. */
const MOST_FRAMES = 50;

/** @throws when the adapter refuses or answers in another shape, as all of these do */
export async function framesOf(session: vscode.DebugSession, threadId: number): Promise<DapFrame[]> {
  const answer: unknown = await session.customRequest('stackTrace', { threadId, startFrame: 0, levels: MOST_FRAMES });
  return v.parse(stackTrace, answer).stackFrames;
}

export async function scopesOf(session: vscode.DebugSession, frameId: number) {
  const answer: unknown = await session.customRequest('scopes', { frameId });
  return v.parse(scopes, answer).scopes;
}

/** @param most variables that are asked for; an adapter that knows no pages gives all */
export async function variablesOf(
  session: vscode.DebugSession,
  variablesReference: number,
  most: number,
): Promise<DapVariable[]> {
  const answer: unknown = await session.customRequest('variables', { variablesReference });
  // What is shown in another way than by name and value is left out alone.
  const shown = v.parse(variables, answer).variables.filter((one) => v.is(variable, one));
  return shown.slice(0, most).map((one) => v.parse(variable, one));
}

/** What stopped the thread, e.g. `TypeError: x is not a function`; refused when it was no exception. */
export async function exceptionOf(session: vscode.DebugSession, threadId: number): Promise<string> {
  const answer: unknown = await session.customRequest('exceptionInfo', { threadId });
  const { exceptionId, description } = v.parse(exceptionInfo, answer);
  return description === undefined || description === '' ? exceptionId : description;
}
