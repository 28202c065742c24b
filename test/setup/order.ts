import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * One file that needs the invented county goes first, so that the county is made while others work on what does without it; else all begin by waiting
 * for the same. The compiler, which takes both cores, goes with it.
 */
const FIRST = ['test/journeys/six_ledgers_become_a_speech.test.ts', 'test/checks.test.ts'];

/** What takes minutes is begun before what takes seconds, or one of it is left over at the end with nobody beside it. */
const LONG = ['test/journeys/starting.test.ts', 'test/authorisation.test.ts', 'test/journeys/a_resident_on_a_slow_phone.test.ts', 'test/journeys/everybody_looks_for_who_complained.test.ts'];

export class WithoutWaiting extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const turnOf = ({ moduleId }: TestSpecification): number => {
      const [first, long] = [FIRST, LONG].map((paths) => paths.findIndex((path) => moduleId.endsWith(path))) as [number, number];
      if (first >= 0) return first;
      if (!moduleId.includes('/test/')) return FIRST.length;
      return FIRST.length + 1 + (long >= 0 ? long : LONG.length);
    };
    return usual.toSorted((a, b) => turnOf(a) - turnOf(b));
  }
}
