import { sql } from 'kysely';
import { claim } from '#platform/figures/claim.ts';
import { figure } from '#platform/figures/figure.ts';
import { all, always, present, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { closingDay, stood, within } from '#institutions/standing.ts';
import { member, type Member } from '#institutions/members/record.ts';

const everybody = always as Predicate<Member>;
const inOffice = { from: 'joined_on', until: 'left_on' } as const;

export const membersCurrent = figure<Member>({
  name: 'members_current',
  label: '在任委员',
  definition: '期末在任的县政协委员人数：任职日期不晚于期末、尚未离任；同一人只计一次。',
  record: member.name,
  where: everybody,
  span: inOffice,
  committee: 'committee_id',
  counts: { distinct: 'person_id' },
  unit: '人',
});

export const membersStationed = figure<Member>({
  name: 'members_stationed',
  label: '驻乡镇（街道）委员',
  definition: '期末在任、已编入某个联络委的县政协委员人数；同一人只计一次。',
  record: member.name,
  where: all(everybody, present<Member>('committee_id')),
  span: inOffice,
  committee: 'committee_id',
  counts: { distinct: 'person_id' },
  unit: '人',
});

interface Stationing {
  id: string;
  name: string;
  place: string | null;
  there: boolean;
}

export const membersAllStationed = claim({
  name: 'members_all_stationed',
  sentence: '驻乡镇（街道）政协委员全员参与',
  definition: '对期末每名在任委员，都有一个当时已设立的联络委是其所属联络委；没有编入联络委的，列为例外。',
  clause: 'setting_up.members',
  href: '/members',
  async examine(reading, scope) {
    const day = closingDay(reading, scope);
    const { rows } = await sql<Stationing>`
      select m.id, m.name, c.place, coalesce(c.state in ('established', 'abolished') and ${stood('c', 'founded_on', 'abolished_on', day)}, false) as there
      from ${source(reading, 'members', 'm')}
      left join ${source(reading, 'committees', 'c')} on c.county_id = m.county_id and c.id = m.committee_id
      where m.county_id = ${reading.county} and ${stood('m', 'joined_on', 'left_on', day)} and ${within('m.committee_id', scope)}
      order by m.name_key, m.name, m.id`.execute(reading.db);
    return {
      examined: rows.length,
      counterExamples: rows.filter(({ there }) => !there).map(({ id, name, place }) => ({
        label: name, why: place ? `所属的${place}联络委当时没有设立` : '没有编入任何联络委', href: `/members/${id}`,
      })),
    };
  },
  otherwise: ({ examined, counterExamples }) => `${examined}名在任委员中，${examined - counterExamples.length}名已编入联络委，还有${counterExamples.length}名没有编入`,
});

export const figures = [membersCurrent, membersStationed];
export const claims = [membersAllStationed];

/** The term that the county is in, by its members; a county without members has none to go by. */
export async function currentTerm(reading: Reading): Promise<number | undefined> {
  const { rows } = await sql<{ term: number | null }>`
    select max(term) as term from ${source(reading, 'members', 'm')} where m.county_id = ${reading.county} and m.state = 'current'`.execute(reading.db);
  return rows[0]?.term ?? undefined;
}
