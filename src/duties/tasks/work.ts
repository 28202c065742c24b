import { sql } from 'kysely';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, reached, timely, timelyWords, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind } from '#platform/work.ts';
import { tasksHanded } from '#duties/tasks/facts.ts';
import { handers, task } from '#duties/tasks/record.ts';

const taskWork = workKind({
  name: 'task', word: '交办任务', heading: 'task', record: task.name,
  definition: '交办日期在期间内、交给本联络委的事项，交给几个联络委的各有一条；已取消的不计，退回再办的按重报的日期算按时。',
  kept: { columns: ['kind', 'stage'] },
  words: { kind: handers, stage: { handed: '交办', reported: '完成', closed: '办结' }, status: timelyWords },
  rows: {
    committee: (reading, scope) => workRows({
      subject: sql`r.committee_id`, id: sql`r.id`, day: sql`r.handed_on`, received: enteredOn('r'), title: sql`r.title`, kind: sql`r.handed_by`, status: timely(scope, 'r.on_time', 'r.due_on'),
      stage: reached({ handed: sql`true`, reported: sql`r.state in ('reported', 'closed')`, closed: sql`r.state = 'closed'` }),
    }, sql`${source(reading, task.table, 'r')} where r.county_id = ${reading.county} and ${inScope(scope, 'r.handed_on', 'r.committee_id')} and ${tasksHanded.where.sql('r')}`),
  },
});

export const tasksWork: readonly WorkKind[] = [taskWork];
