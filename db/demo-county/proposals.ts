import { effects } from '#duties/proposals/actions.ts';
import { enterProposal } from '#duties/proposals/entering.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import type { Actor } from '#platform/identity/actor.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import type { Member } from '#institutions/members/record.ts';
import { TERM } from './institutions.ts';
import { dayIn, later, type Life } from './life.ts';
import { nominateKey } from './proposal-keys.ts';
import { metAndClosed, othersRate } from './proposal-ratings.ts';

const subjects: [string, string][] = [
  ['加快通村公路安防工程建设', '交通'], ['解决集镇停车难', '城建'], ['加强农村饮用水水源保护', '环保'], ['改善村卫生室用药保障', '卫生'], ['推进侗族鼓楼风雨桥保护利用', '文化'],
  ['扶持茶叶产业品牌建设', '农业'], ['增加县城公办幼儿园学位', '教育'], ['完善农村养老服务设施', '民政'], ['规范电动自行车充电设施', '城管'], ['加强山区通信信号覆盖', '通信'],
  ['推进农村生活垃圾分类', '环保'], ['支持返乡青年创业', '人社'], ['加强河道采砂管理', '水务'], ['发展民族特色乡村旅游', '旅游'], ['提升乡镇消防能力', '应急'],
  ['加强校园周边交通秩序管理', '交通'], ['建设农产品冷链仓储', '商务'], ['规范物业服务', '城建'], ['加强林下经济技术指导', '林业'], ['推进残疾人就业', '民政'],
];
/** Most of a category go to one unit, a few elsewhere: as in life, and past assignments can suggest the next. */
export const usualUnits: Readonly<Record<string, string>> = {
  交通: '县交通运输局', 城建: '县住房和城乡建设局', 环保: '县生态环境局', 卫生: '县卫生健康局', 文化: '县文化和旅游局', 农业: '县农业农村局', 教育: '县教育局', 民政: '县民政局',
  城管: '县综合行政执法局', 通信: '县工业和信息化局', 人社: '县人力资源和社会保障局', 水务: '县水务局', 旅游: '县文化和旅游局', 应急: '县应急管理局', 商务: '县商务局', 林业: '县林业局',
};
export const SESSION = 5;
const SESSION_PROPOSALS = 112;
const ORDINARY = 14;

/** The session's proposals in January, a few later in the year; refused, converted, merged, returned, wrongly assigned, dissatisfied: as in life. */
export function proposals(life: Life): void {
  for (let n = 0; n < SESSION_PROPOSALS; n += 1) propose(life, n, dayIn(life.year, 1, 20 + (n % 4)), 'session');
  for (let n = 0; n < ORDINARY; n += 1) propose(life, SESSION_PROPOSALS + n, dayIn(life.year, 3 + (n % 7), 5 + n), 'ordinary');
}

/** One filed proposal of each subject, into which later ones on the same subject may be merged. */
const leading = new Map<string, Proposal>();

function propose(life: Life, n: number, day: string, timeClass: 'session' | 'ordinary'): void {
  if (n === 0) leading.clear();
  const { chance, office } = life;
  const [subject, category] = subjects[n % subjects.length]!;
  const place = chance.one(life.places);
  const member = chance.one(life.members);
  const collective = chance.yes(0.12);
  const where = n < subjects.length ? '我县' : place.committee.place;
  life.on(day, office, async (act) => {
    const row = await enterProposal(act, {
      title: `关于在${where}${subject}的提案`.replace('在我县', ''), category, time_class: timeClass, term: TERM, session: SESSION, submitted_on: day, public_ok: chance.yes(0.8),
      situation: `${where}在这方面还有明显短板，群众反映较多，基层单位也多次提出。`, analysis: '主要原因是投入分散、责任不清、缺少长期管护。',
      advice: '一是摸清底数，分年度安排；二是明确牵头部门，乡镇配合；三是建立管护台账，定期公开进展。',
      committee_id: chance.yes(0.7) ? place.committee.id : null,
      ...(collective ? { proposer_kind: 'party', proposer_name: chance.one(['民盟岚溪支部', '民建岚溪支部', '县工商联']) } : { proposer_kind: 'member', member_id: member.id }),
    }, { onBehalfOf: collective ? undefined : member.name });
    review(life, row, n, member, day);
  });
}

/** The proposal committee's review, then the handling. */
function review(life: Life, row: Proposal, n: number, member: Member, day: string): void {
  const { chance, office } = life;
  const reviewed = later(day, 8);
  const topic = row.category ?? '';
  if (n % 29 === 17) {
    life.on(reviewed, office, (act) => take(act, proposal, row.id, 'refuse', { input: { refusal_ground: 'empty' }, reason: '没有提出具体建议，请补充后作为平时提案再提', effect: effects.refuse }));
    return;
  }
  if (n % 16 === 9) {
    life.on(reviewed, office, (act) => take(act, proposal, row.id, 'convert', { effect: effects.convert }));
    return;
  }
  life.on(reviewed, office, async (act) => {
    const into = leading.get(topic);
    if (into && n % 7 === 4 && n < SESSION_PROPOSALS) {
      await take(act, proposal, row.id, 'merge', { input: { merged_into_id: into.id }, effect: effects.merge });
      return;
    }
    const filed = await take(act, proposal, row.id, 'file', { effect: effects.file });
    if (!leading.has(topic)) leading.set(topic, filed);
    if (n % 19 === 3) await nominateKey(act, filed, chance.one([usualUnits[topic] ?? '县农业农村局', '县发展和改革局', '县财政局']));
    hand(life, row, n, member, later(reviewed, 14));
  });
}

