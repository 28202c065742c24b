import { receiptHolder, type Actor } from '#platform/identity/actor.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { all, between, is } from '#platform/predicate.ts';
import { take } from '#platform/records/write.ts';
import type { Member } from '#institutions/members/record.ts';
import type { Person } from '#institutions/people/record.ts';
import { newReceipt } from '#duties/receipt.ts';
import { enterStation } from '#duties/stations/actions.ts';
import { book } from '#duties/stations/bookings/actions.ts';
import { booking, type Booking } from '#duties/stations/bookings/record.ts';
import { effects as dispatchEffects } from '#duties/stations/dispatches/actions.ts';
import { dispatch, type Dispatch } from '#duties/stations/dispatches/record.ts';
import { effects as newsEffects, enterNews } from '#duties/stations/news/actions.ts';
import { newsItem, type NewsItem } from '#duties/stations/news/record.ts';
import { effects as orderEffects, order } from '#duties/stations/orders/actions.ts';
import { serviceOrder, type ServiceOrder } from '#duties/stations/orders/record.ts';
import type { Station } from '#duties/stations/record.ts';
import { effects as shiftEffects, planShifts, publishDrafts } from '#duties/stations/shifts/actions.ts';
import { dutyShift, type DutyShift } from '#duties/stations/shifts/record.ts';
import { askSwap } from '#duties/stations/swaps/actions.ts';
import { actorOf, dayIn, type Life, type Place } from './life.ts';

/** Three service stations with a month of shifts, what was booked there, and orders that stand each at another point. */

const houses = [
  { at: 0, name: '委员服务站', kind: 'station', address: '镇政府一楼便民大厅旁', hours: '每周三、周六上午9点到11点', services: '政策宣讲、医疗义诊、法律援助、矛盾调解', plaque: '委员服务站（镇政府一楼）', weekdays: [3, 6] },
  { at: 1, name: '杨医生委员工作室', kind: 'studio', address: '卫生院门诊楼二楼', hours: '每周四下午2点到4点', services: '医疗义诊、健康咨询', plaque: '委员工作室（卫生院）', weekdays: [4] },
  { at: 17, name: '向阳社区委员联络点', kind: 'point', address: '向阳社区居委会', hours: '每周五上午9点到11点', services: '政策宣讲、就业帮扶', plaque: undefined, weekdays: [5] },
] as const;

const visitors = [['石大姐', '宅基地的界址'], ['老龙', '医保报销比例'], ['吴师傅', '想问就业培训'], ['陆奶奶', undefined]] as const;

/** Numbers of a range that is not given to subscribers. */
const number = (n: number): string => `1990000${String(4000 + n).padStart(4, '0')}`;

const memberActor = (life: Life, member: Member): Actor => actorOf(life.countyId, { id: member.person_id, name: member.name } as Person, [], crypto.randomUUID(), member.id);

export function stations(life: Life): void {
  houses.forEach((house, n) => {
    const place = life.places[house.at];
    if (place && place.members.length > 1) open(life, place, house, n);
  });
  news(life);
}

function open(life: Life, place: Place, house: (typeof houses)[number], n: number): void {
  const { at: _at, weekdays, name, ...described } = house;
  let station: Station;
  life.on(dayIn(life.year, 3, 10 + n), place.clerk, async (act) => {
    station = await enterStation(act, { ...described, plaque: described.plaque ?? null, name: n === 0 ? `${place.committee.place}${name}` : name, committee_id: place.committee.id, opened_on: dayIn(life.year, 3, 10 + n), contact: place.worker.name, phone: `0855-330000${n + 1}` }, {});
  });
  rota(life, place, () => station, weekdays);
  if (n < 2) booked(life, place, () => station, n);
  orders(life, place, () => station, n);
}

