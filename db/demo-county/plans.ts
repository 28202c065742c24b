import { clausesIn, planKinds, type Clause, type PlanKind } from '#plans/clauses.ts';
import { adopting } from '#plans/documents/actions.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { examples } from '#plans/examples/facts.ts';
import { all, is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { create, take } from '#platform/records/write.ts';
import { printedDay } from '#platform/time.ts';
import { dayIn, type Life } from './life.ts';
import { attachInvented, inventedPaper } from './papers.ts';

/** The four plans, in the first weeks of the lived year; in autumn a draft of the next duty plan. */
export function plans(life: Life): void {
  (Object.keys(planKinds) as PlanKind[]).forEach((kind, n) => adopt(life, kind, n));
  revision(life);
}

function adopt(life: Life, kind: PlanKind, n: number): void {
  const { year, office } = life;
  const issued = dayIn(year, 1, 15 + n);
  life.on(issued, office, async (act) => {
    const { title, clauses } = examples[kind];
    const draft = await create<Plan>(act, plan, { kind, title, issued_by: '政协岚溪侗族自治县委员会', clauses: adapted(clauses) as unknown as Plan['clauses'] });
    const input = { adopted_by: '县政协主席会议', adopted_on: dayIn(year, 1, 14), document_no: `岚协〔${year}〕${2 + n}号`, issued_on: issued, in_force_from: issued };
    await take(act, plan, draft.id, 'adopt', { input, effect: adopting as never });
    await attachInvented(act, plan, draft.id, `${title}（虚构扫描件）.pdf`, inventedPaper([
      '政协岚溪侗族自治县委员会文件', input.document_no, '', `关于印发《${title}》的通知`, '', '各乡镇（街道）政协联络委：',
      `《${title}》经${input.adopted_by}${printedDay(input.adopted_on)}审定，现印发给你们，`, `自${printedDay(issued)}起施行。`, '', printedDay(issued), '', '（本件为演示虚构，不是真实公文）',
    ]));
  });
}

/** What the county wrote into the worked example: it calls its consultations by a name of its own. */
const adapted = (clauses: readonly Clause[]): Clause[] =>
  clauses.map((clause) => (clause.key === 'duty.half_yearly'
    ? { ...clause, text: clause.text.replace('本县的协商活动可以使用统一的名称。', '在鼓楼、风雨桥边开展的协商统称“鼓楼协商”。'), parameters: { ...clause.parameters, 'label.consultation': '鼓楼协商' } }
    : clause));

/** Two visits in a quarter, and the month's reports by the 20th. */
function revision(life: Life): void {
  life.on(dayIn(life.year, 9, 20), life.office, async (act) => {
    const [standing] = await list(act, plan, { where: all(is<Plan>('kind', 'duty'), is<Plan>('state', 'adopted')), limit: 1 });
    if (!standing) return;
    await create<Plan>(act, plan, { kind: 'duty', title: `${standing.title}（修订稿）`, issued_by: standing.issued_by, clauses: revised(clausesIn(standing)) as unknown as Plan['clauses'] });
  });
}

const revised = (clauses: readonly Clause[]): Clause[] =>
  clauses.map((clause) => {
    if (clause.key === 'duty.monthly') return { ...clause, text: clause.text.replace('次月25日前', '次月20日前'), parameters: { ...clause.parameters, 'monthly.day': '20' } };
    if (clause.key === 'duty.quarterly') return { ...clause, text: clause.text.replace('每季度至少开展一次', '每季度至少开展两次'), parameters: { ...clause.parameters, 'quarterly.required': '2' } };
    return clause;
  });