function hand(life: Life, row: Proposal, n: number, member: Member, assigned: string): void {
  const { chance, office } = life;
  const drawn = chance.one(life.units);
  const lead = (n % 6 === 5 ? undefined : life.units.find(({ name }) => name === usualUnits[row.category ?? ''])) ?? drawn;
  const assisting = chance.yes(0.3) ? chance.one(life.units.filter(({ id }) => id !== lead.id)) : undefined;
  const due = dayIn(life.year, 7, 31) > assigned ? dayIn(life.year, 7, 31) : later(assigned, 90);
  life.on(assigned, office, (act) => take(act, proposal, row.id, 'assign', { input: { lead_unit_id: lead.id, assisting: assisting?.name, due_on: due }, effect: effects.assign }));
  if (n % 23 !== 11) {
    answer(life, row, n, member, lead.id, assisting?.id, later(assigned, 4), due);
    return;
  }
  const better = chance.one(life.units.filter(({ id }) => id !== lead.id && id !== assisting?.id));
  life.on(later(assigned, 5), unitClerk(life, lead.id), (act) => take(act, proposal, row.id, 'dispute', { input: { proposed_unit_id: better.id }, reason: '不属本单位职责，按三定方案由建议单位承担', effect: effects.dispute }));
  life.on(later(assigned, 9), office, (act) => take(act, proposal, row.id, 'reassign', { input: { lead_unit_id: better.id, due_on: due }, effect: effects.reassign }));
  answer(life, row, n, member, better.id, undefined, later(assigned, 12), due);
}

function answer(life: Life, row: Proposal, n: number, member: Member, leadId: string, assistingId: string | undefined, accepted: string, due: string): void {
  const { chance, office } = life;
  const clerk = unitClerk(life, leadId);
  life.on(accepted, clerk, (act) => take(act, proposal, row.id, 'accept', { effect: effects.accept }));
  if (n % 17 === 6) return; // still being handled, some of them beyond their day
  const hoped = later(due, -chance.between(2, 70));
  const replied = hoped > accepted ? later(hoped, 4) : later(accepted, 20);
  if (assistingId) life.on(later(replied, -3), unitClerk(life, assistingId), (act) => take(act, proposal, row.id, 'countersign', { effect: effects.countersign }));
  life.on(replied, clerk, (act) => reply(act, life, row, replied));
  if (n % 13 === 5) return; // the proposer has not rated yet
  const rated = later(replied, chance.between(4, 15));
  const dissatisfied = n % 18 === 8;
  life.on(rated, office, (act) => rate(act, row, dissatisfied ? 'dissatisfied' : chance.one(['satisfied', 'satisfied', 'satisfied', 'basically']), member));
  if (dissatisfied) {
    again(life, row, n, member, clerk, rated);
    return;
  }
  if (n % 19 === 3 ? n % 38 === 3 : chance.yes(0.75)) life.on(later(rated, 20), office, (act) => take(act, proposal, row.id, 'close', { input: {}, effect: effects.close }));
}

function again(life: Life, row: Proposal, n: number, member: Member, clerk: Actor, rated: string): void {
  const { office } = life;
  const redone = later(rated, 45);
  life.on(later(rated, 3), office, (act) => take(act, proposal, row.id, 'rework', { input: { due_on: later(rated, 90) }, effect: effects.rework }));
  life.on(redone, clerk, async (act) => {
    const now = await get(act, proposal, row.id);
    if (now.assisting_ids.length > 0) return; // the assisting unit has not signed the new reply yet: it waits
    await reply(act, life, row, redone);
    const isStillBad = n % 36 === 8;
    life.on(later(redone, 8), office, (then) => rate(then, row, isStillBad ? 'dissatisfied' : 'basically', member));
    life.on(later(redone, 20), office, async (then) => {
      if (isStillBad) await metAndClosed(then, row, later(redone, 20));
      else await take(then, proposal, row.id, 'close', { input: {}, effect: effects.close });
    });
  });
}

const reply = (act: Act, life: Life, row: Proposal, day: string) =>
  take(act, proposal, row.id, 'reply', {
    input: {
      result: life.chance.one(['SOLVED', 'SOLVED', 'PARTLY', 'IN_PROGRESS', 'PLANNED', 'REFERENCE']), letter: life.chance.one(['A', 'A', 'B', 'B', 'C']), replied_on: day,
      reply: '您提出的提案收悉。一、关于摸清底数：已会同乡镇完成排查。二、关于牵头部门：已明确由我单位牵头。三、关于管护：已列入年度计划，每季度公开进展。',
    },
    effect: effects.reply,
  });

async function rate(act: Act, row: Proposal, result: string, member: Member): Promise<void> {
  await take(act, proposal, row.id, 'rate', {
    input: { rating_work: result === 'dissatisfied' ? 'basically' : 'satisfied', rating_result: result, ...(result === 'dissatisfied' ? { rating_opinion: '答复没有说明完成时间，请现场看了再答' } : {}) },
    onBehalfOf: row.proposer_kind === 'member' ? member.name : row.proposer_name, effect: effects.rate,
  });
  await othersRate(act, row.id);
}

const unitClerk = (life: Life, unitId: string): Actor => life.unitClerks.get(unitId)!;
