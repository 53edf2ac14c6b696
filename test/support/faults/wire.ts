import { oneOf, randomOf, type Plan } from './plan.ts';

/** An answer as bytes, and where in them each piece of a text is whole. */
export interface Wire {
  readonly bytes: Buffer;
  /** In the order in which they are sent. `end`: bytes up to the blank line behind the event. */
  readonly events: readonly { readonly chain: number; readonly text: string; readonly end: number }[];
}

interface Event {
  readonly json: Record<string, unknown>;
  readonly chain?: number;
  readonly text?: string;
}

/** The stream of a plan as its server sends it (remote-engine facts: llama-server, vLLM, SGLang, and the plain form). */
export function wireOf(plan: Plan): Wire {
  const random = randomOf(plan.seed + 1_000_000);
  const parts: Buffer[] = [];
  const events: { chain: number; text: string; end: number }[] = [];
  let length = 0;
  const add = (text: string | Buffer) => {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    parts.push(bytes);
    length += bytes.length;
  };
  const { newline, hasSpace, comments, fields } = plan;
  for (const { json, chain, text } of eventsOf(plan)) {
    if (comments && random() < 0.3) add(`: keep alive${newline}${newline}`);
    if (fields && random() < 0.3) add(`id: ${String(events.length)}${newline}event: message${newline}`);
    const body = Buffer.from(JSON.stringify(json));
    add(`data:${hasSpace ? ' ' : ''}`);
    add(
      plan.fault.type === 'badUtf8' && text !== undefined && events.length === 1
        ? Buffer.concat([body.subarray(0, -3), Buffer.from([0xc3, 0x28]), body.subarray(-3)])
        : body,
    );
    add(newline + newline);
    if (chain !== undefined && text !== undefined) events.push({ chain, text, end: length });
  }
  if (plan.done) add(`data: [DONE]${newline}${newline}`);
  return { bytes: Buffer.concat(parts), events };
}

function eventsOf(plan: Plan): Event[] {
  const random = randomOf(plan.seed + 2_000_000);
  const left = plan.chains.map((pieces, chain) => ({ chain, pieces: [...pieces] }));
  const events: Event[] = [];
  if (plan.dialect === 'llama')
    events.push({ json: { ...chunk(0, ''), prompt_progress: { total: 9, cache: 1, processed: 9, time_ms: 1 } } });
  while (left.length > 0) {
    const one = oneOf(random, left);
    const { chain, pieces } = one;
    const text = pieces.shift() ?? '';
    const isLast = pieces.length === 0;
    if (isLast) left.splice(left.indexOf(one), 1);
    if (plan.dialect === 'llama') {
      events.push({ json: { ...chunk(chain, text), __verbose: { tokens: [text.length + 1] } }, chain, text });
      if (isLast)
        events.push({
          json: {
            ...chunk(chain, '', finish(plan, chain, 'stop')),
            usage: usage(plan, chain),
            timings: {},
            __verbose: { stop_type: 'eos' },
          },
        });
    } else {
      const reason = isLast ? finish(plan, chain, 'stop') : plan.dialect === 'openai' ? '' : null;
      const more =
        plan.dialect === 'vllm' ? { stop_reason: null } : plan.dialect === 'sglang' ? { matched_stop: 2 } : {};
      events.push({ json: chunk(chain, text, reason, more), chain, text });
    }
  }
  if (plan.dialect === 'vllm' || plan.dialect === 'sglang')
    events.push({ json: { choices: [], usage: usage(plan, 0) } });
  if (plan.fault.type === 'notJson') events.unshift({ json: 'no object' as unknown as Record<string, unknown> });
  if (plan.fault.type === 'unknownIndex') events.unshift({ json: chunk(99, 'not asked for') });
  return events;
}

/** The finish of the last answer is what `unfinished` and `aborted` are about. */
function finish({ fault, chains }: Plan, chain: number, reason: string): string | null {
  if (chain !== chains.length - 1) return reason;
  return fault.type === 'unfinished' ? null : fault.type === 'aborted' ? 'abort' : reason;
}

const chunk = (index: number, text: string, reason: string | null = null, more = {}) => ({
  id: 'cmpl-1',
  object: 'text_completion',
  choices: [{ index, text, logprobs: null, finish_reason: reason, ...more }],
});

const usage = ({ chains }: Plan, chain: number) => ({
  prompt_tokens: 10,
  completion_tokens: chains[chain]?.length ?? 0,
  total_tokens: 20,
});
