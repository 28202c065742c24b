import { sql } from 'kysely';
import { parameterAt } from '#plans/facts.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { alikeGroups, pairsIn } from '#platform/search/alike-groups.ts';
import { normal } from '#platform/search/grams.ts';
import type { Event, Period } from '#assessment/schemes/facts.ts';
import { picturesTwice } from '#assessment/scores/pictures.ts';

/**
 * What an assessor should look at twice before points are given: no proof, entered late or all at once, the same words or picture again.
 * A light says why, takes no point away and accuses nobody; whoever checks looks at the records (issue 7; peers H1–H8).
 */
export const lightWords = {
  unproved: '没有附证明材料', late: '过后很久才登记', burst: '月底集中登记', text: '文字几乎一样', picture: '同一张或几乎一样的照片',
} as const;
export type LightName = keyof typeof lightWords;

export interface Light {
  name: LightName;
  /** What was seen, with the numbers. */
  sentence: string;
  events: readonly Noted[];
}

/** What the rules ask of a record; of so many together (`times`) where they are alike in this. */
export type Noted = Pick<Event, 'record' | 'id' | 'day' | 'received' | 'source' | 'proved' | 'times'>;

/** How many records these are. */
export const inAll = (events: readonly Noted[]): number => events.reduce((sum, { times = 1 }) => sum + times, 0);

/** The rules of a county by which something is late, or all at once. */
export interface LightRules {
  entryDays: number;
  burstDays: number;
  burstPercent: number;
}

/** In a month with fewer records than this nothing is conspicuous. */
const FEW = 5;

/** Texts and pictures of more records than this are not compared; the newest are. */
const MOST_COMPARED = 1_000;

const DAY = 86_400_000;
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

export const lightRulesOn = async (reading: Reading, day: string): Promise<LightRules> =>
  ({ entryDays: await parameterAt(reading, 'assessment.entry_days', day), burstDays: await parameterAt(reading, 'assessment.burst_days', day), burstPercent: await parameterAt(reading, 'assessment.burst_percent', day) });

/** What the records tell one by one; alike ones may stand together. */
export const lightsOfEach = (events: readonly Noted[], rules: LightRules): Light[] => [...unproved(events), ...late(events, rules), ...bursts(events, rules)];

/** What the newest of them tell beside each other. */
export const lightsOfAlike = async (reading: Reading, events: readonly Noted[]): Promise<Light[]> =>
  [...(await sameWords(reading, events.slice(0, MOST_COMPARED))), ...(await samePictures(reading, events.slice(0, MOST_COMPARED)))];

export async function lightsOf(reading: Reading, events: readonly Noted[], { to }: Pick<Period, 'to'>): Promise<Light[]> {
  const single = [...new Map(events.map((event) => [`${event.record} ${event.id}`, event])).values()].toSorted((a, b) => b.day.localeCompare(a.day) || a.id.localeCompare(b.id));
  return [...lightsOfEach(single, await lightRulesOn(reading, to)), ...(await lightsOfAlike(reading, single))];
}

const light = (name: LightName, events: readonly Noted[], sentence: string): Light[] => (events.length === 0 ? [] : [{ name, sentence, events }]);

function unproved(events: readonly Noted[]): Light[] {
  const without = events.filter(({ proved }) => proved === false);
  return light('unproved', without, `${inAll(events)}条记录中，有${inAll(without)}条没有附件。`);
}

export function late(events: readonly Noted[], { entryDays }: LightRules): Light[] {
  const after = events.filter(({ day, received }) => daysBetween(day, received) > entryDays);
  return light('late', after, `${inAll(events)}条记录中，有${inAll(after)}条在事情过后超过${entryDays}天才登记。`);
}

const lastDayOf = (month: string): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);

/** Month by month: what came in during its last days, though it happened earlier. */
export function bursts(events: readonly Noted[], { burstDays, burstPercent }: LightRules): Light[] {
  const months = [...Map.groupBy(events, ({ received }) => received.slice(0, 7))].toSorted(([a], [b]) => a.localeCompare(b));
  return months.flatMap(([month, received]) => {
    const end = lastDayOf(month);
    const atEnd = received.filter((event) => daysBetween(event.received, end) < burstDays && event.day < event.received);
    const [all, late] = [inAll(received), inAll(atEnd)];
    const percent = Math.round((100 * late) / all);
    if (all < FEW || percent < burstPercent) return [];
    return light('burst', atEnd, `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月登记的${all}条中，有${late}条（${percent}%）在月末${burstDays}天里登记。`);
  });
}

/** Two texts have nearly everything in common that tells them apart. */
const ALIKE = 0.85;
/** Shorter texts are alike by themselves: 修路, 路灯. */
const SHORT = 12;
/** More of a text says no more about whether it was copied. */
const READ = 400;
/** Of a few texts nobody can say which words are common. */
const FEW_TEXTS = 200;

async function sameWords(reading: Reading, events: readonly Noted[]): Promise<Light[]> {
  const found: Light[] = [];
  for (const [record, own] of Map.groupBy(events, (event) => event.record)) {
    const texts = await textsOf(reading, record, own.map(({ id }) => id));
    const rows = own.flatMap((event) => ((texts.get(event.id) ?? '').length >= SHORT ? [{ event, text: texts.get(event.id)! }] : []));
    const groups = alikeGroups(rows, { pieces: ({ text }) => pairsIn(normal(text)), alike: ALIKE, few: FEW_TEXTS });
    found.push(...groups.flatMap((group) => light('text', group.map(({ event }) => event), `${group.length}条${own[0]!.source}的文字几乎一样。`)));
  }
  return found;
}

/** What was written of each record: the words by which it is found. */
async function textsOf(reading: Reading, record: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { table, searchable = [] } = reading.house.records.get(record)!;
  if (searchable.length === 0) return new Map();
  const { rows } = await sql<{ id: string; text: string }>`
    select r.id, left(concat_ws(' ', ${sql.join(searchable.map((column) => sql.ref(`r.${column}`)))}), ${READ}) as text
    from ${source(reading, table, 'r')} where r.county_id = ${reading.county} and r.id = any(${[...ids]}::uuid[])`.execute(reading.db);
  return new Map(rows.map(({ id, text }) => [id, text]));
}

async function samePictures(reading: Reading, events: readonly Noted[]): Promise<Light[]> {
  const twice = await picturesTwice(reading, events);
  return twice.flatMap((group) => light('picture', events.filter(({ record, id }) => group.some((one) => one.record === record && one.id === id)), `${group.length}条记录附了同一张或几乎一样的照片。`));
}
