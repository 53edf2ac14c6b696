import type { FullResult, Reporter, Suite } from '@playwright/test/reporter';
import { stripVTControlCharacters } from 'node:util';

/** Prints the outcome as the last line, for machines: `{"passed":3,"failed":1,"names":["chat.e2e.ts › Stop ends it: why"]}`. */
export default class CountReporter implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite;
  }

  onEnd(result: FullResult): void {
    const tests = this.suite?.allTests() ?? [];
    const passed = tests.filter((test) => ['expected', 'flaky'].includes(test.outcome())).length;
    const unexpected = tests.filter((test) => test.outcome() === 'unexpected');
    // A run can fail without a failing test: nothing was found, or the set-up broke.
    const failed = result.status === 'passed' ? unexpected.length : Math.max(unexpected.length, 1);
    const names = unexpected.map((test) => {
      const why = stripVTControlCharacters(test.results.at(-1)?.error?.message ?? '').split('\n')[0] ?? '';
      return `${test.titlePath().slice(2).join(' › ')}: ${why}`;
    });
    console.log(JSON.stringify({ passed, failed, names }));
  }

  printsToStdio(): boolean {
    return true;
  }
}
