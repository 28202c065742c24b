import type { Reporter, TestModule } from 'vitest/node';

/**
 * Says how the run ended in one plain line, the last one printed: `N passed, N failed` (and `, N skipped`). What passed only when tried again is
 * named before it: a journey on a machine that others share may wait in vain once, and whoever reads the run shall know which did.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const states = tests.map((test) => test.result().state);
    const again = tests.filter((test) => test.diagnostic()?.flaky).map((test) => `  ${test.module.relativeModuleId} › ${test.name}`);
    const broken = modules.filter((module) => module.errors().length > 0).length; // files that could not be read count as failures
    const passed = states.filter((state) => state === 'passed').length;
    const failed = states.filter((state) => state === 'failed').length + broken + unhandled.length;
    const skipped = states.length - passed - states.filter((state) => state === 'failed').length;
    process.on('exit', () => {
      if (again.length) console.log(['Passed only when tried again:', ...again].join('\n'));
      console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
    });
  }
}
