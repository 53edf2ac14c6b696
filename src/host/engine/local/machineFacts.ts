import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { arch, hostname, platform, release } from 'node:os';
import { join } from 'node:path';

/** Where drivers and the libraries of GPU backends leave their traces, by platform. */
const TRACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/proc/driver/nvidia/version',
    '/etc/ld.so.cache',
    '/dev/dri',
    '/dev/dxg',
    '/dev/nvidiactl',
    '/usr/share/vulkan/icd.d',
    '/etc/vulkan/icd.d',
    '/usr/lib/wsl/lib',
  ],
  win32: ['System32\\vulkan-1.dll', 'System32\\nvcuda.dll', 'System32\\nvml.dll'].map((file) =>
    join(process.env['SystemRoot'] ?? 'C:\\Windows', file),
  ),
};

/** Variables that hide devices or say where a runtime is. */
const VARIABLES = [
  'CUDA_PATH',
  'CUDA_VISIBLE_DEVICES',
  'GGML_VK_VISIBLE_DEVICES',
  'VK_ICD_FILENAMES',
  'VK_DRIVER_FILES',
];

/**
 * A short text that changes when the machine, its system, its drivers or the engine does: what a probe found holds until
 * then. Takes no more than a few file system calls.
 *
 * @param engine the engine's version and where its binaries come from
 */
export function machineKey(engine: string): string {
  const traces = (TRACES[platform()] ?? []).map(trace);
  const variables = VARIABLES.map((name) => process.env[name] ?? '');
  const facts = [engine, hostname(), platform(), arch(), release(), ...traces, ...variables];
  return createHash('sha256').update(facts.join('\n')).digest('hex').slice(0, 32);
}

function trace(path: string): string {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return readdirSync(path).sort().join(',');
    // Files below /proc have the time of reading as theirs.
    return path.startsWith('/proc/') ? readFileSync(path, 'utf8') : `${found.size}@${found.mtimeMs}`;
  } catch {
    return '-';
  }
}
