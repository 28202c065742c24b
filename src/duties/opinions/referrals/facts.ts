import { allOf, claim, type CounterExample, type Finding } from '#platform/figures/claim.ts';
import { counted, type Scope } from '#platform/figures/count.ts';
import { figure, ratio, type Figure } from '#platform/figures/figure.ts';
import { dated } from '#platform/obligations/dated.ts';
import { all, any, between, is, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { count, list } from '#platform/records/read.ts';
import { dayOf } from '#platform/time.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { commitment, type Commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { referral, type Referral } from '#duties/opinions/referrals/record.ts';

const standing = not(is<Referral>('state', 'withdrawn'));

/** All count by the day of the handing over: a referral keeps its place in the period in which it was sent, whenever it is answered. */
const referralFigure = (name: string, label: string, definition: string, where: Predicate<Referral>): Figure<Referral> =>
  figure<Referral>({ name, label, definition, where, record: referral.name, day: 'sent_on', committee: 'committee_id', unit: '件' });

export const referralsSent = referralFigure('referrals_sent', '转办', '转出日期在期间内的转办件件数，一件民情转给几个主办单位的计几件；已撤回的不计。', standing);
const referralsReplied = referralFigure('referrals_replied', '转办件答复', '转出日期在期间内、承办单位已答复的转办件件数；重新办理还没有再答复的不计。', all(standing, present<Referral>('replied_on')));
const referralsInTime = referralFigure('referrals_replied_in_time', '转办件按期答复', '转出日期在期间内、在答复期限当天或之前答复的转办件件数；经批准延期的按新的期限算，重新办理的按再答复算。', all(standing, is<Referral>('on_time', true)));
const referralsLate = referralFigure('referrals_replied_late', '转办件逾期答复', '转出日期在期间内、超过答复期限才答复的转办件件数；还没有答复的不在内。', all(standing, is<Referral>('on_time', false)));
const referralsBounced = referralFigure('referrals_bounced', '转办件被退回', '转出日期在期间内、承办单位退回过的转办件件数，一件退回几次只计一件。', all(standing, not(is<Referral>('bounced', 0))));
const referralsForced = referralFigure('referrals_forced', '转办件指定承办', '转出日期在期间内、退回后由转出的联络委或县政协办公室指定承办的转办件件数。', all(standing, present<Referral>('forced_on')));

const commitmentStanding = not(is<Commitment>('state', 'superseded'));
const commitmentFigure = (name: string, label: string, definition: string, where: Predicate<Commitment>): Figure<Commitment> =>
  figure<Commitment>({ name, label, definition, where, record: commitment.name, day: 'due_on', committee: 'committee_id', unit: '件' });

export const commitmentsDue = commitmentFigure('commitments_due', '到期承诺', '承诺期限在期间内的承诺件数；由新的答复代替的不计，改期的按新的期限算。', commitmentStanding);
const commitmentsKept = commitmentFigure('commitments_kept', '承诺兑现', '承诺期限在期间内、联络委或县政协办公室确认已兑现的承诺件数；承诺单位自己报的、还没有确认的不计。', is<Commitment>('state', 'kept'));
const commitmentsBroken = commitmentFigure('commitments_broken', '承诺没有兑现', '承诺期限在期间内、经认定没有兑现的承诺件数。', is<Commitment>('state', 'broken'));

const entryStanding = not(is<LedgerEntry>('state', 'void'));
const entryFigure = (name: string, label: string, definition: string, where: Predicate<LedgerEntry>): Figure<LedgerEntry> =>
  figure<LedgerEntry>({ name, label, definition, where: all(entryStanding, where), record: ledgerEntry.name, day: 'received_on', committee: 'committee_id', unit: '件' });

/** 满意 and better. */
const satisfied = [4, 5];
const entriesVerified = entryFigure('problems_verified', '群众确认解决', '收集时间在期间内、群众自己或者回访时确认已经解决的民情件数；只由承办的人说已解决的不计。', present<LedgerEntry>('verified_on'));
const entriesCalledBack = entryFigure('entries_called_back', '答复后回访过', '收集时间在期间内、答复之后回访过的民情件数，一件回访几次只计一件。', present<LedgerEntry>('called_back_on'));
const handlingRated = entryFigure('handling_rated', '群众评价办理过程', '收集时间在期间内、群众评价过办理过程的民情件数。', present<LedgerEntry>('handling_rating'));
const handlingSatisfied = entryFigure('handling_satisfied', '对办理过程满意', '收集时间在期间内、群众对办理过程表示满意或很满意的民情件数。', oneOf<LedgerEntry>('handling_rating', satisfied));
const resultRated = entryFigure('result_rated', '群众评价办理结果', '收集时间在期间内、群众评价过办理结果的民情件数。', present<LedgerEntry>('result_rating'));
const resultSatisfied = entryFigure('result_satisfied', '对办理结果满意', '收集时间在期间内、群众对办理结果表示满意或很满意的民情件数。', oneOf<LedgerEntry>('result_rating', satisfied));

export const referralFigures = [referralsSent, referralsReplied, referralsInTime, referralsLate, referralsBounced, referralsForced];
export const commitmentFigures = [commitmentsDue, commitmentsKept, commitmentsBroken];
export const entryFigures = [entriesVerified, entriesCalledBack, handlingRated, handlingSatisfied, resultRated, resultSatisfied];
export const figures = [...referralFigures, ...commitmentFigures, ...entryFigures];

export const ratios = [
  ratio({ name: 'referrals_in_time_rate', label: '转办件按期答复率', definition: '按期答复的转办件占转办件件数的百分比。', numerator: referralsInTime.name, denominator: referralsSent.name, decimals: 1, convention: '还没有答复的也在分母里' }),
  ratio({ name: 'commitments_kept_rate', label: '承诺兑现率', definition: '确认兑现的承诺占到期承诺的百分比。', numerator: commitmentsKept.name, denominator: commitmentsDue.name, decimals: 1, convention: '还没有认定的也在分母里' }),
  ratio({ name: 'handling_satisfaction', label: '群众对办理过程的满意率', definition: '对办理过程满意的占评价过办理过程的百分比。', numerator: handlingSatisfied.name, denominator: handlingRated.name, decimals: 1, convention: '没有评价的不在分母里' }),
  ratio({ name: 'result_satisfaction', label: '群众对办理结果的满意率', definition: '对办理结果满意的占评价过办理结果的百分比。', numerator: resultSatisfied.name, denominator: resultRated.name, decimals: 1, convention: '没有评价的不在分母里' }),
];

/** More counter-examples than this are not listed one by one. */
const MOST = 1_000;

/** On its day itself it is not overdue yet. */
const overdueOn = <Row extends { due_on: string }>(day: string): Predicate<Row> => all(between<Row>('due_on' as keyof Row & string, undefined, day), not(is<Row>('due_on' as keyof Row & string, day)));

/** As of the moment that is looked at: what was not due yet then is not examined. */
const dayLookedAt = (reading: Reading): string => dayOf(reading.asOf ?? new Date());

async function repliedInTime(reading: Reading, scope: Scope): Promise<Finding> {
  const dueOrDone = all(counted(referralsSent, scope), any(present<Referral>('replied_on'), overdueOn<Referral>(dayLookedAt(reading))));
  const examined = await count(reading, referral, dueOrDone);
  const rows = await list(reading, referral, { where: all(dueOrDone, not(is<Referral>('on_time', true))), order: [{ column: 'due_on' }], limit: MOST });
  return { examined, counterExamples: rows.map((row): CounterExample => ({ label: row.subject, why: row.replied_on ? `期限${row.due_on}，${row.replied_on}才答复` : `期限${row.due_on}，还没有答复`, href: `/${referral.path}/${row.id}` })) };
}

export const referralsAllInTime = claim({
  name: 'referrals_all_in_time',
  sentence: '转办件全部按期答复',
  definition: '对转出日期在期间内、已经答复或者已过答复期限的每一件转办件，承办单位都在期限当天或之前答复；已撤回的不算在内。',
  clause: 'duty.monthly',
  parameters: ['referral.days'],
  href: `/${referral.path}?figure=${referralsSent.name}`,
  examine: repliedInTime,
  otherwise: ({ examined, counterExamples }) => `到期或已答复的转办件${examined}件，按期答复${examined - counterExamples.length}件，还有${counterExamples.length}件没有按期答复`,
  none: (n) => `到期或已答复的${n}件转办件${allOf(n)}没有按期答复`,
});

export const commitmentsAllKept = claim({
  name: 'commitments_all_kept',
  sentence: '承办单位的承诺全部兑现',
  definition: '对承诺期限在期间内并且已过的每一件承诺，联络委或县政协办公室都已确认兑现；由新的答复代替的不算在内。',
  clause: 'duty.monthly',
  href: `/${commitment.path}?figure=${commitmentsDue.name}`,
  examine: async (reading, scope) => {
    const past = all(counted(commitmentsDue, scope), overdueOn<Commitment>(dayLookedAt(reading)));
    const rows = await list(reading, commitment, { where: all(past, not(is<Commitment>('state', 'kept'))), order: [{ column: 'due_on' }], limit: MOST });
    return {
      examined: await count(reading, commitment, past),
      counterExamples: rows.map(({ id, promise, due_on, state }) => ({ label: promise, why: `期限${due_on}，现在是“${commitment.states[state as 'open'].label}”`, href: `/${commitment.path}/${id}` })),
    };
  },
  otherwise: ({ examined, counterExamples }) => `到期承诺${examined}件，已兑现${examined - counterExamples.length}件，还有${counterExamples.length}件没有确认兑现`,
  none: (n) => `到期的${n}件承诺${allOf(n)}没有确认兑现`,
});

export const claims = [referralsAllInTime, commitmentsAllKept];

export const datedRecords = [
  dated<Referral>({ declared: referral, day: 'due_on', committee: 'committee_id', where: standing, cancelled: ['withdrawn'] }),
  dated<Commitment>({ declared: commitment, day: 'due_on', committee: 'committee_id', cancelled: ['superseded'] }),
];
