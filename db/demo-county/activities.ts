import { enterDeed } from '#duties/deeds/actions.ts';
import { deed, deedKinds } from '#duties/deeds/record.ts';
import { effects as visitEffects } from '#duties/inspections/actions.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { create, take } from '#platform/records/write.ts';
import { dayIn, later, type Life, type Place } from './life.ts';
import { villages } from './places.ts';

const topics = ['农村饮水安全', '乡村产业发展', '农村人居环境整治', '基层医疗服务', '义务教育控辍保学', '农村公路管护', '养老服务', '民族文化传承', '防汛防火准备', '农产品流通'] as const;

/** One visit a quarter for every committee; one place misses the third quarter, some are joint, a few are called off. */
export function inspections(life: Life): void {
  for (const [index, place] of life.places.entries()) {
    for (const quarter of [1, 2, 3, 4]) {
      if (index === 12 && quarter === 3) continue;
      visit(life, place, quarter, life.chance.yes(0.2));
    }
    if (life.chance.yes(0.25)) calledOff(life, place);
  }
}

function visit(life: Life, place: Place, quarter: number, joint: boolean): void {
  const { chance } = life;
  const planned = dayIn(life.year, quarter * 3 - 2, chance.between(5, 20));
  const held = later(planned, chance.between(15, 60));
  const kind = chance.yes(0.4) ? 'inspection' : 'research';
  const topic = `${chance.one(topics)}情况${kind === 'inspection' ? '视察' : '调研'}`;
  let row: Inspection;
  life.on(planned, place.clerk, async (act) => {
    row = await create<Inspection>(act, inspection, {
      committee_id: place.committee.id, topic, kind, held_on: held, precision: 'day', joint, place: chance.one(villages), report: false,
    });
  });
  life.on(held, place.clerk, (act) => take(act, inspection, row.id, 'hold', { input: { held_on: held, attendance: chance.between(4, 15) } }));
  if (chance.yes(0.8)) life.on(later(held, chance.between(5, 20)), place.clerk, (act) => take(act, inspection, row.id, 'close', { effect: visitEffects.close }));
}

function calledOff(life: Life, place: Place): void {
  const planned = dayIn(life.year, life.chance.between(3, 10), 12);
  let row: Inspection;
  life.on(planned, place.clerk, async (act) => {
    row = await create<Inspection>(act, inspection, {
      committee_id: place.committee.id, topic: `${life.chance.one(topics)}考察`, kind: 'study', held_on: later(planned, 20), precision: 'day', joint: false, report: false,
    });
  });
  life.on(later(planned, 12), place.clerk, (act) => take(act, inspection, row.id, 'cancel', { reason: '当地遇强降雨，与防汛工作冲突' }));
}

const deedWords = ['为村民义诊', '帮助困难户修缮房屋', '助学金资助', '帮销农产品', '种植技术培训', '法律咨询服务', '调解邻里纠纷', '政策宣讲进院坝', '留守儿童课后辅导', '联系维修路灯'] as const;

/** About nine members in ten do a deed, some two; most are verified by the committee. */
export function deeds(life: Life): void {
  for (const index of life.members.keys()) {
    if (index % 11 === 7) continue;
    for (let n = life.chance.yes(0.15) ? 2 : 1; n > 0; n -= 1) serve(life, index);
  }
}

function serve(life: Life, index: number): void {
  const { chance } = life;
  const member = life.members[index]!;
  const place = life.places.find(({ committee }) => committee.id === member.committee_id) ?? life.places[0]!;
  const done = dayIn(life.year, chance.between(2, 11), chance.between(1, 28));
  const values = {
    member_id: member.id, deed: chance.one(deedWords), kind: chance.one(Object.keys(deedKinds)), done_on: done, precision: 'day',
    village: chance.one(villages), beneficiaries: chance.between(3, 120), approximate: chance.yes(0.2), evidence: chance.yes(0.5) ? '受益群众确认单' : null,
  };
  life.on(later(done, chance.between(1, 12)), place.clerk, async (act) => {
    const row = await enterDeed(act, values, { onBehalfOf: member.name });
    if (chance.yes(0.7)) await take(act, deed, row.id, 'verify');
  });
}
