import * as vscode from 'vscode';
import { linkTo } from '../../explanations/stepAddress.ts';
import type { StepWalk } from '../../explanations/stepWalk.ts';
import type { Handlers } from './handlers.ts';

type StepMessage = 'showStep' | 'moveStep' | 'hideSteps' | 'showMoment' | 'copyStepLink';

/** The steps of an answer: the lines they speak of, and links to them. */
export function stepHandlers(walk: StepWalk, extensionId: string): Handlers<StepMessage> {
  return {
    showStep: ({ id, step }) => walk.show(id, step, true),
    moveStep: ({ by }) => walk.move(by, true),
    hideSteps: () => walk.hide(),
    showMoment: ({ id, moment }) => walk.showMoment(id, moment),
    copyStepLink: ({ id, step }, { place }) => {
      const address = { chat: place.session.transcript.id, turn: id, step };
      return vscode.env.clipboard.writeText(linkTo(vscode.env.uriScheme, extensionId, address));
    },
  };
}
