import { enterItem, effects as itemEffects } from '#duties/opinions/items/actions.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { effects, enterMany } from '#duties/opinions/ledger/actions.ts';
import { headline, ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import type { Act } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import type { Chance } from './chance.ts';
import { dayIn, later, type Life, type Place } from './life.ts';
import { nameOf, phoneOf } from './names.ts';
import { attachInvented, inventedPhoto } from './papers.ts';
import { instructed } from './outcomes.ts';
import { villages } from './places.ts';

/** What residents say, with its category; the ones marked are disputes. */
const matters: [string, string, boolean?][] = [
  ['村口路灯坏了半个多月，老人晚上出门看不清路', '市政设施'], ['自来水水压低，三楼以上晚上没有水', '供水'], ['村卫生室常缺降压药，买药要跑到镇上', '医疗'],
  ['集镇赶集日车辆乱停，救护车进不来', '停车交通'], ['通村公路塌方两处，下雨不敢走车', '农村公路'], ['垃圾清运间隔太长，垃圾池满了没人拉', '环境卫生'],
  ['希望增加到县城的早班客车', '公共交通'], ['灌溉水渠淤塞，下游田块放不进水', '农田水利'], ['低保复核材料要求多次补交，希望一次告知', '社会救助'],
  ['养猪场污水直排小溪，夏天臭味大', '环境污染'], ['村小学厕所漏水，希望维修', '教育'], ['农村危房改造补助什么时候发放', '住房保障'],
  ['鼓楼木柱被白蚁蛀蚀，希望组织修缮', '民族文化'], ['茶叶销路不好，希望组织产销对接', '农业产业'], ['手机信号弱，老人打不出电话', '通信'],
  ['高龄津贴认证老人不会用手机，希望上门办', '养老'], ['宅基地边界不清，两家多次争吵', '土地纠纷', true], ['山林权属有争议，两个组各有说法', '山林纠纷', true],
  ['邻居建房挡光，双方说不拢', '邻里纠纷', true], ['务工工资拖欠三个月，希望帮助讨要', '劳资纠纷', true], ['引水口分水不均，上下寨有意见', '水利纠纷', true],
];

const DONE = ['已派人现场查看并处理完毕', '已协调相关单位维修', '已列入下季度计划', '已当面解释政策', '经调解双方达成一致'] as const;

/** Three to five entries a month for every place; two places leave one month empty, and much goes on at once. */
export function ledger(life: Life): void {
  for (const [index, place] of life.places.entries()) {
    for (let month = 1; month <= 12; month += 1) {
      if ((index === 9 && month === 5) || (index === 15 && month === 8)) continue;
      monthOf(life, place, month);
    }
  }
}

function monthOf(life: Life, place: Place, month: number): void {
  const { chance } = life;
  const entered = dayIn(life.year, month, chance.between(20, 27));
  const told = Array.from({ length: chance.between(3, 5) }, () => tell(chance, place, dayIn(life.year, month, chance.between(1, 19))));
  let rows: LedgerEntry[] = [];
  life.on(entered, place.clerk, async (act) => void (rows = await enterMany(act, told, {})));
  if (place === life.places[0] && month === 3) life.on(entered, place.clerk, (act) => attachInvented(act, ledgerEntry, rows[0]!.id, '现场照片（虚构）.png', inventedPhoto()));
  life.on(later(entered, 6), place.clerk, async (act) => {
    for (const row of rows) await handle(act, chance, row);
  });
  life.on(later(entered, chance.between(18, 35)), place.clerk, async (act) => {
    for (const row of rows) await finish(act, chance, row, later(entered, 18));
  });
  if (chance.yes(0.5)) life.on(later(entered, 8), place.clerk, async (act) => itemFrom(life, place, act, await standing(act, chance.some(rows, chance.between(1, 2))), later(entered, 8)));
}

function tell(chance: Chance, place: Place, received: string) {
  const [matter, category, dispute] = chance.one(matters);
  const anonymous = chance.yes(0.2);
  return {
    committee_id: place.committee.id, received_on: received, matter, category, dispute: dispute ?? false, place: chance.one(villages),
    way: chance.one(['visit', 'visit', 'reception', 'telephone', 'meeting', 'member']),
    reporter: anonymous ? null : nameOf(chance), phone: anonymous || chance.yes(0.3) ? null : phoneOf(chance), people_affected: chance.yes(0.4) ? chance.between(2, 300) : null,
  };
}

async function handle(act: Act, chance: Chance, row: LedgerEntry): Promise<void> {
  if (chance.yes(0.03)) {
    await take(act, ledgerEntry, row.id, 'void', { reason: '与上月登记的是同一件事' });
    return;
  }
  const handling = chance.one(['on_spot', 'transferred', 'to_township', 'to_county', 'follow_up']);
  await take(act, ledgerEntry, row.id, 'handle', { input: { handling }, effect: effects.handle });
}

/** Most are answered and closed; some solved, some only explained, some still open; one in forty comes back. */
async function finish(act: Act, chance: Chance, row: LedgerEntry, day: string): Promise<void> {
  if (chance.yes(0.18) || (await isVoid(act, row))) return;
  await take(act, ledgerEntry, row.id, 'answer', { input: { outcome_text: chance.one(DONE), answered_on: day }, effect: effects.answer });
  if (chance.yes(0.15)) return;
  const outcome = chance.one(['solved', 'solved', 'solved', 'answered', 'unsolved']);
  const settled = row.dispute ? { settled: outcome === 'solved' ? 'yes' : 'no' } : {};
  await take(act, ledgerEntry, row.id, 'close', { input: { outcome, closed_on: day, ...settled }, effect: effects.close });
  if (chance.yes(0.025)) await take(act, ledgerEntry, row.id, 'reopen', { reason: '群众来电说问题又出现了', effect: effects.reopen });
}

/** Those that were not made void meanwhile. */
async function standing(act: Act, rows: LedgerEntry[]): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = [];
  for (const row of rows) if (!(await isVoid(act, row))) found.push(row);
  return found;
}

