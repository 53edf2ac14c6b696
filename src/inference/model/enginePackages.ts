import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ARGUMENT = '--engine-packages=';

/**
 * Lets node-llama-cpp find its binary packages also in the folder named by `--engine-packages=FOLDER` (below its
 * `node_modules`), where a companion extension keeps those that are too large for this one. It looks for them with
 * `import()`, which knows no search path; packages beside it come first.
 */
export function useEnginePackages(args: readonly string[]): void {
  const folder = args.find((arg) => arg.startsWith(ARGUMENT))?.slice(ARGUMENT.length);
  if (folder === undefined) return;
  const parentURL = pathToFileURL(join(folder, 'package.json')).href;
  registerHooks({
    resolve(specifier, context, next) {
      if (!specifier.startsWith('@node-llama-cpp/')) return next(specifier, context);
      try {
        return next(specifier, context);
      } catch (error) {
        try {
          return next(specifier, { ...context, parentURL });
        } catch {
          throw error;
        }
      }
    },
  });
}
