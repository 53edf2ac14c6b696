import * as vscode from 'vscode';
import type { Failure } from '../../protocol/failures.ts';
import type { EngineView, ServerWait } from '../../protocol/panel.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pulse } from '../engine/pulse.ts';
import { runFacts } from '../platform/texts/engineText.ts';
import { failureView } from '../platform/failureView.ts';

/** From here on it is told with buttons, and not only in the line that says what is done; seconds. */
const VERY_SLOW = 60;

/** The engine as the panel shows it. */
export function engineView({ state, pulse }: Pick<Engine, 'state' | 'pulse'>): EngineView {
  const failure = silenceOf(pulse);
  const silence = failure === undefined ? {} : { silence: failureView(failure) };
  const slow = pulse.state === 'slow' ? { stepSeconds: pulse.seconds } : {};
  const wait = waitOf(pulse);
  switch (state.state) {
    case 'idle':
      return state;
    case 'loading':
      return { ...state, ...silence, ...wait };
    case 'ready': {
      const { chatTemplate, templateProblem, turnEnd } = state.info;
      return {
        ...{ state: 'ready', facts: runFacts(state.info, vscode.l10n.t) },
        ...(chatTemplate !== 'cerebrum' && { chatTemplate }),
        ...(templateProblem !== undefined && { templateProblem }),
        ...(turnEnd !== undefined && { turnEnd }),
        ...silence,
        ...slow,
        ...wait,
      };
    }
    case 'failed':
      return { state: 'failed', failure: failureView(state.failure) };
  }
}

function waitOf(pulse: Pulse): { readonly wait?: ServerWait } {
  if (pulse.state === 'waiting') return { wait: { why: pulse.why, seconds: pulse.seconds } };
  return pulse.state === 'quiet' ? { wait: { why: 'quiet', seconds: pulse.seconds } } : {};
}

function silenceOf(pulse: Pulse): Failure | undefined {
  if (pulse.state === 'silent') return { name: 'engine-silent', part: pulse.part };
  return pulse.state === 'slow' && pulse.seconds >= VERY_SLOW ? { name: 'engine-slow' } : undefined;
}
