// npm run gpu:install: a Vulkan device made of software (Mesa's llvmpipe), which the tests of the Vulkan path run on.
// As root on Debian or Ubuntu; does nothing where a driver is there, and nowhere but on Linux.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (process.platform !== 'linux') {
  console.log('The tests of the Vulkan path run on Linux only.');
} else if (existsSync('/usr/share/vulkan/icd.d')) {
  console.log('A Vulkan driver is installed.');
} else {
  const apt = (...args: string[]) => execFileSync('apt-get', ['-qq', ...args], { stdio: 'inherit' });
  try {
    apt('update');
    apt('install', '--yes', '--no-install-recommends', 'mesa-vulkan-drivers', 'libvulkan1');
  } catch (error) {
    console.error(
      "Install Mesa's Vulkan driver and the Vulkan loader by hand: the tests of the Vulkan path need them.",
    );
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
