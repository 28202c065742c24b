import { sql, type SqlBool } from 'kysely';
import { all, is, oneOf, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { member, type Member } from '#institutions/members/record.ts';
import type { Dossier } from '#archives/dossiers/facts.ts';
import type { ArchiveVolume } from '#archives/volumes/record.ts';

/** More a county does not have. */
const MOST = 10_000;

/** Whose archives a volume holds: of a year the committees' and the members', of a term the members'; each for the days that fall into it. */
export async function dossiersIn(reading: Reading, volume: ArchiveVolume): Promise<Dossier[]> {
  const now = { ...reading, asOf: undefined };
  const body = volume.committee_id;
  const bodies = volume.scope === 'term' ? [] : await list<Committee>(now, committee, {
    where: all(oneOf<Committee>('state', ['established', 'abolished']), ...(body ? [is<Committee>('id', body)] : [])), order: [{ column: 'rank' }, { column: 'founded_on' }], limit: MOST,
  });
  const members = await list<Member>(now, member, {
    where: all(oneOf<Member>('state', ['current', 'left']), inOfficeIn(volume), ...(volume.term ? [is<Member>('term', volume.term)] : []), ...(body ? [is<Member>('committee_id', body)] : [])),
    order: [{ column: 'name_key' }, { column: 'name' }, { column: 'id' }], limit: MOST,
  });
  return [
    ...bodies.map((row): Dossier => ({ ...common(volume, row.founded_on, row.abolished_on), subject: 'committee', id: row.id, name: row.name, committee: row })),
    ...members.map((row): Dossier => ({ ...common(volume, row.joined_on, row.left_on), subject: 'member', id: row.id, name: row.name, member: row })),
  ].filter(({ shown }) => shown.from <= shown.to);
}

function common({ from_day, to_day, year }: ArchiveVolume, since: string | null, until: string | null): Pick<Dossier, 'span' | 'shown' | 'year' | 'openedOnly' | 'own'> {
  const shown = { from: since && since > from_day ? since : from_day, to: until && until < to_day ? until : to_day };
  return { span: shown, shown, year: year ?? undefined, openedOnly: true, own: false };
}

/** Of an old roster it may not be known since when. */
function inOfficeIn({ from_day, to_day }: ArchiveVolume): Predicate<Member> {
  return {
    test: ({ joined_on, left_on }) => (!joined_on || joined_on <= to_day) && (!left_on || left_on > from_day),
    sql: (alias) => sql<SqlBool>`coalesce(${sql.ref(`${alias}.joined_on`)} <= ${to_day}::date, true) and coalesce(${sql.ref(`${alias}.left_on`)} > ${from_day}::date, true)`,
  };
}
