import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * One file that needs the invented county goes first, so that the county is made while others work on what does without it; else all begin by waiting
 * for the same. The compiler, which takes both cores, goes with it.
 */
const FIRST = ['test/journeys/six_ledgers_become_a_speech.test.ts', 'test/checks.test.ts'];

export class WithoutWaiting extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const turnOf = ({ moduleId }: TestSpecification): number => {
      const first = FIRST.findIndex((path) => moduleId.endsWith(path));
      return first >= 0 ? first : FIRST.length + Number(moduleId.includes('/test/'));
    };
    return usual.toSorted((a, b) => turnOf(a) - turnOf(b));
  }
}
