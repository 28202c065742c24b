import type { Reporter, TestModule } from 'vitest/node';

/** Says how the run ended in one plain line, the last one printed: `N passed, N failed` (and `, N skipped`). */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const broken = modules.filter((module) => module.errors().length > 0).length; // files that could not be read count as failures
    const passed = states.filter((state) => state === 'passed').length;
    const failed = states.filter((state) => state === 'failed').length + broken + unhandled.length;
    const skipped = states.length - passed - states.filter((state) => state === 'failed').length;
    process.on('exit', () => console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`));
  }
}
