import { effects } from '#duties/consultations/effects.ts';
import { notePoint } from '#duties/consultations/floor/points/actions.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { beginList, effects as listing } from '#duties/consultations/results/actions.ts';
import { resultList, type ResultList } from '#duties/consultations/results/record.ts';
import { effects as deciding, tasksOf } from '#duties/consultations/results/tasks/actions.ts';
import { resultTask, type ResultTask } from '#duties/consultations/results/tasks/record.ts';
import { is } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, edit, take } from '#platform/records/write.ts';
import { dayIn, later, type Life, type Place } from './life.ts';

/** A year of consultations as a county has them: most asked for, told, supplied and written down in time, some not, and each fault where the program shows it. */

const talks = ['村庄道路硬化占地', '集镇停车秩序', '河道清淤', '饮水管网改造', '农贸市场搬迁', '鼓楼修缮筹资', '垃圾清运分工', '灌溉水渠修复'] as const;
const venues = ['村委会', '鼓楼坪', '委员工作室', '群众院坝'] as const;

/** What goes wrong with every sixth or seventh: nothing beforehand and no list; not asked for; told too late; minutes too late. */
const faults = ['careless', 'unasked', 'told late', undefined, undefined, 'written late', undefined, undefined] as const;
type Fault = (typeof faults)[number];

/** One consultation each half-year; one place holds none in the second, another holds its first late. */
export function consultations(life: Life): void {
  for (const [index, place] of life.places.entries()) {
    for (const half of [1, 2] as const) {
      if (index === 16 && half === 2) continue;
      talk(life, place, half === 1 ? life.chance.between(2, 6) : life.chance.between(7, 11), { fault: faults[(index * 2 + half) % faults.length], told: isTold(index, half) ? (half === 1 ? dayIn(life.year, 6, 29) : dayIn(life.year, 11, 16)) : undefined });
    }
  }
  for (let month = 1; month <= 12; month += 1) life.on(dayIn(life.year, month, 28), life.office, acknowledgeAll);
}

/** These have a story of their own (`consultation-results.ts`), which begins on a day of its own. */
const isTold = (index: number, half: 1 | 2): boolean => (index === 1 && half === 1) || ((index === 2 || index === 3) && half === 2);

function talk(life: Life, place: Place, month: number, { fault, told }: { fault: Fault; told: string | undefined }): void {
  const { chance, year } = life;
  const usual = dayIn(year, month, chance.between(3, 26));
  const held = told ?? usual;
  const agreed = chance.between(1, 4);
  const topic = `${chance.one(talks)}协商`;
  let row: Consultation;
  life.on(later(held, -15), place.clerk, async (act) => {
    row = await create<Consultation>(act, consultation, { committee_id: place.committee.id, topic, held_on: held, precision: 'day', place: chance.one(venues), ...(fault === 'careless' ? {} : askedFor(place, held, fault)) });
  });
  if (fault !== 'careless') life.on(later(held, fault === 'told late' ? -2 : -8), place.clerk, (act) => announce(act, row));
  life.on(held, place.clerk, (act) => take<Consultation>(act, consultation, row.id, 'hold', { input: { held_on: held, residents: chance.between(12, 60), agreed }, effect: effects['hold'] }));
  const listed = !told && fault !== 'careless';
  if (listed) life.on(later(held, fault === 'written late' ? 12 : 4), place.clerk, (act) => writeDown(act, row, place, Math.min(agreed, 2)));
  const [goesOn, ends] = chance.yes(0.75) ? [true, chance.yes(0.5)] : [false, false];
  if (!goesOn || told) return;
  life.on(later(held, 15), place.clerk, async (act) => {
    const uptake = chance.one(['done', 'under_way', 'planned']);
    if (listed) return decideAll(act, row);
    await edit<Consultation>(act, consultation, row.id, undefined, { advice: `形成${agreed}条意见，建议由村民委员会依程序商定后实施，请镇（乡、街道）党委政府支持。`, uptake });
    return take(act, consultation, row.id, 'report');
  });
  if (ends) life.on(later(held, 60), place.clerk, (act) => finish(act, row));
  else if (listed) life.on(later(held, 80), place.clerk, async (act) => void (await step(act, await listOf(act, row), 'follow', {}, '看过现场，还在办')));
}

/** Put before the Party committee a fortnight before it is planned; one committee in a while leaves that out. */
const askedFor = ({ committee, director }: Place, held: string, fault: Fault): Partial<Consultation> => ({
  kind: 'grassroots', first_convenor: '党委书记', executive_convenor: director?.name ?? null,
  ...(fault === 'unasked' ? {} : { approved_on: later(held, -20), approval_no: `${committee.place[0]}党复〔${held.slice(0, 4)}〕${Number(held.slice(5, 7))}号` }),
});

async function announce(act: Act, row: Consultation): Promise<void> {
  await take<Consultation>(act, consultation, row.id, 'convene', { input: {}, effect: effects['convene'] });
  await take<Consultation>(act, consultation, row.id, 'supply', { input: {}, effect: effects['supply'] });
}

const points = ['由村民小组分段负责，先做大家最着急的一段', '账目和进度每月张榜公布'] as const;

const step = (act: Act, row: ResultList, name: string, input: object = {}, reason?: string): Promise<ResultList> =>
  take<ResultList>(act, resultList, row.id, name, { input: input as Record<string, unknown>, reason, effect: listing[name as 'send'] });
const listOf = async (act: Act, { id }: Consultation): Promise<ResultList> => (await list<ResultList>(act, resultList, { where: is<ResultList>('consultation_id', id), limit: 1 }))[0]!;

/** Minutes and list, confirmed, reported and filed with the county. */
async function writeDown(act: Act, { id }: Consultation, { committee, worker, director }: Place, agreed: number): Promise<void> {
  for (const point of points.slice(0, agreed)) await notePoint(act, { consultation_id: id, kind: 'agreed', point }, {});
  const row = await beginList(act, { consultation_id: id, recorder: worker.name, present: '党政领导：驻村领导\n群众代表：各村民小组代表\n部门单位：镇（乡、街道）有关站所' }, {});
  await step(act, row, 'confirm', { confirmed_by: director?.name ?? '召集人' });
  await step(act, row, 'send', { decider: `${committee.place}人民政府` });
  await step(act, row, 'file');
}

/** The county office takes in what was filed since last month. */
async function acknowledgeAll(act: Act): Promise<void> {
  for (const row of await list<ResultList>(act, resultList, { where: is<ResultList>('state', 'filed'), order: [{ column: 'held_on' }], limit: 100 })) await step(act, row, 'acknowledge');
}

async function decideAll(act: Act, meeting: Consultation): Promise<void> {
  for (const task of await tasksOf(act, (await listOf(act, meeting)).id)) {
    await take<ResultTask>(act, resultTask, task.id, 'adopt', { input: { decision: 'adopted', decided_by: '村民委员会' }, effect: deciding.adopt });
  }
}

/** What was promised is done; the list and the consultation are closed. */
async function finish(act: Act, meeting: Consultation): Promise<void> {
  const [row] = await list<ResultList>(act, resultList, { where: is<ResultList>('consultation_id', meeting.id), limit: 1 });
  if (row?.state === 'acknowledged') {
    for (const task of await tasksOf(act, row.id)) if (task.state === 'adopted') await take<ResultTask>(act, resultTask, task.id, 'confirm', { effect: deciding.confirm });
    await step(act, row, 'close');
  }
  await take(act, consultation, meeting.id, 'close');
}
