import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { allOf, claim } from '#platform/figures/claim.ts';
import { figure, ratio } from '#platform/figures/figure.ts';
import { all, always, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { placeOn } from '#institutions/naming.ts';
import { closingDay, stood } from '#institutions/standing.ts';
import { member, seated, type Member } from '#institutions/members/record.ts';

const inOffice = { from: 'joined_on', until: 'left_on' } as const;

/** A place where a member was stationed, until the day of leaving it. */
interface PastStation {
  committee_id: string | null;
  until: string;
}

/** The columns that change when a member leaves a station: where it was, and until when. */
export function leftStation(row: Member, until: string): Partial<Member> {
  const past = ((row.past_stations ?? []) as unknown as PastStation[]).filter((one) => one.until < until);
  return { past_stations: JSON.stringify([...past, { committee_id: row.committee_id, until }]) };
}

/** The committee to which the member `alias` belonged at the end of a day. */
const stationOn = (alias: string, day: string): RawBuilder<string | null> => sql<string | null>`(
  select s.committee_id from (
    select s.committee_id, s.until from jsonb_to_recordset(coalesce(${sql.ref(`${alias}.past_stations`)}, '[]')) as s (committee_id uuid, until date)
    union all select ${sql.ref(`${alias}.committee_id`)}, 'infinity'::date
  ) as s where s.until > ${day}::date order by s.until limit 1)`;

/** Stationed in this committee, or, when none is asked for, in any, at the end of the day; without a day: now. */
function stationed(committee: string | undefined, day: string | undefined): Predicate<Member> {
  const station = (row: Member): string | null => {
    const past = ((row.past_stations ?? []) as unknown as PastStation[]).filter(({ until }) => day !== undefined && until > day);
    const [first] = past.toSorted((a, b) => (a.until < b.until ? -1 : 1));
    return first ? first.committee_id : row.committee_id;
  };
  const there = (alias: string) => (day === undefined ? sql<string | null>`${sql.ref(`${alias}.committee_id`)}` : stationOn(alias, day));
  return {
    test: (row) => (committee === undefined ? station(row) !== null : station(row) === committee),
    sql: (alias) => (committee === undefined ? sql<SqlBool>`(${there(alias)} is not null)` : sql<SqlBool>`(coalesce(${there(alias)} = ${committee}, false))`),
  };
}

/** Of the committee, when one is asked for, as it was on the day; of the county those of no committee too. */
const inUnit = (committee: string | undefined, day: string | undefined): Predicate<Member> => (committee === undefined ? (always as Predicate<Member>) : stationed(committee, day));

export const membersCurrent = figure<Member>({
  name: 'members_current',
  label: '在任委员',
  definition: '期末在任的县政协委员人数：任职日期不晚于期末、尚未离任；同一人只计一次。',
  record: member.name,
  where: seated,
  span: inOffice,
  committee: 'committee_id',
  belonging: inUnit,
  counts: { distinct: 'person_id' },
  unit: '人',
});

export const membersStationed = figure<Member>({
  name: 'members_stationed',
  label: '驻乡镇（街道）委员',
  definition: '期末在任、已编入某个联络委的县政协委员人数；同一人只计一次。',
  record: member.name,
  where: seated,
  span: inOffice,
  committee: 'committee_id',
  belonging: stationed,
  counts: { distinct: 'person_id' },
  unit: '人',
});

/** Communists and those on probation; whose affiliation is not on the register is neither. */
const communist = oneOf<Member>('affiliation', ['中共党员', '中共预备党员']);

export const membersNonCommunist = figure<Member>({
  name: 'members_non_communist',
  label: '非中共委员',
  definition: '期末在任、登记了党派且不是中共党员（含预备党员）的县政协委员人数；同一人只计一次。',
  record: member.name,
  where: all(seated, present<Member>('affiliation'), not(communist)),
  span: inOffice,
  committee: 'committee_id',
  belonging: inUnit,
  counts: { distinct: 'person_id' },
  unit: '人',
});

export const membersAffiliationKnown = figure<Member>({
  name: 'members_affiliation_known',
  label: '登记了党派的委员',
  definition: '期末在任、登记了党派（政治面貌）的县政协委员人数；同一人只计一次。',
  record: member.name,
  where: all(seated, present<Member>('affiliation')),
  span: inOffice,
  committee: 'committee_id',
  belonging: inUnit,
  counts: { distinct: 'person_id' },
  unit: '人',
});

export const nonCommunistShare = ratio({
  name: 'non_communist_share',
  label: '非中共委员比例',
  definition: '期末在任委员中非中共委员所占比例：非中共委员 ÷ 登记了党派的委员。',
  numerator: membersNonCommunist.name,
  denominator: membersAffiliationKnown.name,
  decimals: 1,
  convention: '没有登记党派的不计入分子和分母',
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
      select m.id, m.name, ${placeOn(reading, 'c', day)} as place, coalesce(c.state in ('established', 'abolished') and ${stood('c', 'founded_on', 'abolished_on', day)}, false) as there
      from ${source(reading, 'members', 'm')}
      left join ${source(reading, 'committees', 'c')} on c.county_id = m.county_id and c.id = ${stationOn('m', day)}
      where m.county_id = ${reading.county} and ${seated.sql('m')} and ${stood('m', 'joined_on', 'left_on', day)} ${scope.committee ? sql`and ${stationOn('m', day)} = ${scope.committee}` : sql``}
      order by m.name_key, m.name, m.id`.execute(reading.db);
    return {
      examined: rows.length,
      counterExamples: rows.filter(({ there }) => !there).map(({ id, name, place }) => ({
        label: name, why: place ? `所属的${place}联络委当时没有设立` : '没有编入任何联络委', href: `/members/${id}`,
      })),
    };
  },
  otherwise: ({ examined, counterExamples }) => `${examined}名在任委员中，${examined - counterExamples.length}名已编入联络委，还有${counterExamples.length}名没有编入`,
  none: (n) => `${n}名在任委员${allOf(n)}还没有编入联络委`,
});

export const figures = [membersCurrent, membersStationed, membersNonCommunist, membersAffiliationKnown];
export const ratios = [nonCommunistShare];
export const claims = [membersAllStationed];

/** The term that the county is in, by its members; a county without members has none to go by. */
export async function currentTerm(reading: Reading): Promise<number | undefined> {
  const { rows } = await sql<{ term: number | null }>`
    select max(term) as term from ${source(reading, 'members', 'm')} where m.county_id = ${reading.county} and m.state = 'current'`.execute(reading.db);
  return rows[0]?.term ?? undefined;
}
