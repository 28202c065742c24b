import { sql } from 'kysely';
import { inAll, lightRulesOn, lightsOfAlike, lightsOfEach, type Light, type LightName, type Noted } from '#assessment/scores/facts.ts';
import { committeeChoices } from '#institutions/facts.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import type { Reading } from '#platform/records/act.ts';
import type { WorkKind } from '#platform/work.ts';
import { provedIds, rowsOf } from '#platform/work-rows.ts';
import type { Asked } from '#reports/asked.ts';

/** 数据质量提示 over the work of committees, by the rules of the assessment's lights (peers I10). Every number is told with its list; nobody gets points for it. */

/** Told record by record; the others tell records that are alike. */
export const lightsOfRecords = ['unproved', 'late', 'burst'] as const satisfies readonly LightName[];
export type LightOfRecords = (typeof lightsOfRecords)[number];

/** One committee: how many records it has in the period, and how many each light is about. */
export interface LitCommittee {
  id: string;
  place: string;
  records: number;
  lit: Readonly<Record<LightOfRecords, number>>;
}

/** More alike sums than this no county has in a year: committees × days × kinds. */
const MOST_SUMS = 500_000;

/** The lights of every committee that has a record in the period, in the order of committees; alike records are put together where they are. */
export async function litCommittees(reading: Reading, works: readonly WorkKind[], { from, to, committee }: Asked): Promise<LitCommittee[]> {
  const noted = new Map<string, Noted[]>();
  for (const kind of works) {
    const select = await rowsOf(reading, kind, 'committee', { from, to, ...(committee && { subjects: [committee] }) });
    if (!select) continue;
    const { rows } = await sql<{ subject: string; day: string; received: string; proved: boolean; times: number }>`
      select w.subject, w.day, w.received, w.id in (${provedIds(reading, kind.record)}) as proved, count(distinct w.id)::int as times
      from (${select}) as w group by 1, 2, 3, 4 limit ${MOST_SUMS}`.execute(reading.db);
    for (const { subject, ...row } of rows) (noted.get(subject) ?? noted.set(subject, []).get(subject)!).push({ ...row, record: kind.record, id: '', source: kind.word });
  }
  const rules = await lightRulesOn(reading, to);
  return (await committeeChoices(reading, to)).flatMap(({ value: id, label: place }): LitCommittee[] => {
    const own = noted.get(id);
    if (!own) return [];
    const lights = lightsOfEach(own, rules);
    const about = (name: LightName): number => inAll(lights.filter((one) => one.name === name).flatMap(({ events }) => events));
    return [{ id, place, records: inAll(own), lit: { unproved: about('unproved'), late: about('late'), burst: about('burst') } }];
  });
}

/** The records of a committee to which a light points, the newest first. */
export async function recordsLit(reading: Reading, works: readonly WorkKind[], asked: Asked & { committee: string }, name: LightOfRecords): Promise<Noted[]> {
  const noted = await notedOf(reading, works, asked, MOST_RECORDS);
  return lightsOfEach(noted, await lightRulesOn(reading, asked.to)).filter((one) => one.name === name).flatMap(({ events }) => events)
    .toSorted((a, b) => b.day.localeCompare(a.day) || a.id.localeCompare(b.id));
}

/** More records of one kind no committee has in a year. */
const MOST_RECORDS = 100_000;

/** Copies are made soon after: further back than this nothing is compared. */
const COMPARED_DAYS = 92;
/** So many of each kind are asked for, the newest first; of all of them as many are compared as the lights compare. */
const MOST_COMPARED = 1_000;

/** Records of the last three months of the period whose words or pictures are nearly the same, of all committees together: a copy is made of another's, too. */
export async function alikeLit(reading: Reading, works: readonly WorkKind[], asked: Asked): Promise<Light[]> {
  const from = [asked.from, daysLater(asked.to, -COMPARED_DAYS)].toSorted()[1]!;
  return lightsOfAlike(reading, await notedOf(reading, works, { ...asked, from }, MOST_COMPARED));
}

/** Each record once, the newest first. */
async function notedOf(reading: Reading, works: readonly WorkKind[], { from, to, committee }: Asked, most: number): Promise<Noted[]> {
  const found = new Map<string, Noted>();
  for (const kind of works) {
    const select = await rowsOf(reading, kind, 'committee', { from, to, ...(committee && { subjects: [committee] }) });
    if (!select) continue;
    const { rows } = await sql<Omit<Noted, 'record' | 'source'>>`
      select w.id, w.day, w.received, w.id in (${provedIds(reading, kind.record)}) as proved from (${select}) as w order by w.day desc, w.id limit ${most}`.execute(reading.db);
    for (const row of rows) found.set(`${kind.record} ${row.id}`, { ...row, record: kind.record, source: kind.word });
  }
  return [...found.values()].toSorted((a, b) => b.day.localeCompare(a.day) || a.id.localeCompare(b.id));
}
