import type { FullResult, Reporter, Suite } from '@playwright/test/reporter';

/** Prints the outcome as the last line, for machines: `{"passed":3,"failed":0}`. */
export default class CountReporter implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite;
  }

  onEnd(result: FullResult): void {
    const tests = this.suite?.allTests() ?? [];
    const passed = tests.filter((test) => ['expected', 'flaky'].includes(test.outcome())).length;
    const failed = tests.filter((test) => test.outcome() === 'unexpected').length;
    // A run can fail without a failing test: nothing was found, or the set-up broke.
    console.log(JSON.stringify({ passed, failed: result.status === 'passed' ? failed : Math.max(failed, 1) }));
  }

  printsToStdio(): boolean {
    return true;
  }
}
