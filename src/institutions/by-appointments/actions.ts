import { all, is, oneOf } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { byAppointment, type ByAppointment } from '#institutions/by-appointments/record.ts';
import { expectOpenRegister, joinTerm } from '#institutions/member-joining.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { expectOnce } from '#institutions/once.ts';
import { person, type Person } from '#institutions/people/record.ts';

type Entered = Pick<ByAppointment, 'person_id' | 'term'> & { nominated_on: string } & Values<ByAppointment>;

/** Begins the steps for somebody who is no member yet and on no such way already. */
export async function nominating(act: Act, entered: Entered, how: Circumstances): Promise<ByAppointment> {
  await expectOpenRegister(act, entered.term);
  const who = await get<Person>(act, person, entered.person_id);
  const sitting = all(is<Member>('state', 'current'), is<Member>('person_id', who.id), is<Member>('term', entered.term));
  await expectOnce(act, member, sitting, 'person_id', () => `${who.name}已经是第${entered.term}届委员，不需要增补。`);
  const underWay = all(is<ByAppointment>('person_id', who.id), oneOf<ByAppointment>('state', ['nominated', 'examined', 'agreed']));
  await expectOnce(act, byAppointment, underWay, 'person_id', () => `${who.name}的增补已经在办理，请在那一条里接着登记。`);
  return create<ByAppointment>(act, byAppointment, { ...entered, name: who.name }, how);
}

/** Another person is another nomination. */
export async function correctNomination(_act: Act, row: ByAppointment, values: Values<ByAppointment>): Promise<Values<ByAppointment>> {
  if (values.person_id && values.person_id !== row.person_id) throw invalid({ person_id: '换人请终止这一条，另外登记提名。' });
  return values;
}

/** No step before the one that it follows. */
function expectInOrder(field: string, day: string, earlier: string | null, word: string): void {
  if (earlier && day < earlier) throw invalid({ [field]: `日期不能早于${word}（${earlier}）。` });
}

export const examining: Effect<ByAppointment> = async (_act, row, input: Values<ByAppointment> & { examined_on: string }) => {
  expectInOrder('examined_on', input.examined_on, row.nominated_on, '提名日期');
  return input;
};

export const agreeing: Effect<ByAppointment> = async (_act, row, input: Values<ByAppointment> & { agreed_on: string }) => {
  expectInOrder('agreed_on', input.agreed_on, row.examined_on, '考察日期');
  return input;
};

/** Ends in the members' register: the membership is entered in the same act. */
export const appointing: Effect<ByAppointment> = async (act, row, input: Values<ByAppointment> & { joined_on: string; document_no: string }) => {
  expectInOrder('joined_on', input.joined_on, row.agreed_on, '协商通过日期');
  const who = await get<Person>(act, person, row.person_id);
  const { term, sector_id, committee_id } = row;
  const joined = await joinTerm(act, who, { term, sector_id, committee_id, joined_on: input.joined_on, standing: false, by_appointment: true, appointed_no: input.document_no }, {}, 'joined_on');
  return { ...input, member_id: joined.id };
};
