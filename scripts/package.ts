// npm run package [-- --target win32-x64] [--out DIR] [--cuda]: a VSIX that installs and works on one platform, or the
// companion extension with its CUDA binaries.
import { parseArgs } from 'node:util';
import { packageCuda } from './package/packageCuda.ts';
import { packageExtension } from './package/packageExtension.ts';
import { parseTarget, targets } from './package/targets.ts';

const { values } = parseArgs({
  options: {
    target: { type: 'string' },
    out: { type: 'string' },
    cuda: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help) {
  console.log(`npm run package [-- --target NAME] [--out DIR] [--cuda]\n\nTargets: ${targets.join(', ')}`);
} else {
  const { vsixPath, bytes, reused } = await (values.cuda ? packageCuda : packageExtension)({
    ...(values.target !== undefined && { target: parseTarget(values.target) }),
    ...(values.out !== undefined && { outDir: values.out }),
  });
  console.log(`${vsixPath}  ${(bytes / 1e6).toFixed(1)} MB${reused ? '  (unchanged)' : ''}`);
}
