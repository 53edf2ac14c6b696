import type { Workbench } from './workbench.ts';

interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The window or part of it, as the walkthrough and README show it: `npm run pictures` takes it over into `media`. */
export async function picture({ page }: Workbench, name: string, clip?: Clip): Promise<void> {
  await page.screenshot({ path: `test-results/pictures/${name}.png`, animations: 'disabled', ...(clip && { clip }) });
}
