import { figure, type Figure } from '#platform/figures/figure.ts';
import { always } from '#platform/predicate.ts';
import { funds, type FundsEntry } from '#plans/haves/funds/record.ts';

/** A year's money belongs to the period in which the year begins: the register knows no other day. */
const sumOf = (column: 'amount' | 'used', name: string, label: string, definition: string): Figure<FundsEntry> =>
  figure<FundsEntry>({ name, label, definition, record: funds.name, where: always, day: 'from_day', committee: 'committee_id', counts: { sum: column }, unit: '元' });

export const figures: readonly Figure[] = [
  sumOf('amount', 'funds_arranged', '安排的工作经费', '年度（按1月1日算）在期间内的经费登记的金额合计，元；每个联络委每笔登记各计一次。'),
  sumOf('used', 'funds_used', '已使用的工作经费', '年度（按1月1日算）在期间内的经费登记的已使用金额合计，元；没有填已使用的按零计。'),
];
