import { packageExtension } from '../../../scripts/package/packageExtension.ts';
import { ensureBrowser } from '../../../scripts/workbench/browser.ts';
import { ensureWorkbench } from '../../../scripts/workbench/install.ts';

/** Brings what the tests need: a browser, VS Code, and the extension as it ships (or the VSIX in CEREBRUM_VSIX). */
export default async function globalSetup(): Promise<void> {
  await ensureBrowser();
  await ensureWorkbench();
  process.env['CEREBRUM_VSIX'] ??= (await packageExtension()).vsixPath;
}
