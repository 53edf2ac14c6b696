/** Entry of the thread that renders the chat template of a model file: whatever that does, it holds up nobody else. */
import { parentPort, workerData } from 'node:worker_threads';
import { parseTemplate, type Statement } from './jinja/ast.ts';
import { LimitError } from './jinja/budget.ts';
import { render } from './jinja/render.ts';
import { Text } from './jinja/text.ts';
import { Dict, List, TemplateError, text } from './jinja/values.ts';
import type { FromTemplateThread, RenderOrder, TemplateData } from './templateMessages.ts';

const { source, bos, eos } = workerData as TemplateData;
let program: readonly Statement[] | undefined;

function answer({ messages, generationPrompt }: RenderOrder): FromTemplateThread {
  try {
    program ??= parseTemplate(source);
    const turns = messages.map(
      ({ role, content }, index) =>
        new Dict([
          [text('role'), text(role)],
          [text('content'), Text.of(content, index)],
        ]),
    );
    const rendered = render(
      program,
      [
        ['messages', new List(turns)],
        ['bos_token', text(bos)],
        ['eos_token', text(eos)],
        ['add_generation_prompt', generationPrompt],
      ],
      new Date(),
    );
    return { type: 'rendered', pieces: rendered.pieces() };
  } catch (error) {
    return {
      type: 'failed',
      reason: reasonOf(error),
      isLimit: error instanceof LimitError || error instanceof RangeError,
    };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof TemplateError || error instanceof SyntaxError) return error.message.slice(0, 500);
  if (error instanceof RangeError) return 'it goes too deep';
  return error instanceof Error ? error.message.slice(0, 500) : String(error);
}

parentPort?.on('message', (order: RenderOrder) => parentPort?.postMessage(answer(order)));
parentPort?.postMessage({ type: 'started' } satisfies FromTemplateThread);
