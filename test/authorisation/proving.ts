import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { records } from '#county.ts';
import { rowsOf, type Rows } from './asking.ts';
import { letAnybody } from './expected.ts';
import { tablesThatTellOfTheTwin, takeDownTheWall, twoCounties, type TwoCounties } from './two-counties.ts';
import { walkThrough, type Share } from './walk-through.ts';

/** Reference tables that all counties read. */
const forAll = ['counties'];

/** Asking everything takes hours on a busy machine. */
const PATIENCE = { timeout: 7_200_000 };

/** How much is asked in each of the four walks. */
type Shares = Readonly<Record<'own' | 'twin' | 'unrelated' | 'unwalled', Share>>;

/** Two walls keep a county from another: the relations of the records, and row-level security. With both, and with either alone. */
export function provesAuthorisation(shares: Shares): void {
  let world: TwoCounties;
  let rows: Rows;

  beforeAll(async () => {
    world = await twoCounties();
    rows = await rowsOf(world);
    vi.spyOn(console, 'error').mockImplementation(() => undefined); // faults are told by their status
  }, 600_000);
  afterAll(async () => {
    vi.restoreAllMocks();
    await world?.drop();
  });

  test('every operation answers each person about the own county as the record declares it', PATIENCE, async () => {
    const { asked, wrong } = await walkThrough(world, rows, 'own', shares.own);
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(1_000);
  });

  test('of another county no operation tells anything, and its ids are ids of nothing', PATIENCE, async () => {
    expect((await walkThrough(world, rows, 'twin', shares.twin)).wrong).toEqual([]);
  });

  test('row-level security alone: no table shows a row of another county, whatever is asked', PATIENCE, async () => {
    const { telling, filled } = await tablesThatTellOfTheTwin(world);
    expect(telling).toEqual(forAll);
    expect(filled).toBeGreaterThan(150);
  });

  test('row-level security alone: with everybody standing in every relation', PATIENCE, async () => {
    const restore = letAnybody(records);
    try {
      expect((await walkThrough(world, rows, 'twin', shares.unrelated)).wrong).toEqual([]);
    } finally {
      restore();
    }
  });

  test('relations alone: with row-level security taken away', PATIENCE, async () => {
    await takeDownTheWall(world);
    expect((await tablesThatTellOfTheTwin(world)).telling.length).toBeGreaterThan(100); // it is really gone
    expect((await walkThrough(world, rows, 'twin', shares.unwalled)).wrong).toEqual([]);
  });
}
