import { EventEmitter } from 'node:events';
import * as vscode from 'vscode';
import { OPEN_STATUSES, type Answer } from '../../protocol/conversation.ts';
import type { ToPanel } from '../../protocol/panel.ts';
import type { LineValues, RunMoment, RunView } from '../../protocol/runView.ts';
import { RUN_LIMITS, type RunObstacle, type RunRequest, type RunResult } from '../../protocol/sandbox.ts';
import { definitionsIn, type PlacedDefinition } from '../../reasoning/run/definitions.ts';
import { programIn, type Program } from '../../reasoning/run/programIn.ts';
import { obstacleText } from '../sandbox/obstacleText.ts';
import { runProgram } from '../sandbox/sandboxProcess.ts';
import type { OpenChats } from '../sessions/openChats.ts';
import { questionOf, questionWithCode } from '../sessions/askedFor.ts';

/** What the lines of the program of an answer's question did in a run. */
export interface RunValues {
  readonly code: string;
  readonly lines: readonly LineValues[];
  /** What happened, in order. */
  readonly moments: readonly RunMoment[];
  /** What was run, where that is not plain. */
  readonly note?: string;
}

interface Events {
  message: [ToPanel];
  /** Of the answer with this id. */
  values: [string, RunValues];
}

export interface RunChecksParts {
  readonly openChats: OpenChats;
  /** The sandbox's bundle. */
  readonly entry: string;
  /** Whether the setting is on. */
  isOn(): boolean;
}

/**
 * Runs the code of a question in the sandbox when its answer is written, and tells the panel which steps match the run.
 * Nothing is run in a workspace that is not trusted: there, no code of the workspace runs by itself, whatever locks it up.
 */
export class RunChecks extends EventEmitter<Events> implements vscode.Disposable {
  readonly #parts: RunChecksParts;
  readonly #views = new Map<string, RunView>();
  readonly #abort = new AbortController();

  constructor(parts: RunChecksParts) {
    super();
    this.#parts = parts;
    parts.openChats.on('message', (message) => this.#follow(message));
    parts.openChats.on('opened', () => this.#load());
    parts.openChats.on('read', () => this.#load());
  }

  /** What a panel that has just arrived must know. */
  messages(): ToPanel[] {
    return [...this.#views].map(([id, run]) => ({ type: 'runCompared', id, run }));
  }

  dispose(): void {
    this.#abort.abort();
  }

  /** Compares the newest answer of the conversation on screen. */
  #load(): void {
    this.#views.clear();
    const newest = this.#parts.openChats.current.transcript.turns.findLast((turn) => turn.role === 'assistant');
    if (newest !== undefined) void this.#compare(newest.id);
  }

  #follow(message: ToPanel): void {
    if (message.type === 'pathChanged') this.#load();
    if (message.type !== 'answerChanged' || message.change.status === undefined) return;
    if (!OPEN_STATUSES.includes(message.change.status)) void this.#compare(message.id);
  }

  async #compare(id: string): Promise<void> {
    const { transcript } = this.#parts.openChats.current;
    const answer = transcript.answer(id);
    const asked = questionOf(transcript.turns, id);
    if (!this.#parts.isOn() || answer === undefined || !isWorthIt(answer) || asked === undefined || asked.wantsFix)
      return;
    const question = questionWithCode(transcript.turns, asked);
    const program = programIn(question.text);
    if (program === undefined) return;
    const isFollowUp = question !== asked;
    // What a function is called with may stand in both.
    const words = isFollowUp ? `${program.words}\n${asked.text}` : program.words;
    const definitions = definitionsIn(question.context ?? [], program.language);
    const { source } = question;
    const request = {
      ...program,
      words,
      ...(isFollowUp && { asked: asked.text }),
      ...(source && { file: source.uri, firstLine: source.firstLine }),
    };
    const [view, lines = []] = await this.#viewOf(answer.text, request, definitions);
    // The answer may have gone on, or gone away.
    if (
      view === undefined ||
      transcript.answer(id)?.text !== answer.text ||
      this.#parts.openChats.current.transcript !== transcript
    )
      return;
    this.#views.set(id, view);
    this.emit('message', { type: 'runCompared', id, run: view });
    const { note, moments = [] } = view;
    this.emit('values', id, { code: program.code, lines, moments, ...(note !== undefined && { note }) });
  }

  async #viewOf(
    answer: string,
    program: Program & Pick<RunRequest, 'file' | 'asked' | 'firstLine'>,
    found: readonly PlacedDefinition[],
  ): Promise<readonly [RunView?, (readonly LineValues[])?]> {
    if (!vscode.workspace.isTrusted)
      return [{ steps: [], note: vscode.l10n.t('Not run: this workspace is not trusted.') }];
    const request = { ...program, answer, limits: RUN_LIMITS };
    const run = (more: Partial<RunRequest> = {}) =>
      runProgram(this.#parts.entry, { ...request, ...more }, this.#abort.signal);
    let result = await run();
    // By itself first: what it does then needs nothing that was found for it.
    if (result.type === 'stopped' && LACKS.includes(result.why) && found.length > 0) {
      const whole = await run({ definitions: found });
      if (whole.type === 'finished' && whole.definitions !== undefined) result = whole;
    }
    if (this.#abort.signal.aborted) return [];
    if (result.type === 'stopped') return [{ steps: [], note: obstacleText(result, vscode.l10n.t) }];
    // Another interpreter may do something else: its values are not shown as what happens.
    const { steps = [], lines, moments = [] } = result;
    const note = noteOf(result, found);
    if (result.unsure !== undefined) return [{ steps, ...note }, []];
    return [{ steps, ...note, ...(moments.length > 1 && { moments }) }, lines ?? []];
  }
}

const isWorthIt = ({ status, text }: Answer): boolean =>
  !OPEN_STATUSES.includes(status) && status !== 'failed' && text.trim() !== '';

/** What definitions of other files may help with. */
const LACKS: readonly RunObstacle[] = ['names', 'imports'];

function noteOf(
  { added, definitions = [], unsure }: Extract<RunResult, { type: 'finished' }>,
  found: readonly PlacedDefinition[],
): { note?: string } {
  if (unsure !== undefined)
    return { note: vscode.l10n.t('Run, but not compared: another interpreter may do something else.') };
  const sentences: string[] = [];
  if (added !== undefined) {
    sentences.push(
      added.chosen
        ? vscode.l10n.t('Ran {0}, with values chosen for it.', added.text)
        : vscode.l10n.t('Ran {0}.', added.text),
    );
  }
  if (definitions.length > 0) {
    const places = definitions.map((name) => {
      const label = found.find((one) => one.name === name)?.label ?? '';
      return vscode.l10n.t('{0} from {1}', name, label);
    });
    sentences.push(vscode.l10n.t('Run with {0}.', places.join(', ')));
  }
  return sentences.length === 0 ? {} : { note: sentences.join(' ') };
}
