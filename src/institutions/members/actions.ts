import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import type { Circumstances, Effect, Values } from '#platform/records/write.ts';
import { expectOpenRegister, joinTerm } from '#institutions/member-joining.ts';
import { leftStation } from '#institutions/members/facts.ts';
import { member, memberFields, type Member } from '#institutions/members/record.ts';
import { orderOfNames } from '#institutions/name-order.ts';
import { correctPerson } from '#institutions/person-corrected.ts';
import { leaveAll } from '#institutions/posts-left.ts';
import { contentOf, emptiedToNull, personMeant, type EnteredPerson } from '#institutions/person-entered.ts';
import { person, personFields, type Person } from '#institutions/people/record.ts';
import { dayOf } from '#platform/time.ts';
import { listKey } from '#platform/people/strokes.ts';

/** What the form of a member holds: the person's data and the membership's. */
export type EnteredMember = EnteredPerson & Pick<Member, 'term'> & { joined_on: string } & Membership;

type Membership = Partial<Pick<Member, 'sector_id' | 'special_committee_id' | 'sector_group_id' | 'committee_id' | 'standing' | 'by_appointment' | 'appointed_no' | 'rank'>>;

/** Enters somebody as member of a term: the person, if new, and the membership, in one act. */
export async function enterMember(act: Act, entered: EnteredMember, how: Circumstances): Promise<Member> {
  expectPaper(entered);
  const who = await personMeant(act, entered, how);
  return joinTerm(act, who, { ...membership(entered), term: entered.term }, how);
}

/** Corrects both: the person's data go to the person, the rest stays with the membership. */
export async function correctMember(act: Act, row: Member, values: Partial<EnteredMember>, how: Circumstances = {}): Promise<Values<Member>> {
  expectPaper({ ...row, ...values });
  if (values.term !== undefined && values.term !== row.term) throw invalid({ term: `这是第${row.term}届的委员登记，届次不能改。请在相应的届里另外登记。` });
  await expectOpenRegister(act, row.term);
  const who = await get<Person>(act, person, row.person_id);
  const { same_person: _, ...given } = values;
  const now = await correctPerson(act, who, emptiedToNull(contentOf(given)), how);
  const rank = 'rank' in values ? values.rank : row.rank;
  return { ...membership(values), name: now.name, affiliation: now.affiliation, name_key: listKey(now.name, rank, await orderOfNames(act)) };
}

/** Who is appointed in mid-term was agreed by the standing committee, on a paper (domain rules 7.1). */
function expectPaper({ by_appointment, appointed_no }: Membership): void {
  if (by_appointment && !appointed_no) throw invalid({ appointed_no: '届中增补的委员要填任职文号（常委会议通过增补的文件）。' });
}

const COLUMNS = Object.keys(memberFields.shape).filter((name) => !(name in personFields.shape) && name !== 'same_person');

const membership = (values: Partial<EnteredMember>): Values<Member> =>
  Object.fromEntries(COLUMNS.filter((column) => column in values).map((column) => [column, values[column as keyof EnteredMember]])) as Values<Member>;

type Left = Pick<Member, 'left_on'> & Partial<Pick<Member, 'left_why' | 'left_no'>>;

/** Ends a membership in one way; nobody leaves before having joined. The seat is free from that day. */
const leaving = (left_kind: Member['left_kind']): Effect<Member> => async (_act, row, input: Left) => {
  if (row.joined_on && input.left_on! < row.joined_on) throw invalid({ left_on: `离任日期不能早于任职日期（${row.joined_on}）。` });
  return { ...input, left_kind };
};

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof member.steps, Effect<Member>>> = {
  acceptResignation: leaving('resigned'),
  revoke: leaving('revoked'),
  async die(act, row, input: Left) {
    await leaveAll(act, row.person_id, input.left_on!, `${row.name}去世`);
    return leaving('died')(act, row, input);
  },
  leave: leaving('other'),
  async stay() {
    return { resign_asked_on: null };
  },
  /** Where the member belonged until today is kept, so that the past counts in the units of its time. */
  async station(act, row, input: { committee_id: string }) {
    return input.committee_id === row.committee_id ? input : { ...input, ...leftStation(row, dayOf(act.at)) };
  },
};
