import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, reached, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind, type WorkScope } from '#platform/work.ts';
import { itemsSubmitted } from '#duties/opinions/items/facts.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { mattersReceived } from '#duties/opinions/ledger/facts.ts';
import { ledgerEntry, outcomes as results } from '#duties/opinions/ledger/record.ts';
import { outcomesWork } from '#duties/opinions/outcomes/work.ts';
import { levels, outcome } from '#duties/opinions/outcomes/record.ts';
import { referralsWork } from '#duties/opinions/referrals/work.ts';

/** Titles name the entry and nothing of what was told: a grievance is read only where the ledger lets it be read. */
const ledgerColumns = {
  id: sql`r.id`, day: sql`r.received_on`, received: enteredOn('r'), kind: sql`r.category`, status: sql`r.outcome`,
  title: sql`concat_ws(' ', coalesce(r.paper_number, to_char(r.received_on, 'YYYY') || '-' || lpad(r.number::text, 3, '0')), r.category)`,
  stage: reached({
    registered: sql`true`, closed: sql`r.closed_on is not null`, solved: sql`r.outcome = 'solved'`, settled: sql`r.dispute and r.settled`,
    verified: sql`r.verified_on is not null`, called_back: sql`r.called_back_on is not null`, satisfied: sql`r.result_rating >= 4`,
  }),
};
const counted = mattersReceived.where.sql('r');

const ledgerWork = workKind({
  name: 'ledger', word: '民情台账', heading: 'opinion', record: ledgerEntry.name,
  definition: '收集时间在期间内的民情台账，合并办理的只计主件，已作废的不计；委员的是本人登记的。',
  words: {
    stage: { registered: '登记', closed: '办结', solved: '解决', settled: '化解纠纷', verified: '群众确认', called_back: '回访', satisfied: '回访满意' },
    status: results,
  },
  kept: { columns: ['kind', 'stage', 'status'] },
  rows: {
    committee: (reading, scope) => workRows({ ...ledgerColumns, subject: sql`r.committee_id` }, sql`${source(reading, ledgerEntry.table, 'r')}
      where r.county_id = ${reading.county} and ${inScope(scope, 'r.received_on', 'r.committee_id')} and ${counted}`),
    member: (reading, scope) => workRows({ ...ledgerColumns, subject: sql`m.id` }, sql`${source(reading, ledgerEntry.table, 'r')}
      join ${source(reading, 'members', 'm')} on m.county_id = r.county_id and m.person_id = r.informant_id and m.state in ('current', 'left')
        and m.joined_on <= r.received_on and coalesce(m.left_on > r.received_on, true)
      where r.county_id = ${reading.county} and r.informant_id is not null and ${inScope(scope, 'r.received_on', 'm.id')} and ${counted}`),
  },
});

const adoptions = (reading: Reading) => sql`${source(reading, 'outcomes', 'o')} where o.county_id = ${reading.county} and o.state = 'noted' and o.kind in ('adopted_single', 'adopted_merged')`;
const adopted = (reading: Reading) => sql`w.outcomes > 0 and exists (select from ${adoptions(reading)} and o.item_id = w.id)`;

/** Looked up only for items of which something became. */
const adoptedAt = (reading: Reading) => sql`case when r.outcomes > 0 then array(
  select distinct o.level from ${adoptions(reading)} and o.item_id = r.id) end`;

const itemRows = (subject: 'committee_id' | 'member_id') => (reading: Reading, scope: WorkScope) => workRows({
  subject: sql.ref(`w.${subject}`), id: sql`w.id`, day: sql`w.submitted_on`, received: enteredOn('w'), title: sql`w.title`, kind: sql`w.category`, level: sql`w.levels`,
  stage: reached({
    submitted: sql`true`, edited: sql`w.state in ('edited', 'checked', 'signed', 'issued')`, issued: sql`w.state = 'issued' or w.carrier = 'issued'`,
    adopted: adopted(reading), instructed: sql`w.instructions > 0`,
  }),
  same: sql`coalesce(w.proposal_id, w.id)`,
}, sql`(
  select r.*, ${adoptedAt(reading)} as levels, case when r.merged_into is not null then (
    select i.state from ${source(reading, opinionItem.table, 'i')} where i.county_id = r.county_id and i.id = r.merged_into) end as carrier
  from ${source(reading, opinionItem.table, 'r')}
  where r.county_id = ${reading.county} and ${inScope(scope, 'r.submitted_on', `r.${subject}`)} and ${itemsSubmitted.where.sql('r')}) as w`);

/** An item is told otherwise when its adoptions change, and when the item into which it was merged goes on. */
const adoptedItems = (reading: Reading, ids: readonly string[]) => sql`select o.item_id from ${source(reading, outcome.table, 'o')} where o.county_id = ${reading.county} and o.id = any(${ids}::uuid[])`;
const carriedItems = (reading: Reading, ids: readonly string[]) => sql`select i.id from ${source(reading, opinionItem.table, 'i')} where i.county_id = ${reading.county} and i.merged_into = any(${ids}::uuid[])`;

const itemsWork = workKind({
  name: 'opinion_item', word: '社情民意', heading: 'opinion', record: opinionItem.name,
  definition: '报送日期在期间内的社情民意信息，采用与否都计，合编的原件各计一条；草稿、撤回和退回修改的不计，由提案转来、按方案算在提案里的不计；委员的是本人反映的。',
  kept: { columns: ['kind', 'stage', 'level'], moved: { [outcome.name]: adoptedItems, [opinionItem.name]: carriedItems } },
  words: { stage: { submitted: '报送', edited: '采编', issued: '编发', adopted: '采用', instructed: '批示' }, level: levels },
  rows: { committee: itemRows('committee_id'), member: itemRows('member_id') },
});

export const opinionsWork: readonly WorkKind[] = [ledgerWork, itemsWork, ...outcomesWork, ...referralsWork];