async function isVoid(act: Act, row: LedgerEntry): Promise<boolean> {
  return (await find(act, ledgerEntry, row.id))?.state === 'void';
}

/** An opinion item from one or two entries; the county edits, issues, and notes what leaders wrote. */
async function itemFrom(life: Life, place: Place, act: Act, rows: LedgerEntry[], day: string): Promise<void> {
  const { chance } = life;
  const [first] = rows;
  if (!first) return;
  const subject = first.category ?? '民生';
  const item = await enterItem(act, {
    committee_id: place.committee.id, member_id: chance.one(place.members)?.id, title: `关于解决${place.committee.place}${subject}问题的建议`, category: subject,
    situation: rows.map(({ matter }) => headline(matter)).join('；') + '。群众多次反映，影响日常生产生活。',
    causes: '建设时间较早，管护责任没有落实到人，资金安排不足。', advice: '一是由主管部门会同乡镇现场核查；二是列入年度维修计划；三是明确管护责任人并公示电话。',
    entries: rows.map(({ id }) => id),
  }, {});
  const route = chance.one(['county', 'county', 'county', 'township', 'direct']);
  await take(act, opinionItem, item.id, 'submit', { input: { route }, effect: itemEffects.submit });
  follow(life, item, route, day);
}

function follow(life: Life, item: OpinionItem, route: string, day: string): void {
  const { chance, office } = life;
  if (chance.yes(0.15)) {
    life.on(later(day, 9), office, (act) => take(act, opinionItem, item.id, 'setAside', { reason: '同类情况本季度已编发，请转有关部门直接办理' }));
    return;
  }
  if (chance.yes(0.1)) return;
  life.on(later(day, 10), office, (act) => take(act, opinionItem, item.id, 'compile', { input: { title: item.title, route }, effect: itemEffects.compile }));
  if (!chance.yes(0.7)) return;
  life.on(later(day, 11), office, (act) => take(act, opinionItem, item.id, 'check', { input: { checked_by: '龙文山' }, effect: itemEffects.check }));
  life.on(later(day, 13), office, (act) => take(act, opinionItem, item.id, 'sign', { input: { signed_by: '石远航', signed_on: later(day, 13) }, effect: itemEffects.sign }));
  const issued = later(day, 14);
  life.on(issued, office, (act) => take(act, opinionItem, item.id, 'issue', { input: { issued_on: issued }, effect: itemEffects.issue }));
  if (!chance.yes(0.5)) return;
  const came = later(day, 20);
  instructed(life, item, came);
}
