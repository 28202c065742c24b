import { adopting, beginEdition, correctScheme, enterScheme } from '#assessment/schemes/actions.ts';
import { beginnings } from '#assessment/schemes/library.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import { all, is } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { edit, take } from '#platform/records/write.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { dayIn, type Life } from './life.ts';

/** How committees are assessed: a first edition that paid for every entry, and the one that took its place in spring; for members a draft that nobody adopted. */
export function schemes(life: Life): void {
  const { year, office } = life;
  const first = dayIn(year, 1, 26);
  life.on(first, office, async (act) => {
    const draft = await enterScheme(act, { source: paidByTheEntry(committeesText()), note: '试行一年' });
    await adopt(act, draft, first, `岚协〔${year}〕9号`);
  });
  const second = dayIn(year, 3, 20);
  life.on(second, office, async (act) => {
    const [standing] = await list(act, assessmentScheme, { where: all(is<SchemeEdition>('subject', 'committee'), is<SchemeEdition>('state', 'adopted')), limit: 1 });
    const draft = await beginEdition(act, standing!);
    const mended = await edit<SchemeEdition>(act, assessmentScheme, draft.id, undefined, { ...(await correctScheme(act, draft, { source: committeesText() })), note: '不再按登记的件数给分，改为按月、按季看有没有做到' });
    await adopt(act, mended, second, `岚协〔${year}〕17号`);
  });
  life.on(dayIn(year, 3, 27), office, (act) => enterScheme(act, { source: beginnings()['member']!.text, note: '征求意见稿。县里还没有决定考核委员' }));
}

const committeesText = (): string => beginnings()['committee']!.text.replace('方案: ', '方案: 岚溪侗族自治县');

/** What an office writes first: so many points for each entry. */
const paidByTheEntry = (text: string): string => text
  .replace('计: { 来源: 民情台账, 每期: { 期: 月, 得: 1 } }', '计: { 来源: 民情台账, 得: 0.2 }')
  .replace('计: { 来源: 为民实事, 其中: { 阶段: 核实 }, 得: 0.5 }', '计: { 来源: 为民实事, 得: 0.5 }')
  .replace('其中: { 阶段: 归档 }, 满额: { 最少: 4, 得: 12, 不足: 按比例 }', '得: 3');

async function adopt(act: Act, draft: SchemeEdition, day: string, document_no: string): Promise<void> {
  const [basis] = await list(act, plan, { where: all(is<Plan>('kind', 'assessment'), is<Plan>('state', 'adopted')), limit: 1 });
  await take(act, assessmentScheme, draft.id, 'adopt', { input: { plan_id: basis!.id, clause: '第四条', document_no, adopted_on: day, valid_from: day }, effect: adopting as never });
}
