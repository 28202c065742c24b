import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import type { Slice } from '#platform/chapter.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Act } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import { attendance } from '#duties/attending/record.ts';
import { presences, type Presence } from '#duties/attending/words.ts';
import { consultation } from '#duties/consultations/record.ts';
import { deed, deedKinds } from '#duties/deeds/record.ts';
import { inspection } from '#duties/inspections/record.ts';
import { instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { ledgerEntry, outcomes as endings } from '#duties/opinions/ledger/record.ts';
import { levels, outcome, outcomeKinds } from '#duties/opinions/outcomes/record.ts';
import { proposal } from '#duties/proposals/record.ts';
import { task } from '#duties/tasks/record.ts';
import { attendingSlice } from '#duties/attending/slice.ts';
import { consultationsSlice } from '#duties/consultations/slice.ts';
import { deedsSlice } from '#duties/deeds/slice.ts';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { stationsSlice } from '#duties/stations/slice.ts';
import { tasksSlice } from '#duties/tasks/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { several, stateOf } from './samples.ts';
import type { TestCounty } from './county.ts';

/** Random records of the duties around one year, for the tests of what is counted from them. */

export const duties: readonly Slice[] = [parametersSlice, opinionsSlice, attendingSlice, inspectionsSlice, consultationsSlice, stationsSlice, proposalsSlice, deedsSlice, tasksSlice];
export const works = duties.flatMap(({ work }) => work ?? []);

export const year = { from: '2025-01-01', to: '2025-12-31' } as const;

const day = fc.integer({ min: 0, max: 500 }).map((n) => new Date(Date.UTC(2024, 9, 1) + n * 86_400_000).toISOString().slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const keyOf = (words: Readonly<Record<string, string>>) => fc.constantFrom(...Object.keys(words));
const word = fc.constantFrom('修路', '饮水', '路灯', "O'Brien");

type Row = Record<string, unknown>;
const enter = (act: Act, declared: Lifecycle, rows: readonly Row[]) => createMany(act, declared, rows as never[]);

/** About `n` records of each kind, of two committees and their members; the same seed gives the same records. */
export function enterRandomYear({ act: acting, here, there }: TestCounty, n: number, seed = 1954): Promise<void> {
  const committees = [here.committee, there.committee];
  const members = [here.member, there.member];
  const committee_id = fc.constantFrom(...committees);
  const member_id = maybe(fc.constantFrom(...members));
  const rows = (shape: Record<string, fc.Arbitrary<unknown>>, declared: Lifecycle): Row[] => several(fc.record({ state: stateOf(declared), ...shape }), n, seed).map((row) => ({ id: uuidv7(), ...row }));

  return acting(async (act) => {
    await enter(act, ledgerEntry, rows({
      committee_id, received_on: day, matter: word, category: maybe(word), outcome: maybe(keyOf(endings)), dispute: fc.boolean(), settled: maybe(fc.boolean()), closed_on: maybe(day),
      verified_on: maybe(day), result_rating: maybe(fc.integer({ min: 1, max: 5 })), informant_id: maybe(fc.constantFrom(here.person, there.person)),
    }, ledgerEntry).map((row, place) => ({ ...row, number: seed + place + 1 })));
    const items = rows({ committee_id: maybe(committee_id), member_id, title: word, submitted_on: day, category: maybe(word), counted_as_proposal: fc.boolean(), outcomes: fc.nat(1), instructions: fc.nat(1) }, opinionItem);
    await enter(act, opinionItem, items);
    await enter(act, outcome, rows({ title: word, kind: keyOf(outcomeKinds), level: keyOf(levels), came_on: day }, outcome).map((row, place) => ofItem(row, items[place >> 1]!, { piece_id: uuidv7() })));
    await enter(act, instruction, rows({ title: word, leader: word, level: keyOf(levels), instructed_on: day, handed_on: maybe(day), due_on: maybe(day), on_time: maybe(fc.boolean()), lead_unit_id: maybe(fc.constantFrom(here.unit, there.unit)) }, instruction)
      .map((row, place) => ofItem(row, items[place >> 1]!)));
    const visits = rows({ topic: word, kind: fc.constantFrom('research', 'inspection'), committee_id: maybe(committee_id), partners: fc.subarray(committees), joint: fc.boolean(), report: fc.boolean(), held_on: day }, inspection)
      .map(({ partners, ...row }) => ({ ...row, partner_ids: (partners as string[]).filter((id) => id !== row['committee_id']) }));
    await enter(act, inspection, visits);
    await enter(act, consultation, rows({ committee_id, topic: word, kind: maybe(fc.constantFrom('topical', 'grassroots')), held_on: day, residents: maybe(fc.nat(20)) }, consultation));
    await enter(act, attendance, visits.flatMap((visit, place) => members.map((member, n_) => marked(visit, member, n_ === 0 ? here : there, Object.keys(presences)[(place + n_) % 5] as Presence, place % 3 > 0))));
    await enter(act, proposal, rows({
      title: word, term: fc.constant(9), session: fc.constant(4), proposer_kind: fc.constantFrom('member', 'joint', 'party'), proposer_name: fc.constant(''), committee_id: maybe(committee_id), first: fc.constantFrom(...members),
      with: fc.boolean(), submitted_on: day, disposition: maybe(fc.constantFrom('filed', 'merged', 'converted')), key_since: maybe(day), rating_result: maybe(fc.constantFrom('satisfied', 'dissatisfied')),
      lead_unit_id: fc.constantFrom(here.unit, there.unit), assist: fc.boolean(), on_time: maybe(fc.boolean()), due_on: maybe(day), replied_on: maybe(day), talks: fc.nat(1),
    }, proposal).map((row) => proposed(row, members, [here.unit, there.unit])));
    await enter(act, deed, rows({
      deed: word, kind: keyOf(deedKinds), committee_id, member_id, doer: fc.constant('石大山'), done_on: day, beneficiaries: maybe(fc.nat(99)), confirmation: maybe(fc.constantFrom('done', 'partly')), check_result: maybe(fc.constantFrom('passed', 'failed')),
    }, deed));
    await enter(act, task, rows({ committee_id, title: word, handed_by: fc.constantFrom('county', 'township'), handed_on: day, due_on: day, on_time: maybe(fc.boolean()) }, task));
  });
}

const ofItem = (row: Row, item: Row, more: Row = {}): Row => ({ ...row, ...more, item_id: item['id'], committee_id: item['committee_id'], member_id: item['member_id'] });

const marked = (visit: Row, member_id: string, place: { committee: string }, presence: Presence, closed: boolean): Row => {
  const came = presence !== 'leave' && presence !== 'absent';
  return {
    inspection_id: visit['id'], committee_id: visit['committee_id'], body_id: place.committee, member_id, capacity: 'member', invitee: '委员', subject: visit['topic'], held_on: visit['held_on'], leave_by: 'office',
    state: presence === 'leave' ? 'excused' : 'invited', came, present_halves: came ? 2 : 0, halves: { [`${visit['held_on'] as string}am`]: presence }, marked_on: visit['held_on'], closed_on: closed ? visit['held_on'] : null,
  };
};

function proposed({ first, with: along, assist, ...row }: Row, members: readonly string[], units: readonly string[]): Row {
  const single = row['proposer_kind'] !== 'party';
  return {
    ...row, member_id: single ? first : null, proposer_name: single ? '石大山' : '民盟支部',
    cosigner_ids: along ? members.filter((id) => id !== first) : [], assisting_ids: assist ? units.filter((id) => id !== row['lead_unit_id']) : [],
  };
}
