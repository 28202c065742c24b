import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, reached, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkScope } from '#platform/work.ts';
import { recommendation } from '#duties/inspections/recommendations/record.ts';

const rows = (subject: 'committee_id' | 'unit_id') => (reading: Reading, scope: WorkScope) => workRows({
  subject: sql.ref(`r.${subject}`), id: sql`r.id`, day: sql`r.made_on`, received: enteredOn('r'), title: sql`left(r.words, 40)`, status: sql`r.state`,
  stage: reached({ made: sql`true`, answered: sql`r.answered_on is not null`, accepted: sql`r.state in ('accepted', 'carried', 'reported', 'done')`, done: sql`r.state = 'done'` }),
}, sql`${source(reading, recommendation.table, 'r')} where r.county_id = ${reading.county} and ${inScope(scope, 'r.made_on', `r.${subject}`)} and r.state <> 'void'`);

/** What a visit advised; it is carried out by whoever received it, and confirmed by whoever made it. */
export const recommendationWork = workKind({
  name: 'recommendation', word: '调研建议', heading: 'visit', record: recommendation.name,
  definition: '提出日期在期间内的调研视察建议，一条计一条，已作废的不计；联络委的是本委提出的，单位的是向本单位提出的。',
  words: {
    stage: { made: '提出', answered: '回复', accepted: '采纳', done: '落实' },
    status: Object.fromEntries(Object.entries(recommendation.states).map(([state, { label }]) => [state, label])),
  },
  rows: { committee: rows('committee_id'), unit: rows('unit_id') },
});
