import { sql } from 'kysely';
import { figure } from '#platform/figures/figure.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import type { Committee } from '#institutions/committees/record.ts';
import { coverageOf } from '#institutions/coverage.ts';
import { earlierNames } from '#institutions/naming.ts';
import { reorganisation, type Reorganisation } from '#institutions/reorganisations/record.ts';

export const reorganisationsEffected = figure<Reorganisation>({
  name: 'reorganisations_effected',
  label: '机构调整',
  definition: '期内生效的联络委更名、合并、分设、撤销、调整覆盖范围的件数；一份文件办理几件的，分别计。',
  record: reorganisation.name,
  where: is<Reorganisation>('state', 'effected'),
  day: 'effective_on',
  unit: '件',
});

export const figures = [reorganisationsEffected];

/** One thing that happened to a committee, for its page. */
export interface Passage {
  day: string | null;
  sentence: string;
  href?: string;
}

interface Succession {
  from_id: string;
  from_place: string;
  to_id: string;
  to_place: string;
  on_day: string;
  kind: string;
  reorganisation_id: string;
}

/** Founded, given its plaque, renamed, merged, split, abolished: the life of a committee in order. */
export async function historyOf(reading: Reading, row: Committee): Promise<Passage[]> {
  const passages = [...foundingOf(row), ...(await namesOf(reading, row)), ...(await successionsOf(reading, row)), ...(await placesOf(reading, row))];
  return passages.toSorted((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : (a.day ?? '') > (b.day ?? '') ? 1 : 0));
}

function foundingOf({ state, founded_on, plaque_on, abolished_on }: Committee): Passage[] {
  return [
    ...(state === 'proposed' ? [] : [{ day: founded_on, sentence: founded_on ? '设立' : '设立（日期没有登记）' }]),
    ...(plaque_on ? [{ day: plaque_on, sentence: '授牌' }] : []),
    ...(abolished_on ? [{ day: abolished_on, sentence: '撤销' }] : []),
  ];
}

async function namesOf(reading: Reading, row: Committee): Promise<Passage[]> {
  const earlier = await earlierNames(reading, row.id);
  return earlier.map(({ until_on, name, reorganisation_id }, n) => ({ day: until_on, sentence: `由“${name}”更名为“${earlier[n + 1]?.name ?? row.name}”`, href: `/reorganisations/${reorganisation_id}` }));
}

const MOST = 200;

async function successionsOf(reading: Reading, { id }: Committee): Promise<Passage[]> {
  const known = reading.asOf ? sql`and s.recorded_at <= ${reading.asOf}` : sql``;
  const { rows } = await sql<Succession>`
    select s.from_id, f.place as from_place, s.to_id, t.place as to_place, s.on_day, r.kind, s.reorganisation_id
    from committee_successions s
    join ${source(reading, 'committees', 'f')} on f.county_id = s.county_id and f.id = s.from_id
    join ${source(reading, 'committees', 't')} on t.county_id = s.county_id and t.id = s.to_id
    join ${source(reading, 'reorganisations', 'r')} on r.county_id = s.county_id and r.id = s.reorganisation_id
    where s.county_id = ${reading.county} and (s.from_id = ${id} or s.to_id = ${id}) ${known}
    order by s.on_day, s.from_id, s.to_id limit ${MOST}`.execute(reading.db);
  return rows.map(({ from_id, from_place, to_place, on_day, kind, reorganisation_id }) => ({
    day: on_day, href: `/reorganisations/${reorganisation_id}`,
    sentence: kind === 'split' ? (from_id === id ? `分设出${to_place}联络委` : `由${from_place}联络委分设`) : (from_id === id ? `并入${to_place}联络委` : `${from_place}联络委并入`),
  }));
}

async function placesOf(reading: Reading, { id }: Committee): Promise<Passage[]> {
  return (await coverageOf(reading, id)).flatMap(({ place, from_on, until_on }) => [
    ...(from_on ? [{ day: from_on, sentence: `开始覆盖${place}` }] : []),
    ...(until_on ? [{ day: until_on, sentence: `不再覆盖${place}` }] : []),
  ]);
}
