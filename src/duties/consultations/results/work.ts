import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, reached, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind, type WorkScope } from '#platform/work.ts';
import { listsSent, tasksListed } from '#duties/consultations/results/facts.ts';
import { resultList } from '#duties/consultations/results/record.ts';
import { decisions, resultTask } from '#duties/consultations/results/tasks/record.ts';

const listWork = workKind({
  name: 'consultation_result', word: '协商成果', heading: 'consultation', record: resultList.name,
  definition: '协商召开日期在期间内、成果清单已报党委、政府或村级组织的协商成果；还在整理和已作废的不计。',
  words: { stage: { sent: '报送', filed: '备案', closed: '销号' } },
  rows: {
    committee: (reading, scope) => workRows({
      subject: sql`r.committee_id`, id: sql`r.id`, day: sql`r.held_on`, received: sql`coalesce(r.sent_on, ${enteredOn('r')})`, title: sql`r.subject`,
      stage: reached({ sent: sql`true`, filed: sql`r.filing_no is not null`, closed: sql`r.state = 'closed'` }),
    }, sql`${source(reading, resultList.table, 'r')} where r.county_id = ${reading.county} and ${inScope(scope, 'r.held_on', 'r.committee_id')} and ${listsSent.where.sql('r')}`),
  },
});

const taskRows = (subject: 'committee_id' | 'unit_id') => (reading: Reading, scope: WorkScope) => workRows({
  subject: sql.ref(`r.${subject}`), id: sql`r.id`, day: sql`r.listed_on`, received: enteredOn('r'), title: sql`left(r.task, 40)`, status: sql`r.decision`,
  stage: reached({ listed: sql`true`, adopted: sql`r.decision in ('adopted', 'partly')`, reported: sql`r.reported_on is not null`, done: sql`r.state = 'done'` }),
}, sql`${source(reading, resultTask.table, 'r')} where r.county_id = ${reading.county} and ${inScope(scope, 'r.listed_on', `r.${subject}`)} and ${tasksListed.where.sql('r')}`);

const taskWork = workKind({
  name: 'consultation_task', word: '协商成果事项', heading: 'consultation', record: resultTask.name,
  definition: '列出日期在期间内、成果清单上的事项，一项计一件，删去的不计；单位的是由本单位办的。',
  words: { stage: { listed: '列入', adopted: '采纳', reported: '报办结', done: '落实' }, status: decisions },
  rows: { committee: taskRows('committee_id'), unit: taskRows('unit_id') },
});

export const resultsWork: readonly WorkKind[] = [listWork, taskWork];