/** A month of shifts around the last lived day: planned before it, held as its days come, one swapped, one not kept. */
function rota(life: Life, place: Place, at: () => Station, weekdays: readonly number[]): void {
  const [first, second] = place.members;
  const from = daysLater(life.until, -21);
  const rule = { to: daysLater(life.until, 24), starts: '9:00', ends: '11:00', member_ids: place.members.slice(0, 6).map(({ id }) => id), each: 1, service: 'policy' as const, working: true, weekdays };
  life.on(daysLater(from, -6), place.clerk, async (act) => {
    await planShifts(act, at().id, { ...rule, from }, {});
    await publishDrafts(act, at().id);
  });
  life.on(daysLater(life.until, -1), place.clerk, async (act) => {
    const over = await shiftsOf(act, at(), from, daysLater(life.until, -2));
    for (const [n, one] of over.entries()) {
      if (n === 1) await take(act, dutyShift, one.id, 'miss', { reason: '委员临时住院，没有来得及换人' });
      else await take(act, dutyShift, one.id, 'hold', { onBehalfOf: '值班委员', input: { visitors: n % 4, ...(n % 4 ? { done: '解答承包地和医保报销的问题' } : {}) } });
    }
  });
  life.on(life.until, place.clerk, async (act) => {
    const ahead = (await shiftsOf(act, at(), life.until, rule.to)).filter(({ day }) => day > life.until);
    const mine = ahead.find(({ member_ids }) => member_ids.includes(first!.id));
    if (mine && second) await askSwap(act, { shift_id: mine.id, member_id: first!.id, taker_id: second.id, why: '那天在外开会' }, { onBehalfOf: first!.name });
    const last = ahead.at(-1);
    if (last && last !== mine) await take(act, dutyShift, last.id, 'replace', { reason: '原定委员出差', input: { member_ids: [second!.id] }, effect: shiftEffects.replace }).catch(() => undefined);
  });
}

const shiftsOf = (act: Act, at: Station, from: string, to: string): Promise<DutyShift[]> =>
  list(act, dutyShift, { where: all(is<DutyShift>('station_id', at.id), is<DutyShift>('state', 'planned'), between<DutyShift>('day', from, to)), order: [{ column: 'day' }], limit: 60 });

function booked(life: Life, place: Place, at: () => Station, n: number): void {
  for (const [m, [name, matter]] of visitors.entries()) {
    const receipt = newReceipt();
    const coming = m < 2;
    let row: Booking | undefined;
    let shift: DutyShift | undefined;
    life.on(daysLater(life.until, coming ? -1 : -12), place.clerk, async (act) => void (shift = (await shiftsOf(act, at(), coming ? daysLater(life.until, 2) : daysLater(life.until, -11), daysLater(life.until, coming ? 14 : -3)))[0]));
    life.on(daysLater(life.until, coming ? -1 : -12), receiptHolder(life.countyId, receipt), async (act) => {
      if (shift) row = await book(act, { shift_id: shift.id, name, phone: number(n * 10 + m), matter: matter ?? null, way: 'page' }, {}, receipt);
    });
    if (!coming) life.on(daysLater(life.until, -2), place.clerk, async (act) => void (row && (await take(act, booking, row.id, m === 2 ? 'receive' : 'miss', { onBehalfOf: '值班委员', input: m === 2 ? { outcome: '介绍了下月的培训班' } : {} }))));
  }
}

/** What becomes of an order. */
type End = 'ordered' | 'asked' | 'accepted' | 'done' | 'confirmed' | 'refused';
const wanted: readonly [string, string, string, End][] = [
  ['clinic', '给村里老人量血压、看看常用药', '岩脚村', 'confirmed'], ['legal', '合作社想请人看看流转合同', '大坪村', 'done'], ['teaching', '给留守儿童上一堂安全课', '新寨村', 'accepted'],
  ['technical', '茶园起了虫，请懂的人来看看', '田坝村', 'asked'], ['policy', '院坝会想请人讲讲医保新政策', '老屋村', 'ordered'], ['other', '帮我把电视修好', '河口村', 'refused'],
];

