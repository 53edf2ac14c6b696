import { defineConfig } from 'vitest/config';

/** One project per cost: pure functions, the real process, the real model. */
const project = (name: string, timeout: number) => ({
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], testTimeout: timeout, hookTimeout: timeout },
});

export default defineConfig({
  test: {
    // The default leaves a core free, which is half of two.
    maxWorkers: '100%',
    projects: [project('unit', 20_000), project('process', 60_000), project('model', 120_000)],
  },
});
