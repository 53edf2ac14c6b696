import { readFileSync } from 'node:fs';

export interface DemoAnswer {
  readonly set: string;
  /** What the demo model really wrote. */
  readonly got: string;
}

/** Everything the demo model wrote in its evaluation. */
export function demoAnswers(): readonly DemoAnswer[] {
  const file = new URL('../../../fixtures/demoAnswers.json', import.meta.url);
  const { items } = JSON.parse(readFileSync(file, 'utf8')) as { items: Record<string, { got: string }[]> };
  return Object.entries(items).flatMap(([set, answers]) => answers.map(({ got }) => ({ set, got })));
}
