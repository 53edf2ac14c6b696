import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

/** npm run test:held-out: what takes too long for every run of the tests. */
export default defineConfig(config, { testMatch: '**/*.long.ts', fullyParallel: false, retries: 0 });
