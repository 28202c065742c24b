import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { effects } from '#duties/proposals/actions.ts';
import { enterProposal } from '#duties/proposals/entering.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { giveVerdicts } from '#duties/proposals/review/actions.ts';
import type { Verdict } from '#duties/proposals/review/words.ts';
import { createMany, take } from '#platform/records/write.ts';
import { TERM } from './institutions.ts';
import { dayBefore, dayIn, later, type Life } from './life.ts';
import { usualUnits } from './proposals.ts';

/** Days before the last one on which the newest proposals came in. */
const CAME_IN = 18;

/** What lies before the review and the assignment on the last days: matters that are alike, reviewers who do not agree, a unit that objected twice. */
interface Newest {
  title: string;
  category: string;
  /** What two reviewers say in the first round. */
  says?: [Verdict, Verdict];
  /** What is decided in the last round. */
  decided?: Verdict;
}

const newest: Newest[] = [
  { title: '关于解决县城小学门口接送车辆停放的提案', category: '交通', says: ['file', 'file'] },
  { title: '关于改善县城小学门口接送车辆停放秩序的提案', category: '交通', says: ['merge', 'file'] },
  { title: '关于推广太阳能杀虫灯的提案', category: '农业', says: ['file', 'convert'] },
  { title: '关于增设村级快递服务点的提案', category: '商务' },
  { title: '关于为高龄老人上门换证的提案', category: '民政' },
  { title: '关于某路段限速标志不清的提案', category: '交通', says: ['letter', 'letter'], decided: 'letter' },
  { title: '关于延长城区公交末班时间的提案', category: '交通', decided: 'file' },
  { title: '关于修缮村级敬老院消防设施的提案', category: '应急', decided: 'file' },
  { title: '关于清理废弃矿洞的提案', category: '环保', decided: 'file' },
  { title: '关于规范农村自建房施工的提案', category: '城建', decided: 'file' },
];

/** Its own scheme of categories, and a dozen proposals in the hands of the review and of the office. */
export function proposalReviews(life: Life): void {
  const { year, until, program, office, members } = life;
  life.on(dayIn(year, 1, 5), program, (act) =>
    createMany<ParameterSetting>(act, parameterSetting, [{ key: 'review.categories', value: Object.keys(usualUnits).join('、'), from_day: dayIn(year, 1, 1), why: '县政协提案分类' }]));
  const came = Array.from({ length: CAME_IN }).reduce<string>((day) => dayBefore(day), until);
  const rows = new Map<string, Proposal>();
  newest.forEach(({ title, category }, n) => life.on(came, office, async (act) => {
    const author = members[(n * 7) % members.length]!;
    const texts = { situation: '群众多次反映，现场看过几回，问题确实存在。', analysis: '责任分散，缺少长期管护。', advice: '一、摸清底数。\n二、明确牵头单位和完成时间。' };
    rows.set(title, await enterProposal(act, { title, category, ...texts, time_class: 'ordinary', term: TERM, session: 5, submitted_on: came, public_ok: true, proposer_kind: 'member', member_id: author.id }, { onBehalfOf: author.name }));
  }));
  for (const one of newest) reviewed(life, rows, one, later(came, 3));
  assigned(life, rows, later(came, 7));
}

function reviewed(life: Life, rows: ReadonlyMap<string, Proposal>, { title, says, decided }: Newest, day: string): void {
  const { office } = life;
  const id = (): string[] => [rows.get(title)!.id];
  const partner = (): string => rows.get(newest[0]!.title)!.id;
  says?.forEach((verdict, n) => life.on(day, office, (act) => giveVerdicts(act, id(), { round: 1, verdict, reviewer: ['龙主任', '吴副主任'][n], into_id: verdict === 'merge' ? partner() : undefined })));
  if (decided) life.on(later(day, 2), office, (act) => giveVerdicts(act, id(), { round: 3, verdict: decided }));
}

/** One objected to, given to another, objected to again and assigned for good; one that asks for more time; two that wait for the meeting. */
function assigned(life: Life, rows: ReadonlyMap<string, Proposal>, day: string): void {
  const { office, units, unitClerks } = life;
  const unit = (name: string) => units.find((one) => one.name === name)!;
  const [bus, home] = ['关于延长城区公交末班时间的提案', '关于修缮村级敬老院消防设施的提案'];
  const on = (at: string, who: typeof office, title: string, step: keyof typeof proposal.steps, input: Record<string, unknown> = {}, reason?: string) =>
    life.on(at, who, (act) => take<Proposal>(act, proposal, rows.get(title)!.id, step, { input, reason, effect: effects[step] }));
  const [traffic, relief, welfare] = [unit('县交通运输局'), unit('县应急管理局'), unit('县民政局')];
  on(day, office, bus, 'assign', { lead_unit_id: traffic.id });
  on(later(day, 1), unitClerks.get(traffic.id)!, bus, 'accept');
  on(later(day, 4), unitClerks.get(traffic.id)!, bus, 'extend', { extension_to: later(day, 130) }, '要等新能源公交车到位');
  on(day, office, home, 'assign', { lead_unit_id: relief.id });
  on(later(day, 1), unitClerks.get(relief.id)!, home, 'dispute', { proposed_unit_id: welfare.id }, '敬老院由民政部门主管');
  on(later(day, 3), office, home, 'reassign', { lead_unit_id: welfare.id });
  on(later(day, 4), unitClerks.get(welfare.id)!, home, 'dispute', { proposed_unit_id: relief.id }, '消防设施改造由应急部门牵头');
  on(later(day, 5), office, home, 'force', { lead_unit_id: welfare.id }, '县政府分管领导决定由民政局牵头');
}
