import { correctConsultation, enterConsultation } from '#duties/consultations/actions.ts';
import { effects } from '#duties/consultations/effects.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { enterParticipant, type EnteredParticipant } from '#institutions/participants/actions.ts';
import type { Participant } from '#institutions/participants/record.ts';
import { participantWordsOn } from '#plans/facts.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import type { Actor } from '#platform/identity/actor.ts';
import type { Act } from '#platform/records/act.ts';
import { create, edit, take } from '#platform/records/write.ts';
import { actorOf, dayIn, later, type Life } from './life.ts';

/** Whom the committees of the first places take in, by the place in the county's list: name, kind, what they are besides. */
const added = [
  [0, '吴桂芝', '界别群众代表', '农民专业合作社理事长'], [0, '杨再明', '民生部门负责人', '镇中心卫生院院长'], [1, '石光荣', '界别群众代表', '个体工商户代表'],
  [2, '龙秀兰', '民生部门负责人', '镇中心小学校长'], [3, '潘老岩', '界别群众代表', '侗族大歌传承人'], [4, '陈立春', '民生部门负责人', '供电所所长'],
] as const;

const informants = [[0, '杨阿岩', '新寨村', '村里的太阳能路灯有四盏不亮了，晚上老人走路不方便'], [1, '石乃朵', '河口村', '渡口的救生圈少了两个，盼着补上']] as const;

/** People who are no members and take part: representatives, heads of departments, and informants whom the plan lets write into the ledger. */
export function participants(life: Life): void {
  const { year, office, places } = life;
  const since = dayIn(year, 2, 12);
  life.on(dayIn(year, 2, 10), office, (act) => create<ParameterSetting>(act, parameterSetting, {
    key: 'participants.ledger', value: '信息员', from_day: dayIn(year, 2, 10), why: '设置方案：每村选一名信息员，听到的事可以直接登记',
  }));
  for (const [place, name, kind, position] of added) {
    const committee_id = places[place]!.committee.id;
    const named_openly = kind === '民生部门负责人';
    life.on(since, office, (act) => enters(act, { committee_id, kind, name, same_person: 'another', position, since, named_by: `${places[place]!.committee.place}党委`, basis: `联络委${year}年第1次会议`, named_openly }));
  }
  for (const [n, [place, name, village, matter]] of informants.entries()) {
    const { committee } = places[place]!;
    life.on(since, office, async (act) => {
      const one = await enters(act, { committee_id: committee.id, kind: '信息员', name, same_person: 'another', position: `${committee.place}${village}村民`, since, named_by: `${village}村民委员会` });
      life.on(dayIn(year, 3, 6 + n), life.program, (theirs) => enterOne(as(theirs, life, one), { committee_id: committee.id, received_on: dayIn(year, 3, 6 + n), matter, place: village, way: 'visit' }, {}));
    });
  }
  suggestion(life);
}

const enters = (act: Act, entered: EnteredParticipant): Promise<Participant> => enterParticipant(participantWordsOn)(act, entered, {});

/** The same act, signed in as the participant. */
const as = (act: Act, { countyId }: Life, { person_id, name, committee_id, kind }: Participant): Act => {
  const actor: Actor = actorOf(countyId, { id: person_id, name } as never, [{ role: 'participant', committeeId: committee_id, unitId: null, kind }], crypto.randomUUID());
  return { ...act, actor };
};

/** A representative suggests a topic; the committee takes it into its plan and asks two participants to come. */
function suggestion(life: Life): void {
  const { year, office, places } = life;
  const { committee, clerk } = places[0]!;
  const held = dayIn(year, 9, 22);
  life.on(dayIn(year, 8, 20), office, async (act) => {
    const since = dayIn(year, 8, 20);
    const who = await enters(act, { committee_id: committee.id, kind: '界别群众代表', name: '杨秀莲', same_person: 'another', position: '村民议事会成员', since, named_by: `${committee.place}党委` });
    life.on(dayIn(year, 8, 25), life.program, async (theirs) => {
      const one = await enterConsultation(as(theirs, life, who), { committee_id: committee.id, topic: '村集体鱼塘承包收益怎样用', held_on: held, place: '鼓楼坪' }, {});
      life.on(later(dayIn(year, 8, 25), 3), clerk, (act) => adopt(act, one, held, [who.person_id]));
      life.on(held, clerk, (act) => take<Consultation>(act, consultation, one.id, 'hold', { input: { held_on: held, residents: 26, agreed: 2 }, effect: effects['hold'] }));
    });
  });
}

async function adopt(act: Act, { id }: Consultation, held_on: string, attendant_ids: string[]): Promise<void> {
  const planned = await take<Consultation>(act, consultation, id, 'adopt', { input: { held_on } });
  await edit<Consultation>(act, consultation, id, undefined, await correctConsultation(act, planned, { attendant_ids }));
}
