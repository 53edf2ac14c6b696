import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Puts a file system of its own into `folder`, e.g. of `1m`: a disk that can be full. Linux, root, not in every container. */
export function mountSmallDisk(folder: string, size: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'pipe' });
}

export function resizeSmallDisk(folder: string, size: string): void {
  execFileSync('mount', ['-o', `remount,size=${size}`, folder]);
}

export function unmountSmallDisk(folder: string): void {
  execFileSync('umount', [folder]);
}

/** Whether this machine lets us. */
export function canMountSmallDisk(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'cerebrum-disk-'));
  try {
    mountSmallDisk(folder, '64k');
    unmountSmallDisk(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}
