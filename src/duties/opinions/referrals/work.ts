import { sql } from 'kysely';
import { source } from '#platform/records/source.ts';
import { enteredOn, inScope, reached, timely, timelyWords, workRows } from '#platform/work-rows.ts';
import { workKind, type WorkKind } from '#platform/work.ts';
import { commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { commitmentsDue, referralsSent } from '#duties/opinions/referrals/facts.ts';
import { referral } from '#duties/opinions/referrals/record.ts';

const referralWork = workKind({
  name: 'referral', word: '转办件', heading: 'task', record: referral.name,
  definition: '转出日期在期间内、转给本单位办理的民情，主办和会办都有；已撤回的不计。',
  words: {
    role: { lead: '主办', assisting: '会办' }, stage: { accepted: '签收', replied: '答复', told: '告知群众' }, status: timelyWords,
  },
  rows: {
    unit: (reading, scope) => workRows({
      subject: sql`h.unit_id`, id: sql`r.id`, day: sql`r.sent_on`, received: enteredOn('r'), title: sql`r.subject`, role: sql`h.role`, status: timely(scope, 'r.on_time', 'r.due_on'),
      stage: reached({ accepted: sql`r.accepted_on is not null`, replied: sql`r.replied_on is not null`, told: sql`r.state = 'told'` }),
    }, sql`${source(reading, referral.table, 'r')} cross join lateral (
        select r.lead_unit_id as unit_id, 'lead' as role union all select a.id, 'assisting' from unnest(r.assisting_ids) as a (id) where a.id is distinct from r.lead_unit_id
      ) as h where r.county_id = ${reading.county} and ${inScope(scope, 'r.sent_on', 'h.unit_id')} and ${referralsSent.where.sql('r')}`),
  },
});

const commitmentWork = workKind({
  name: 'commitment', word: '承诺兑现', heading: 'task', record: commitment.name,
  definition: '承诺期限在期间内、本单位答复群众时作出的承诺；由新的答复代替的不计，改期的按新的期限算。',
  words: { status: { kept: '兑现', broken: '没有兑现', reported: '已报兑现', open: '待兑现' } },
  rows: {
    unit: (reading, scope) => workRows(
      { subject: sql`r.lead_unit_id`, id: sql`r.id`, day: sql`r.due_on`, received: enteredOn('r'), title: sql`r.subject`, status: sql`r.state` },
      sql`${source(reading, commitment.table, 'r')} where r.county_id = ${reading.county} and ${inScope(scope, 'r.due_on', 'r.lead_unit_id')} and ${commitmentsDue.where.sql('r')}`,
    ),
  },
});

export const referralsWork: readonly WorkKind[] = [referralWork, commitmentWork];
