import { committeesServed, holds } from '#platform/identity/actor.ts';
import type { Awaited, AwaitedOne } from '#platform/awaited.ts';
import { relation } from '#platform/identity/relations.ts';
import { all, between, is, not, oneOf, present, when, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { floorAddress } from '#duties/consultations/floor/addresses.ts';
import { resultList, type ResultList } from '#duties/consultations/results/record.ts';

const MOST = 200;

const staff = ['worker', 'director', 'deputy_director'] as const;
const committeesStaff = relation('committees_staff', '联络委工作人员', (actor) => when(holds(actor, ...staff)));

const own = <Row extends { committee_id: string | null }>({ actor }: Reading): Predicate<Row> => oneOf<Row>('committee_id', committeesServed(actor, ...staff));

/** Held through the program, and nobody has begun the minutes: what an old ledger tells has no remarks and no points. */
async function withoutList(reading: Reading): Promise<AwaitedOne[]> {
  const rows = await list<Consultation>(reading, consultation, {
    where: all(own<Consultation>(reading), is<Consultation>('state', 'held'), not(present<Consultation>('batch_id')), not(present<Consultation>('results_listed_at')), present<Consultation>('kind')), order: [{ column: 'held_on' }], limit: MOST,
  });
  const begun = new Set((await list<ResultList>(reading, resultList, { where: all(own<ResultList>(reading), not(is<ResultList>('state', 'void'))), limit: 1_000 })).map(({ consultation_id }) => consultation_id));
  return rows.filter(({ id }) => !begun.has(id)).map(({ id, topic, held_on }) => ({ label: topic, href: floorAddress(id), since: held_on }));
}

/** The day to look again has come. */
async function toFollow(reading: Reading): Promise<AwaitedOne[]> {
  const rows = await list<ResultList>(reading, resultList, {
    where: all(own<ResultList>(reading), oneOf<ResultList>('state', ['sent', 'filed', 'acknowledged']), between<ResultList>('follow_on', undefined, today())), order: [{ column: 'follow_on' }], limit: MOST,
  });
  return rows.map(({ id, subject, follow_on }) => ({ label: subject, href: `/${resultList.path}/${id}`, since: follow_on }));
}

export const awaited: readonly Awaited[] = [
  { title: resultList.title, what: '整理纪要和清单', href: `/${consultation.path}?state=held`, whose: committeesStaff, find: withoutList },
  { title: resultList.title, what: '回头看', href: `/${resultList.path}`, whose: committeesStaff, find: toFollow },
];
