import { answering, enterCircular, enterObjection, issuing, telling } from '#plans/rounds/circulars/actions.ts';
import { circular, type Circular } from '#plans/rounds/circulars/record.ts';
import { closing, enterFinding, mending } from '#plans/rounds/findings/actions.ts';
import { finding, type Finding } from '#plans/rounds/findings/record.ts';
import { objection, type Objection } from '#plans/rounds/objections/record.ts';
import { drawing, enterRound } from '#plans/rounds/rounds/actions.ts';
import { round, type Round } from '#plans/rounds/rounds/record.ts';
import { visiting } from '#plans/rounds/visits/actions.ts';
import { roundVisit, type RoundVisit } from '#plans/rounds/visits/record.ts';
import { is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { dayIn, later, type Life } from './life.ts';

/** What is found at the first visits; at the others nothing is. */
const found = ['制度只有目录，没有文本', '民情台账有两笔没有写办理结果', '委员联系群众的安排没有公示'] as const;

/** One round in September: six committees drawn, three with something to put right, one still at it; the circular in October after an objection. */
export function rounds(life: Life): void {
  const { year, office } = life;
  let about: Round;
  const drawn = dayIn(year, 9, 7);
  life.on(dayIn(year, 9, 3), office, async (act) => {
    about = await enterRound(act, {
      title: `${year}年联络委规范化建设督查`, from_day: dayIn(year, 9, 7), to_day: dayIn(year, 9, 25), basis: '年度工作要点', points: points.join('\n'),
      sampling: 'random', sample_size: 6, seed: '福彩双色球当期号码（虚构）', committee_ids: [],
    }, {});
  });
  life.on(drawn, office, async (act) => {
    await take(act, round, about.id, 'draw', { effect: drawing as never });
    const visits = await list(act, roundVisit, { where: is<RoundVisit>('round_id', about.id), limit: 6 });
    visits.forEach((visit, n) => visited(life, visit, n));
    life.on(dayIn(year, 10, 12), office, () => Promise.resolve(report(life, about, visits)));
  });
}

const points = ['“五有”现状', '民情台账办理', '履职活动记录'] as const;

/** Each of the first visits falls short on one point. */
const checked = (n: number): string => points.map((point, place) => `${point}：${place === n ? `不符合，${found[place]}` : '符合'}`).join('\n');

function visited(life: Life, visit: RoundVisit, n: number): void {
  const { office } = life;
  const day = dayIn(life.year, 9, 9 + n);
  const what = found[n];
  const clerk = life.places.find(({ committee }) => committee.id === visit.committee_id)!.clerk;
  let one: Finding;
  life.on(day, office, async (act) => {
    await take(act, roundVisit, visit.id, 'make', { input: { visited_on: day, visitors: '县政协督查组', checks: checked(n), account: what ? '总体较好，有一处要整改。' : '没有发现问题。' }, effect: visiting as never });
    if (what) one = await enterFinding(act, { visit_id: visit.id, what, clause_key: n === 0 ? 'standardisation.five_haves' : undefined, mend_by: later(day, 30) }, {});
  });
  if (!what || n === 2) return;
  const mended = later(day, 14);
  life.on(mended, clerk, (act) => take(act, finding, one.id, 'mend', { input: { account: '已对照要求补齐，见附件目录。', mended_on: mended }, effect: mending as never }));
  if (n === 0) return;
  life.on(later(mended, 5), office, (act) => take(act, finding, one.id, 'close', { input: { closed_on: later(mended, 5) }, effect: closing as never }));
}

/** The committee of the first visit is told, objects in vain, and the circular is issued; two of those with nothing to put right are praised. */
function report(life: Life, about: Round, visits: readonly RoundVisit[]): void {
  const { committee_id } = visits[0]!;
  const praised_ids = visits.slice(-2).map((visit) => visit.committee_id);
  const { year, office } = life;
  const clerk = life.places.find(({ committee }) => committee.id === committee_id)!.clerk;
  let paper: Circular;
  let raised: Objection;
  life.on(dayIn(year, 10, 13), office, async (act) => {
    paper = await enterCircular(act, { round_id: about.id, title: `关于${about.title}情况的通报`, committee_ids: [committee_id], praised_ids, praise: '民情登记当天录入，办理结果件件有回音\n每次活动都有简短记录，照片和材料随手归档', demands: '对照问题自查一遍\n没有销号的按期整改' }, {});
    await take(act, circular, paper.id, 'tell', { effect: telling as never });
  });
  life.on(dayIn(year, 10, 14), clerk, async (act) => void (raised = await enterObjection(act, { circular_id: paper.id, committee_id, words: '制度文本已在9月补齐，请不再点名。' }, {})));
  life.on(dayIn(year, 10, 16), office, (act) => take(act, objection, raised.id, 'answer', { input: { upheld: false, answer: '督查时确实没有文本，整改情况已在通报中写明。' }, effect: answering as never }));
  life.on(dayIn(year, 10, 21), office, (act) => take(act, circular, paper.id, 'issue', { input: { document_no: `岚协〔${year}〕18号`, issued_on: dayIn(year, 10, 21) }, effect: issuing as never }));
}
