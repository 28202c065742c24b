import { effects, enterDispute } from '#duties/opinions/disputes/actions.ts';
import { dispute, type Dispute } from '#duties/opinions/disputes/record.ts';
import type { Act } from '#platform/records/act.ts';
import { take } from '#platform/records/write.ts';
import { chances } from './chance.ts';
import { dayIn, later, type Life, type Place } from './life.ts';
import { nameOf, phoneOf } from './names.ts';
import { villages } from './places.ts';

/** What two sides say of each other, and how far it came. */
const told = [
  ['土地山林纠纷', '双方相邻的林地没有立界石，一方砍了三棵杉树，另一方要求赔偿。', 'confirmed'],
  ['宅基地和房屋纠纷', '一方建房的滴水落在另一方院里，双方为退让多少争执。', 'performed'],
  ['水利纠纷', '上寨放水灌田，下寨半个月没有水，双方在分水口争吵。', 'performed'],
  ['邻里纠纷', '一方夜间唱歌，另一方说影响老人休息，互相不来往。', 'oral'],
  ['劳动工资纠纷', '茶园请了七个人采茶，工钱拖了三个月。', 'breached'],
  ['婚姻家庭纠纷', '兄弟三人对赡养老人的分工有争议。', 'sealed'],
  ['损害赔偿纠纷', '牛踩坏了另一方半亩辣椒，双方对赔多少说法不一。', 'performed'],
  ['合同债务纠纷', '借款没有写借条，双方对数额说法不一。', 'failed'],
  ['征地拆迁纠纷', '修路占地的青苗补偿怎样分，两户有争议。', 'referred'],
  ['邻里纠纷', '为共用巷道堆柴争吵。', 'withdrawn'],
  ['土地山林纠纷', '两个组对后山荒坡的权属各有说法。', 'mediating'],
  ['水利纠纷', '为共用抽水机的电费分摊争执。', 'taken'],
] as const;

type Fate = (typeof told)[number][2];

/** Disputes in every stage, a few in each of the first places. */
export function disputes(life: Life): void {
  const own = { ...life, chance: chances(life.year) }; // so that nothing else of the county changes with it
  for (const [n, [cause, account, fate]] of told.entries()) one(own, life.places[n % 5]!, dayIn(life.year, 2 + Math.floor((n * 9) / told.length), 6 + n), cause, account, fate);
}

function one(life: Life, place: Place, day: string, cause: string, account: string, fate: Fate): void {
  const { chance } = life;
  const party = () => ({ name: nameOf(chance), contact: phoneOf(chance) });
  const [a, b, village] = [party(), party(), chance.one(villages)];
  let row: Dispute;
  const on = (days: number, name: string, input: object = {}, reason?: string) =>
    life.on(later(day, days), place.clerk, (act) => step(act, row.id, name, input, reason));
  life.on(day, place.clerk, async (act) => {
    row = await enterDispute(act, {
      committee_id: place.committee.id, taken_on: day, cause, account, place: village, people_affected: chance.between(2, 40), secrecy: fate === 'sealed' ? 'sealed' : 'ordinary',
      party_a: a.name, party_a_kind: 'person', party_a_contact: a.contact, party_b: b.name, party_b_kind: 'person', party_b_contact: b.contact,
    }, {});
  });
  if (fate === 'taken') return;
  on(1, 'assign', { mediator_ids: place.members.slice(0, 1).map(({ person_id }) => person_id), outside_mediators: '村人民调解员' });
  if (fate === 'withdrawn') return on(4, 'withdraw', { ended_on: later(day, 4), told: '双方已经自行和解。' });
  if (fate === 'referred') return on(5, 'refer', { ended_on: later(day, 5), turn_to: 'township', turn_to_body: `${place.committee.place}人民政府`, told: '补偿分配先由村民会议和乡镇处理。' });
  on(4, 'hold', { held_on: later(day, 4), place: '村民委员会', present: '双方当事人、村干部', said: '听了双方的说法，看了现场，约定再谈一次。' });
  if (fate === 'mediating') return;
  on(9, 'hold', { held_on: later(day, 9), place: '鼓楼', present: '双方当事人、寨老、村人民调解员', said: '寨老讲了过去的规矩，双方各让一步。' });
  if (fate === 'failed') return on(16, 'fail', { ended_on: later(day, 16), turn_to: 'court', told: '已告知双方可以向县人民法院起诉，注意保存转账记录。' });
  settle(life, day, fate, on);
}

function settle({ until }: Life, day: string, fate: Fate, on: (days: number, name: string, input?: object) => void): void {
  const agreed = later(day, 12);
  on(12, 'agree', { agreed_on: agreed, agreement_form: fate === 'oral' ? 'oral' : 'written', points: '双方按现场指认的界线和规矩办\n已经造成的损失各自承担一半', perform_by: later(day, 30) });
  if (fate === 'confirmed') {
    on(20, 'apply', { confirm_applied_on: later(day, 20), court: '县人民法院' });
    on(34, 'confirm', { confirm_result: 'confirmed', confirmed_on: later(day, 34), confirm_no: `（${until.slice(0, 4)}）民特5号` });
  }
  if (fate === 'breached') return on(50, 'breach', { called_on: later(day, 50), call_words: '还有两个人的工钱没有付清。' });
  on(50, 'perform', { called_on: later(day, 50), call_words: '双方都说已经照办。' });
}

const step = (act: Act, id: string, name: string, input: object, reason?: string): Promise<Dispute> =>
  take<Dispute>(act, dispute, id, name, { input: { ...input }, reason, effect: effects[name] });
