import type { Workbench } from './workbench.ts';

/** Has the demo model try what it was not trained for; a window asks once for each kind. */
export async function askAnyway(workbench: Workbench): Promise<void> {
  const told = workbench.notification(/The demo model was not trained/);
  await told.getByRole('button', { name: 'Ask Anyway' }).click();
}