function orders(life: Life, place: Place, at: () => Station, n: number): void {
  for (const [m, [kind, matter, village, end]] of wanted.entries()) if (m % 3 === n || n === 0) ordered(life, place, at, { kind, matter, village, end, n: n * 10 + m });
}

function ordered(life: Life, place: Place, at: () => Station, { kind, matter, village, end, n }: { kind: string; matter: string; village: string; end: End; n: number }): void {
  const receipt = newReceipt();
  const holder = receiptHolder(life.countyId, receipt);
  const came = daysLater(life.until, end === 'ordered' ? -1 : -14);
  const doer = memberActor(life, place.members[n % place.members.length]!);
  const other = place.members[(n + 1) % place.members.length]!;
  let row: ServiceOrder;
  life.on(came, holder, async (act) => void (row = await order(act, { kind, matter, place: village, orderer_kind: 'village', orderer: `${village}老支书`, phone: number(100 + n), wanted: '下个赶集日', station_id: at().id, way: 'page' }, {}, receipt)));
  if (end === 'ordered') return;
  if (end === 'refused') {
    life.on(daysLater(came, 2), place.clerk, (act) => take(act, serviceOrder, row.id, 'refuse', { input: { refused_code: 'beyond', answer: '修电视请找镇上的维修点，电话在便民栏上。' }, effect: orderEffects.refuse }));
    return;
  }
  const asked = end === 'asked' ? daysLater(life.until, -6) : daysLater(came, 1);
  life.on(asked, place.clerk, (act) => take(act, serviceOrder, row.id, 'dispatch', { input: { member_ids: [doer.memberId!, ...(end === 'accepted' ? [other.id] : [])] }, effect: orderEffects.dispatch }));
  if (end === 'asked') return;
  const mine = async (act: Act): Promise<Dispatch> => (await list(act, dispatch, { where: all(is<Dispatch>('order_id', row.id), is<Dispatch>('member_id', act.actor.memberId!)), limit: 1 }))[0]!;
  if (end === 'accepted') life.on(daysLater(asked, 1), memberActor(life, other), async (act) => take(act, dispatch, (await mine(act)).id, 'decline', { input: { declined_code: 'busy' }, effect: dispatchEffects.decline }));
  life.on(daysLater(asked, 1), doer, async (act) => take(act, dispatch, (await mine(act)).id, 'accept', { effect: dispatchEffects.accept }));
  if (end === 'accepted') return;
  const done = daysLater(asked, 6);
  life.on(done, doer, async (act) => take(act, dispatch, (await mine(act)).id, 'finish', { input: { done_on: done, people: 12 + n, hours: 3, account: '到村里办的，来的人都看了' }, effect: dispatchEffects.finish }));
  if (end === 'confirmed') life.on(daysLater(done, 1), holder, (act) => take(act, serviceOrder, row.id, 'confirm', { input: { confirmed_by: 'receipt', satisfaction: '5' }, effect: orderEffects.confirm }));
}

const told = [
  ['委员到村里义诊', '本周三，几位医卫界委员到岩脚村义诊，为老人量血压、查血糖，讲解常用药的吃法。下一次在大坪村，欢迎村民来。', true],
  ['服务站这个月的值班排好了', '每周三、周六上午都有委员在服务站，扫墙上的码可以预约，也可以打电话。', true],
  ['院坝会议定了灌渠清淤的事', '村民商量好分段清淤，委员帮助联系了水务站的技术员。', false],
] as const;

function news(life: Life): void {
  const place = life.places[0]!;
  for (const [n, [title, content, published]] of told.entries()) {
    const day = daysLater(life.until, -10 + n * 3);
    let row: NewsItem;
    life.on(day, place.clerk, async (act) => {
      row = await enterNews(act, { committee_id: place.committee.id, title, content, happened_on: day }, {});
      await take(act, newsItem, row.id, 'submit');
    });
    if (published) life.on(daysLater(day, 1), life.office, (act) => take(act, newsItem, row.id, 'publish', { effect: newsEffects.publish }));
  }
}
