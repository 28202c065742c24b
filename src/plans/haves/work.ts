import { sql } from 'kysely';
import { checklist } from '#plans/haves/checklists/record.ts';
import { haveCheck } from '#plans/haves/checks/record.ts';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind } from '#platform/work.ts';

const checkWork = workKind({
  name: 'have_check', word: '五有验收', heading: 'standard', record: haveCheck.name,
  definition: '验收日期在期间内、规范化建设验收合格并且没有被复查否定的，一份清单一次；自查中、待验收和撤回的不计。',
  rows: {
    committee: (reading, scope) => workRows(
      { subject: sql`r.committee_id`, id: sql`r.id`, day: sql`r.accepted_on`, received: sql`coalesce(r.submitted_on, ${enteredOn('r')})`, title: sql`coalesce(k.title, ${'规范化建设'}::text) || ${'验收合格'}::text` },
      sql`${source(reading, haveCheck.table, 'r')} left join ${source(reading, checklist.table, 'k')} on k.county_id = r.county_id and k.id = r.checklist_id
        where r.county_id = ${reading.county} and ${inScope(scope, 'r.accepted_on', 'r.committee_id')} and r.state = 'accepted'`,
    ),
  },
});

export const havesWork: readonly WorkKind[] = [checkWork];
