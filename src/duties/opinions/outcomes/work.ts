import { sql } from 'kysely';
import { source } from '#platform/records/source.ts';
import type { Reading } from '#platform/records/act.ts';
import { enteredOn, inScope, reached, timely, timelyWords, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind, type WorkScope } from '#platform/work.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { instructionsReceived } from '#duties/opinions/instructions/facts.ts';
import { instruction } from '#duties/opinions/instructions/record.ts';
import { adoptions } from '#duties/opinions/outcomes/facts.ts';
import { levels, outcome, outcomeKinds } from '#duties/opinions/outcomes/record.ts';

/** Several adoptions of one item, and the item itself, are one work; of one that came from a proposal, the proposal too. Few did: they are looked up once for all rows. */
const work = sql`coalesce(w.proposal_id, r.item_id)`;
const fromProposals = (reading: Reading) => sql`left join (
  select i.id, i.proposal_id from ${source(reading, opinionItem.table, 'i')} where i.county_id = ${reading.county} and i.proposal_id is not null) as w on w.id = r.item_id`;

type Whose = 'committee_id' | 'member_id';

const adoptionRows = (subject: Whose) => (reading: Reading, scope: WorkScope) => workRows({
  subject: sql.ref(`r.${subject}`), id: sql`r.id`, day: sql`r.came_on`, received: enteredOn('r'), title: sql`r.title`, kind: sql`r.kind`, level: sql`array[r.level]`, same: work,
}, sql`${source(reading, outcome.table, 'r')} ${fromProposals(reading)} where r.county_id = ${reading.county} and ${inScope(scope, 'r.came_on', `r.${subject}`)} and ${adoptions.where.sql('r')}`);

const adoptionWork = workKind({
  name: 'adoption', word: '信息采用', heading: 'opinion', record: outcome.name, repeats: true,
  definition: '采用日期在期间内的社情民意信息采用，单篇和综合都计，在几级、几家被采用各有一条；同一条信息的几次采用算同一件工作；转呈和反馈不计，已作废的不计。',
  kept: { columns: ['kind', 'level'] },
  words: { kind: { adopted_single: outcomeKinds.adopted_single, adopted_merged: outcomeKinds.adopted_merged }, level: levels },
  rows: { committee: adoptionRows('committee_id'), member: adoptionRows('member_id') },
});

const stages = reached({
  instructed: sql`true`, handed: sql`r.handed_on is not null`, fed_back: sql`r.state in ('fed_back', 'accepted', 'closed')`, closed: sql`r.state = 'closed'`,
});
const stageWords = { instructed: '批示', handed: '转办', fed_back: '反馈', closed: '办结' } as const;

const instructionColumns = { id: sql`r.id`, received: enteredOn('r'), title: sql`r.title`, level: sql`array[r.level]`, stage: stages };

const instructedRows = (subject: Whose) => (reading: Reading, scope: WorkScope) => workRows(
  { ...instructionColumns, subject: sql.ref(`r.${subject}`), day: sql`r.instructed_on`, same: work },
  sql`${source(reading, instruction.table, 'r')} ${fromProposals(reading)} where r.county_id = ${reading.county} and ${inScope(scope, 'r.instructed_on', `r.${subject}`)} and ${instructionsReceived.where.sql('r')}`,
);

const instructionWork = workKind({
  name: 'instruction', word: '领导批示', heading: 'opinion', record: instruction.name, repeats: true,
  definition: '批示日期在期间内的领导批示，一条信息由几位领导批示各有一条，只圈阅的也计；同一条信息的几件批示算同一件工作；已作废的不计。',
  kept: { columns: ['stage', 'level'] },
  words: { stage: stageWords, level: levels },
  rows: { committee: instructedRows('committee_id'), member: instructedRows('member_id') },
});

const handledWork = workKind({
  name: 'instruction_handled', word: '批示办理', heading: 'task', record: instruction.name,
  definition: '转办日期在期间内、转给本单位办理的领导批示，牵头和配合都有；存阅不转办的和已作废的不计。',
  words: { stage: stageWords, level: levels, role: { lead: '牵头', assisting: '配合' }, status: timelyWords },
  rows: {
    unit: (reading, scope) => workRows(
      { ...instructionColumns, subject: sql`h.unit_id`, day: sql`r.handed_on`, role: sql`h.role`, status: timely(scope, 'r.on_time', 'r.due_on') },
      sql`${source(reading, instruction.table, 'r')} cross join lateral (
          select r.lead_unit_id as unit_id, 'lead' as role union all select a.id, 'assisting' from unnest(r.assisting_ids) as a (id) where a.id is distinct from r.lead_unit_id
        ) as h where r.county_id = ${reading.county} and ${inScope(scope, 'r.handed_on', 'h.unit_id')} and ${instructionsReceived.where.sql('r')}`,
    ),
  },
});

export const outcomesWork: readonly WorkKind[] = [adoptionWork, instructionWork, handledWork];
