import { take } from '#platform/records/write.ts';
import type { Act } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { all, oneOf, present } from '#platform/predicate.ts';
import { effects as proposalEffects } from '#duties/proposals/actions.ts';
import { mergedUnder } from '#duties/proposals/merging.ts';
import { enterPaper } from '#duties/proposals/ratings/actions.ts';
import { listUnrated } from '#duties/proposals/ratings/waiting.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { effects, enterUndertaking } from '#duties/proposals/undertakings/actions.ts';
import { undertaking, type Undertaking } from '#duties/proposals/undertakings/record.ts';
import { dayIn, later, type Life } from './life.ts';

/** Everybody else who signed, here and on the originals that were merged, from the papers that they handed in. */
export async function othersRate(act: Act, id: string): Promise<void> {
  const under = await mergedUnder(act, id);
  for (const { row, waiting } of await listUnrated(act, [id, ...under.map((one) => one.id)])) {
    for (const { rater } of waiting) await enterPaper(act, { proposal_id: row.id, rater, rating_work: 'satisfied', rating_result: 'satisfied', contacted: 'telephone', to_point: 'yes' }, {});
  }
}

/** 三方见面: what does not satisfy even then is closed with an explanation. */
export async function metAndClosed(act: Act, row: Proposal, day: string): Promise<void> {
  const now = await get(act, proposal, row.id);
  if (now.state !== 'rated') return;
  await take(act, proposal, row.id, 'meet', {
    input: { met_on: day, met_who: '提案人、承办单位分管领导、县政协提案委', met_note: '承办单位说明了资金缺口，提案人理解暂缓，要求列入明年预算时优先考虑。' }, effect: proposalEffects['meet'],
  });
  await take(act, proposal, row.id, 'close', { input: { closed_on: day, close_note: '受资金限制今年不能实施，已当面说明，列入承诺事项继续跟踪。' }, effect: proposalEffects['close'] });
}

const promises = ['明年汛期前完成边沟改造', '列入明年农村公路养护计划', '明年增设两处农贸临时摊点', '与上级部门衔接，争取明年立项', '后年前完成管网延伸'];
const MOST = 40;

/** 提案承诺: what units promised in the year before last is looked at again this year; some is kept, some struck off. */
export function undertakings(life: Life): void {
  const { year, office } = life;
  life.on(dayIn(year, 11, 5), office, async (act) => {
    const replied = await list(act, proposal, { where: all(present<Proposal>('replied_on'), oneOf<Proposal>('result', ['PLANNED', 'IN_PROGRESS'])), order: [{ column: 'submitted_on' }, { column: 'id' }], limit: MOST });
    for (const [n, promise] of promises.entries()) {
      const row = replied[n];
      if (!row?.lead_unit_id) continue;
      const made = await enterUndertaking(act, { proposal_id: row.id, unit_id: row.lead_unit_id, promise, made_on: row.replied_on!, due_on: n === 3 ? null : n === 4 ? dayIn(year + 2, 12, 31) : later(row.replied_on!, 60 + n * 50) }, {});
      await came(act, made, n);
    }
  });
}

async function came(act: Act, made: Undertaking, n: number): Promise<void> {
  if (n > 2) return;
  const on = (name: 'report' | 'keep' | 'strike', more: object = {}) => take<Undertaking>(act, undertaking, made.id, name, { ...more, effect: effects[name] });
  if (n === 2) await on('strike', { reason: '规划调整，原地块已另作他用，提案人知情并同意不再跟踪' });
  else await on('report', { input: { report: '已按承诺完成，现场照片已交县政协办公室。' } });
  if (n === 0) await on('keep');
}
