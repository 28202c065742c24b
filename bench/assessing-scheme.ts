import { scheme, type Scheme } from '#assessment/schemes/scheme.ts';
import { categories } from './assessing-work.ts';

/** Thirty indicators over the records of nine duties, each beside the query that a hand would write for it. */

interface Pair {
  indicator: object;
  /** Committee and points. `$1`: the county, `$2` and `$3`: the days. */
  byHand: string;
}

const from = (table: string, day: string, where: string) => `from ${table} r where r.county_id = $1 and r.${day} between $2 and $3 and ${where}`;
const ledger = "r.state not in ('void', 'merged')";
const item = "r.state not in ('draft', 'returned') and not r.counted_as_proposal";
const sum = (gives: number, source: string, most = '1e9') => `select r.committee_id, least(${most}, ${gives} * count(*)) as points ${source} group by 1`;

/** So much for each, up to a most. */
const each = (name: string, of: string, where: object, gives: number, source: string, most?: number): Pair =>
  ({ indicator: { name, count: { of, where, gives }, ...(most ? { most } : {}) }, byHand: sum(gives, source, most ? String(most) : undefined) });

/** A base for every period in which there is one. */
const every = (name: string, of: string, span: 'month' | 'quarter', gives: number, day: string, source: string): Pair => ({
  indicator: { name, count: { of, every: { span, least: 1, gives } } },
  byHand: `select committee_id, ${gives} * count(*) as points from (select r.committee_id, date_trunc('${span}', r.${day}) ${source} group by 1, 2) as met group by 1`,
});

const inYear = (where = 'true') => from('ledger_entries', 'received_on', `${ledger} and ${where}`);
const items = (where = 'true') => from('opinion_items', 'submitted_on', `${item} and ${where}`);
const adoptions = (where: string) => from('outcomes', 'came_on', `r.state = 'noted' and r.kind in ('adopted_single', 'adopted_merged') and ${where}`);
const held = (where = 'true') => from('consultations', 'held_on', `r.state in ('held', 'reported', 'closed') and r.counted_with is null and ${where}`);
const visits = (where = 'true') => `from inspections r cross join lateral unnest(r.body_ids) as b (committee_id) where r.county_id = $1 and r.held_on between $2 and $3 and r.state in ('held', 'closed') and r.counted_with is null and ${where}`;
const proposals = (where: string) => from('proposals', 'submitted_on', `r.state not in ('draft', 'withdrawn') and ${where}`);
const deeds = (where = 'true') => from('deeds', 'done_on', `r.state in ('recorded', 'verified') and r.counted_with is null and ${where}`);

/** One work several times adopted counts once, by the adoption that gives most. */
const adoptedOnce = `select committee_id, sum(points) as points from (select r.committee_id, r.item_id, max(case r.level when 'nation' then 8 when 'province' then 5 when 'city' then 3 else 1 end) as points ${adoptions('true')} group by 1, 2) as w group by 1`;

const pairs: readonly Pair[] = [
  ...categories.map((category) => each(`台账：${category}`, '民情台账', { kind: category }, 0.01, inYear(`r.category = '${category}'`), 30)),
  every('每月台账', '民情台账', 'month', 1, 'received_on', inYear()),
  each('办结', '民情台账', { stage: '办结' }, 0.01, inYear('r.closed_on is not null')),
  each('解决', '民情台账', { stage: '解决' }, 0.02, inYear("r.outcome = 'solved'")),
  each('化解纠纷', '民情台账', { stage: '化解纠纷' }, 0.1, inYear('r.dispute and r.settled')),
  each('回访满意', '民情台账', { stage: '回访满意' }, 0.02, inYear('r.result_rating >= 4')),
  {
    indicator: { name: '解决率', rate: { of: '民情台账', where: { status: '已解决' }, whole: '民情台账', gives: 10, target: 90, point_below: 0.1 } },
    byHand: `select r.committee_id, greatest(0, 10 - 0.1 * greatest(0, 90 - 100.0 * count(*) filter (where r.outcome = 'solved') / count(*))) as points ${inYear()} group by 1`,
  },
  every('每月社情民意', '社情民意', 'month', 2, 'submitted_on', items()),
  each('编发', '社情民意', { stage: '编发' }, 0.5, items("r.state = 'issued'")),
  ...categories.slice(0, 4).map((category) => each(`社情民意：${category}`, '社情民意', { kind: category }, 0.1, items(`r.category = '${category}'`), 20)),
  { indicator: { name: '采用', count: { of: '信息采用', gives: { together: 'highest', cases: [{ level: '全国', gives: 8 }, { level: '省', gives: 5 }, { level: '市', gives: 3 }, { level: '县', gives: 1 }] } } }, byHand: adoptedOnce },
  { indicator: { name: '批示', count: { of: '领导批示', once_each: false, gives: 2 } }, byHand: sum(2, from('instructions', 'instructed_on', "r.state <> 'void'")) },
  { indicator: { name: '调研视察', count: { of: '调研视察', every: { span: 'quarter', least: 1, gives: 2 } } }, byHand: `select committee_id, 2 * count(*) as points from (select b.committee_id, date_trunc('quarter', r.held_on) ${visits()} group by 1, 2) as met group by 1` },
  { indicator: { name: '视察', count: { of: '调研视察', where: { kind: '视察' }, gives: 0.5 } }, byHand: `select b.committee_id, 0.5 * count(*) as points ${visits("r.kind = 'inspection'")} group by 1` },
  each('协商', '协商活动', {}, 1, held()),
  each('协商报送', '协商活动', { stage: '报送' }, 1, held("r.state in ('reported', 'closed')")),
  each('立案提案', '提案', { stage: '立案' }, 2, proposals("r.disposition = 'filed'")),
  each('重点提案', '重点提案', {}, 5, proposals('r.key_since is not null')),
  each('实事', '为民实事', { stage: '核实' }, 0.5, deeds("r.state = 'verified'")),
  { indicator: { name: '服务人次', count: { of: '为民实事', measure: 'amount', gives: 0.01 } }, byHand: `select r.committee_id, 0.01 * sum(coalesce(r.beneficiaries, 1)) as points ${deeds()} group by 1` },
];

export const assessed: Scheme = scheme.parse({ title: '测速办法', subject: 'committee', sections: [{ name: '履职', indicators: pairs.map(({ indicator }) => indicator) }] });
export const byHand: readonly string[] = pairs.map((pair) => pair.byHand);
