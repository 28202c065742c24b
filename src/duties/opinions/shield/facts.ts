import { sql } from 'kysely';
import { figure } from '#platform/figures/figure.ts';
import { always } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { unit } from '#institutions/units/record.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { personalView, type PersonalView } from '#duties/opinions/shield/record.ts';

export { personComplainedOf, unitComplainedOf } from '#duties/opinions/shield/complained-of.ts';
export { eraseReporter } from '#duties/opinions/shield/erasing.ts';

/** How often those of one standing have looked who told an entry. */
export interface ViewsByStanding {
  standing: string;
  times: number;
  last: string;
}

/** Told to whoever told it, without names, and shown on the entry's page. Only counts: whoever may see the entry may see these. */
export async function viewsOf(reading: Reading, entry: string): Promise<ViewsByStanding[]> {
  const { rows } = await sql<ViewsByStanding>`
    select standing, count(*)::int as times, max(viewed_on) as last from personal_views
    where county_id = ${reading.county} and entry_id = ${entry} group by standing order by standing`.execute(reading.db);
  return rows;
}

/** @throws Problem 422 when an entry would be handed to the unit that it complains of, which was only written down. */
export async function refuseComplainedOf(reading: Reading, { about_unit_id: about }: Pick<LedgerEntry, 'about_unit_id'>, words: string | null | undefined, field: string): Promise<void> {
  if (!about || !words) return;
  const complainedOf = await find(reading, unit, about);
  if (complainedOf && words.includes(complainedOf.name)) throw invalid({ [field]: '这件事反映的正是这个单位，不能转给它办。请转给它的上级或监督单位，或报县政协办公室。' });
}

export const personalDataViews = figure<PersonalView>({
  name: 'personal_data_views',
  label: '查看反映人姓名电话',
  definition: '期间内打开或导出反映人姓名、电话的次数：一条台账每次记一次，一次导出多条的每条记一次。',
  record: personalView.name,
  day: 'viewed_on',
  committee: 'committee_id',
  where: always,
  unit: '次',
});

export const figures = [personalDataViews];
