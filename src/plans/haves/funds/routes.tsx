import { sql } from 'kysely';
import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { funds, fundsFields, type FundsEntry } from '#plans/haves/funds/record.ts';
import { referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';

interface YearSum {
  year: number;
  amount: number;
  used: number;
}

interface Around extends Surroundings {
  places: Map<string, string>;
  sums: YearSum[];
}

const register = resource<FundsEntry, Around>({
  declared: funds,
  fields: fundsFields,
  async around(reading) {
    const committees = await committeeChoices(reading);
    return { choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])), sums: await sumsOf(reading) };
  },
  known: (visit) => ({ committee_id: visit.query.get('committee') ?? ownCommittee(visit.actor), year: Number(today().slice(0, 4)) }),
  newLabel: '登记经费',
  above: (_visit, { sums }) => sums.map(({ year, amount, used }) => <p class="quiet">{year}年：安排{yuan(amount)}，已使用{yuan(used)}，结余{yuan(amount - used)}。</p>),
  listing: {
    columns: [
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '', onCards: 'title', fixed: true },
      { key: 'year', label: '年度', cell: (row) => row.year, sort: 'year', tight: true },
      { key: 'amount', label: '金额（元）', cell: (row) => grouped(row.amount), plain: (row) => row.amount, align: 'end' },
      { key: 'used', label: '已使用（元）', cell: (row) => (row.used === null ? '' : grouped(row.used)), plain: (row) => row.used ?? '', align: 'end' },
      { key: 'source', label: '来源', cell: (row) => row.source },
      { key: 'state', label: '状态', cell: (row) => funds.states[row.state as 'running']?.label, tight: true },
    ],
    filters: [searchOn(funds, '关键词', '来源'), referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(funds)],
    defaultSort: '-year',
    empty: '还没有登记经费。每年一笔登记一行，也可以从表格导入。',
  },
  lead: (row, { places }) => `${places.get(row.committee_id) ?? ''} · ${row.year}年`,
});

export const mount = (site: Site): void => mountResource(site, register);

/** 50,000 */
const grouped = (amount: number): string => amount.toLocaleString('zh-CN');
const yuan = (amount: number): string => `${grouped(amount)}元`;

/** Sums of the newest years, of what the person may see. */
async function sumsOf(reading: Reading): Promise<YearSum[]> {
  const { rows } = await sql<YearSum>`
    select r.year, sum(r.amount)::float8 as amount, sum(coalesce(r.used, 0))::float8 as used from funds as r
    where ${among(reading, funds)} group by r.year order by r.year desc limit 3`.execute(reading.db);
  return rows;
}
