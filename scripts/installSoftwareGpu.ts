// npm run gpu:install: a Vulkan device made of software (Mesa's llvmpipe), which the tests of the Vulkan path run on.
// As root on Debian or Ubuntu; does nothing where it is there.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (existsSync('/usr/share/vulkan/icd.d')) {
  console.log('A Vulkan driver is installed.');
} else {
  const apt = (...args: string[]) => execFileSync('apt-get', ['-qq', ...args], { stdio: 'inherit' });
  apt('update');
  apt('install', '--yes', '--no-install-recommends', 'mesa-vulkan-drivers', 'libvulkan1');
}
