import { all, any, is, never, oneOf, when, type Predicate } from '#platform/predicate.ts';
import { committeesOf, committeesServed, holds, isOnlyParticipant, membershipsOf, unitsOf, type Actor, type Role } from '#platform/identity/actor.ts';

/**
 * A relation of a person to a record: "the worker of this committee", "the author". It is the only way in which
 * anybody may see or do anything; the journal line names the relation in which a person acted.
 */
export interface Relation<Row = any> {
  name: string;
  label: string;
  /** Which records this actor stands to in this relation, in memory and in SQL alike. */
  of(actor: Actor): Predicate<Row>;
}

export function relation<Row>(name: string, label: string, of: (actor: Actor) => Predicate<Row>): Relation<Row> {
  return { name, label, of };
}

/** Holders of a county-wide post, whatever the record. */
const countyPost = (role: Role, label: string) => relation(role, label, (actor) => when(holds(actor, role)));

export const countyOffice = countyPost('county_office', '县政协办公室');
export const chair = countyPost('chair', '主席会议成员');
export const leader = countyPost('leader', '党政领导');
export const auditor = countyPost('auditor', '审计监督');
export const maintainer = countyPost('maintainer', '系统维护');
/** Held only in a city, prefecture or province: it opens what counties share with it, and nothing of a county. */
export const superiorOffice = countyPost('superior_office', '市（州）、省政协办公室');

/** Everybody who is signed in with a post or a membership; a participant from outside opens nothing of the institution. */
export const signedIn = relation('signed_in', '登录人员', (actor) => when(actor.accountId !== null && !isOnlyParticipant(actor)));

/** Who is no member and takes part in the work of the committee named in the record. */
export const participant = <Row>(column: keyof Row & string = 'committee_id' as keyof Row & string) =>
  relation<Row>('participant', '本联络委参加人员', (actor) => oneOf(column, committeesOf(actor, 'participant')));

/** Anybody at all, also a resident without an account. */
export const anybody = relation('anybody', '任何人', () => when(true));

/** Whoever has shown the receipt that was given for the record. */
export const holderOfReceipt = <Row>(column: keyof Row & string = 'receipt' as keyof Row & string) =>
  relation<Row>('receipt_holder', '回执持有人', ({ receipt }) => (receipt ? is<Row>(column, receipt) : (never as Predicate<Row>)));

/** The other system from which the record came. */
export const sendingSystem = <Row>(column: keyof Row & string = 'source' as keyof Row & string) =>
  relation<Row>('partner_system', '对接系统', ({ system }) => (system ? is<Row>(column, system) : (never as Predicate<Row>)));

/** Those who do the committee's work: its worker, director and deputy director; of one that is no more, those of the committee that followed. */
export const committeeStaff = <Row>(column: keyof Row & string = 'committee_id' as keyof Row & string) =>
  relation<Row>('committee_staff', '本联络委工作人员', (actor) =>
    oneOf(column, committeesServed(actor, 'worker', 'director', 'deputy_director')),
  );

/** Whoever holds any post in the committee. */
export const committeeBody = <Row>(column: keyof Row & string = 'committee_id' as keyof Row & string) =>
  relation<Row>('committee_body', '本联络委成员', (actor) =>
    oneOf(column, committeesServed(actor, 'worker', 'director', 'deputy_director', 'committee_member')),
  );

/** The clerk of the handling unit named in the record. */
export const handlingUnit = <Row>(column: keyof Row & string = 'unit_id' as keyof Row & string) =>
  relation<Row>('handling_unit', '承办单位', (actor) => oneOf(column, unitsOf(actor)));

/** The person whom the record names, e.g. its author. */
export const self = <Row>(column: keyof Row & string, label = '本人') =>
  relation<Row>('self', label, (actor) => (actor.personId ? is<Row>(column, actor.personId) : (never as Predicate<Row>)));

/** The county member whom the record names. */
export const theMember = <Row>(column: keyof Row & string = 'member_id' as keyof Row & string, label = '委员本人') =>
  relation<Row>('member', label, (actor) => oneOf<Row>(column, membershipsOf(actor)));

/** The relation, but only while the record also meets a condition. */
export const whilst = <Row>(base: Relation<Row>, condition: Predicate<Row>, label = base.label): Relation<Row> =>
  relation(base.name, label, (actor) => all(base.of(actor), condition));

/** What an actor may see of a record type: whatever stands in one of these relations. */
export const seenBy = <Row>(actor: Actor, relations: readonly Relation<Row>[]): Predicate<Row> =>
  any(...relations.map((one) => one.of(actor)));
