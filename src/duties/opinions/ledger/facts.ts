import { allOf, claim } from '#platform/figures/claim.ts';
import { byWords } from '#platform/figures/dimension.ts';
import { figure, ratio } from '#platform/figures/figure.ts';
import { all, is, not, oneOf } from '#platform/predicate.ts';
import { obligation } from '#platform/obligations/obligation.ts';
import { byCategory } from '#plans/categories/facts.ts';
import { everyCommitteeEvery } from '#duties/rhythm.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

const standing = not(is<LedgerEntry>('state', 'void'));
/** Each matter once: what was merged into another entry is counted there. */
const once = all(standing, not(is<LedgerEntry>('state', 'merged')));
const counts = { record: ledgerEntry.name, day: 'received_on', committee: 'committee_id' } as const;

export const opinionsReceived = figure<LedgerEntry>({
  ...counts,
  name: 'opinions_received',
  label: '收集群众反映的问题和建议',
  definition: '收集时间在期间内的民情台账条数；合并办理的每次反映各算一条，已作废的（重复登记、试填）不计。',
  where: standing,
  unit: '条',
});

export const mattersReceived = figure<LedgerEntry>({
  ...counts,
  name: 'matters_received',
  label: '群众反映的事项（合并后）',
  definition: '收集时间在期间内的民情台账反映了多少件事：几次反映同一件事、已合并办理的，只算主件一件；已作废的不计。',
  where: once,
  unit: '件',
});

export const problemsSolved = figure<LedgerEntry>({
  ...counts,
  name: 'problems_solved',
  label: '解决群众切身问题',
  definition: '收集时间在期间内、办理结果为“已解决”的民情台账条数；只作答复或只是办结而没有解决的不计，合并办理的只计主件，已作废的不计。',
  where: all(once, is<LedgerEntry>('outcome', 'solved')),
  unit: '个',
});

export const disputesReceived = figure<LedgerEntry>({
  ...counts,
  name: 'disputes_received',
  label: '受理矛盾纠纷',
  definition: '收集时间在期间内、属于矛盾纠纷的民情台账条数；合并办理的只计主件，已作废的不计。',
  where: all(once, is<LedgerEntry>('dispute', true)),
  unit: '起',
});

export const disputesSettled = figure<LedgerEntry>({
  ...counts,
  name: 'disputes_settled',
  label: '协助化解矛盾纠纷',
  definition: '收集时间在期间内、属于矛盾纠纷并且已经化解的民情台账条数；合并办理的只计主件，已作废的不计。',
  where: all(once, is<LedgerEntry>('dispute', true), is<LedgerEntry>('settled', true)),
  unit: '起',
});

/** A year alone does not show in which month the committee listened. */
const inAMonth = all(standing, oneOf<LedgerEntry>('precision', ['day', 'month']));

const monthlyLedger = obligation<LedgerEntry>({
  name: 'ledger_monthly',
  label: '每月反映民情',
  clause: 'duty.monthly',
  rhythm: 'month',
  owedBy: 'committee',
  required: 'monthly.required',
  due: { monthAfter: 'monthly.day' },
  dischargedBy: { declared: ledgerEntry, where: inAMonth, day: 'received_on' },
  warn: 'light.near_days',
  late: 'obligation.late_days',
  zeroReport: 'monthly.zero_report',
});

export const ledgerMonthly = claim({
  name: 'ledger_monthly',
  sentence: '各联络委坚持台账登记并按月反映',
  definition: '对期间内每个已过报送截止日（次月几日由办法参数规定）的月份、每个当月已设立的联络委，都有至少一条收集时间在当月且未作废的民情台账，或者有方案认可的零报告；免计的月份不算在内。',
  clause: 'duty.monthly',
  parameters: ['monthly.day', 'monthly.required', 'monthly.zero_report'],
  href: '/ledger',
  examine: (reading, scope) => everyCommitteeEvery(monthlyLedger, reading, scope),
  otherwise: ({ examined, counterExamples }) => `应按月反映的${examined}个委次中，有${examined - counterExamples.length}个做了台账登记，还有${counterExamples.length}个没有登记`,
  none: (n) => `应按月反映的${n}个委次${allOf(n)}没有登记`,
});

/** Beside it stands what the residents themselves confirm and how content they are, each with its own base (product law 5). */
const solvedRate = ratio({
  name: 'solved_rate', label: '群众反映问题的解决率', definition: '办理结果为“已解决”的件数占群众反映的事项件数的百分比。',
  numerator: problemsSolved.name, denominator: mattersReceived.name, decimals: 1, convention: '还没有办结的也在分母里；只是答复的不算解决，群众确认另外计',
});

/** What the clerk writes besides the fixed choices. */
export const dimensions = [{
  record: ledgerEntry.name,
  dimensions: [...byCategory('ledger_entry', '事项类别'), byWords<LedgerEntry>('precision', '日期写到哪一级', { day: '写到日', month: '只写到月', year: '只写到年' })],
}];

export const ratios = [solvedRate];
export const figures = [opinionsReceived, mattersReceived, problemsSolved, disputesReceived, disputesSettled];
export const claims = [ledgerMonthly];
export const obligations = [monthlyLedger];
