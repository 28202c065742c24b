import { effects, noteInstruction } from '#duties/opinions/instructions/actions.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { noteOutcome } from '#duties/opinions/outcomes/actions.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { find } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { later, type Life } from './life.ts';
import { attachInvented, inventedPhoto } from './papers.ts';

/** Leaders of the invented county, as papers name them. */
const leaders = ['县委书记 龙某某', '县长 吴某某', '县委副书记 石某某', '分管副县长 杨某某'] as const;
const written = ['请有关部门会同乡镇实地了解，拿出办法，及时回复群众。', '所提建议很好，请研究采纳。', '请抓紧办理，办理结果报我。', null] as const;
const lead = ['县交通运输局', '县水务局', '县住房和城乡建设局', '县农业农村局', '县民政局'] as const;
const fed = ['已会同乡镇现场核查，问题路段已修复，并明确了管护责任人。', '已列入下一年度计划，资金已报批，先采取临时措施。', '经核实，情况属实，正在整改，预计下月完成。'] as const;
const adopters = [['city', '市政协办公室', '市政协《社情民意》'], ['county', '县委办公室', '《县委信息》'], ['province', '省政协办公厅', '省政协《社情民意摘报》']] as const;

/** What becomes of an issued item: adopted here or above, and what a leader writes on it, with the photograph of the paper. */
export function instructed(life: Life, item: OpinionItem, came: string): void {
  const { chance, office } = life;
  if (chance.yes(0.4)) adopted(life, item, later(came, 3));
  life.on(came, office, async (act) => {
    const row = await noteInstruction(act, { item_id: item.id, leader: chance.one(leaders), level: 'county', instructed_on: came, words: chance.one(written) }, { onBehalfOf: '县委办公室秘书' });
    if (chance.yes(0.05)) await attachInvented(act, instruction, row.id, '批示原件（虚构）.png', inventedPhoto());
    handled(life, row, came);
  });
}

function adopted(life: Life, item: OpinionItem, day: string): void {
  const { chance, office } = life;
  const [level, body, publication] = chance.one(adopters);
  life.on(day, office, async (act) => {
    const { issue } = (await find(act, opinionItem, item.id))!;
    const merged = chance.yes(0.3);
    await noteOutcome(act, { item_id: item.id, kind: merged ? 'adopted_merged' : 'adopted_single', level, body, publication: `${publication}第${issue ?? 1}期`, came_on: day, ...(merged ? { share_of: 3 } : {}) }, {});
  });
}

/** Most are handed over; some wait, one in eight is only read. What is fed back is mostly accepted, now and then sent back for more. */
function handled(life: Life, row: Instruction, came: string): void {
  const { chance, office, units } = life;
  const unitNamed = (name: string) => units.find((one) => one.name === name)!;
  const step = (day: string, who: Actor, name: string, input?: object, reason?: string) =>
    life.on(day, who, (act) => take<Instruction>(act, instruction, row.id, name, { input: input as Record<string, unknown>, reason, effect: effects[name as 'close'] }));
  if (chance.yes(0.12)) return step(later(came, 1), office, 'file', undefined, '领导圈阅，信息已转有关部门参阅');
  if (chance.yes(0.06)) return;
  const unit = unitNamed(chance.one(lead));
  const clerk = life.unitClerks.get(unit.id)!;
  step(later(came, 1), office, 'handOver', { lead_unit_id: unit.id, days: 15 });
  if (chance.yes(0.15)) return step(later(came, 30), office, 'remind');
  const on = later(came, chance.between(6, 26));
  const feedback = { result: 'solved', feedback: chance.one(fed) };
  step(on, clerk, 'feedBack', feedback);
  if (chance.yes(0.12)) {
    step(later(on, 2), office, 'return', { days: 5 }, '请写明修复的路段和完成的日期');
    step(later(on, 7), clerk, 'feedBack', { ...feedback, feedback: `${feedback.feedback}共修复3处，上月底完成。` });
  }
  if (chance.yes(0.8)) ended(life, row, later(on, 10), step);
}

/** Accepted, told to the member and to the residents, closed: each when it is due. */
function ended(life: Life, row: Instruction, day: string, step: (day: string, who: Actor, name: string, input?: object) => void): void {
  step(day, life.office, 'accept');
  if (!life.chance.yes(0.8)) return;
  if (row.member_id) step(later(day, 1), life.office, 'tellMember', { told_member_on: later(day, 1) });
  if (row.sources > 0) step(later(day, 2), life.office, 'tellResidents', { answer: '您反映的问题领导已经批示，有关部门已经办理，谢谢您的反映。', told_residents_on: later(day, 2) });
  step(later(day, 3), life.office, 'close');
}
