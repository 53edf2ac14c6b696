import * as vscode from 'vscode';
import type { FrameVariable, Stop } from '../../../reasoning/questions/frame.ts';
import { exceptionOf, framesOf, scopesOf, variablesOf, type DapFrame, type DapVariable } from './dap.ts';
import { withTimeout } from '../../platform/withTimeout.ts';
import { codeAround } from '../problems.ts';
import type { LocatedSnippet } from '../selection.ts';

/** How long the debug adapter is asked; then what is there is taken. */
const VALUES_MS = 8000;
const FRAME_MS = 3000;
const MOST_SCOPES = 3;
/** Variables of a scope, and members of a variable, that are looked at. */
const MOST_VARIABLES = 40;
const MOST_FIELDS = 10;
/** Variables whose members are asked for. */
const MOST_OPENED = 12;

/** A frame in which a program stands still. */
export interface StoppedFrame {
  readonly session: vscode.DebugSession;
  readonly threadId: number;
  readonly frame: DapFrame;
}

/** A frame as the menu of the call stack names it: its function and its 1-based line. */
export interface FrameInMenu {
  readonly sessionId: string;
  readonly threadId: number;
  readonly name: string;
  readonly line: number;
}

/** The session a menu speaks of, when it is the active one. */
function sessionBy(id: string): vscode.DebugSession | undefined {
  const { activeStackItem, activeDebugSession } = vscode.debug;
  return [activeStackItem?.session, activeDebugSession].find((session) => session?.id === id);
}

/** The frame the call stack shows, else the one named; `undefined` when nothing is stopped there. */
export async function stoppedFrame(named?: FrameInMenu): Promise<StoppedFrame | undefined> {
  const item = vscode.debug.activeStackItem;
  const session = named === undefined ? item?.session : sessionBy(named.sessionId);
  const threadId = named?.threadId ?? item?.threadId;
  if (session === undefined || threadId === undefined) return undefined;
  const frames = (await withTimeout(framesOf(session, threadId), FRAME_MS)) ?? [];
  const focused = item instanceof vscode.DebugStackFrame ? item.frameId : undefined;
  const frame =
    named === undefined
      ? // An adapter may number its frames anew with every answer.
        (frames.find(({ id }) => id === focused) ?? frames[0])
      : frames.find(({ name, line }) => name === named.name && line === named.line);
  return frame && { session, threadId, frame };
}

/** The code around the line of a frame; `undefined` when its source cannot be read. */
export async function frameCode({ session, frame }: StoppedFrame): Promise<
  | {
      readonly document: vscode.TextDocument;
      readonly snippet: LocatedSnippet;
    }
  | undefined
> {
  const { path = '', sourceReference = 0 } = frame.source ?? {};
  if (path === '' && sourceReference === 0) return undefined;
  try {
    // In a remote window VS Code gives the path as the text of a URI, which `asDebugSourceUri` takes for a path.
    const uri =
      sourceReference === 0 && /^[a-z][\w+.-]+:\//i.test(path)
        ? vscode.Uri.parse(path, true)
        : vscode.debug.asDebugSourceUri({ path, sourceReference }, session);
    const document = await vscode.workspace.openTextDocument(uri);
    if (frame.line < 1 || frame.line > document.lineCount) return undefined;
    const snippet = await codeAround(document, { firstLine: frame.line, lastLine: frame.line });
    return snippet && { document, snippet };
  } catch {
    return undefined;
  }
}

/** Why and with which values a frame stands still. Gives what was found when the adapter takes too long. */
export async function stopOf({ session, threadId, frame }: StoppedFrame): Promise<Stop> {
  const [exception, variables] = await Promise.all([
    withTimeout(exceptionOf(session, threadId), VALUES_MS),
    gatherVariables(session, frame.id),
  ]);
  const { name, line } = frame;
  const found = variables ?? [];
  const isLate = variables === undefined;
  return { name, line, ...(exception !== undefined && { exception }), variables: found, ...(isLate && { isLate }) };
}

/** `undefined`: the adapter did not tell in time which there are. */
async function gatherVariables(session: vscode.DebugSession, frameId: number): Promise<FrameVariable[] | undefined> {
  const deadline = Date.now() + VALUES_MS;
  const left = () => deadline - Date.now();
  const scopes = await withTimeout(scopesOf(session, frameId), left());
  if (scopes === undefined) return undefined;
  // js-debug calls a module's own scope expensive, too; the global one alone stands nowhere in the source.
  const own = scopes.filter(({ expensive, line }) => !expensive || line !== undefined).slice(0, MOST_SCOPES);
  const found: FrameVariable[] = [];
  let toOpen = MOST_OPENED;
  // An inner scope is whole before an outer one, which may be slow, is asked.
  for (const { variablesReference } of own) {
    const variables = (await withTimeout(variablesOf(session, variablesReference, MOST_VARIABLES), left())) ?? [];
    const opened = variables.filter(({ variablesReference: fields }) => fields > 0).slice(0, toOpen);
    toOpen -= opened.length;
    found.push(...(await Promise.all(variables.map((variable) => withFields(variable, opened.includes(variable))))));
  }
  return found;

  async function withFields({ name, value, variablesReference }: DapVariable, isOpened: boolean) {
    if (!isOpened) return { name, value };
    const fields = await withTimeout(variablesOf(session, variablesReference, MOST_FIELDS), left());
    // Prototypes, a function's place on this machine and the like are the engine's.
    const own = fields?.filter(({ presentationHint }) => presentationHint?.visibility !== 'internal');
    return { name, value, ...(own !== undefined && { fields: own }) };
  }
}
