import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { PartyPosts } from '#platform/database/schema.ts';
import { choice, day, reference, text } from '#platform/fields.ts';
import { roles } from '#platform/identity/actor.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { enteredPersonFields, partyPosts } from '#institutions/people/record.ts';

export type PartyPost = Selectable<PartyPosts>;

export type Office = keyof typeof partyPosts;
/** The committee posts that an office may carry with it. */
export type BoundRole = 'director' | 'deputy_director';

/** What the setting-up plan says of each office: what the county calls it, and which committee post goes with it. */
export type Offices = Readonly<Record<Office, { label: string; bound: BoundRole | null }>>;

const who = {
  same_person: enteredPersonFields.shape.same_person,
  name: enteredPersonFields.shape.name.optional(),
};

export const partyPostFields = z.object({
  person_id: reference('人员（已在册）', 'person', { hint: '不在册的，这里留空，在下面填写姓名' }).optional(),
  ...who,
  office: choice('党内职务', partyPosts),
  committee_id: reference('任职乡镇（街道）', 'committee'),
  since: day('任职日期', { hint: '不知道的可以不填' }).optional(),
  document_no: text('任职文号', 60).optional(),
});

/** What a handing over asks for: who comes next, and the day. */
export const handOverFields = z.object({
  successor_id: reference('继任者（已在册）', 'person', { hint: '不在册的，这里留空，在下面填写姓名' }).optional(),
  ...who,
  day: day('交接日期'),
  document_no: text('任职文号', 60).optional(),
});

/** The county's own words for the offices. */
type Called = Readonly<Record<string, string>>;

const boundWord = ({ bound_role }: PartyPost): string => (bound_role ? roles[bound_role as BoundRole].replace('联络委', '') : '');
const officeWord = ({ office }: PartyPost, called: Called = {}): string => called[office] ?? partyPosts[office as Office] ?? office;

/** One of the office, or of the vacancy that it left: the task says which post of the committee is vacant. */
function nameOf(row: PartyPost, called?: Called): string {
  if (row.state === 'awaiting') return `${row.place}联络委${boundWord(row)}空缺：待任命${row.name}`;
  if (row.state === 'vacant') return `${row.place}联络委${boundWord(row) || officeWord(row, called)}空缺：${row.name}已卸任，继任未定`;
  return `${row.name}（${row.place}${officeWord(row, called)}）`;
}

const followed = (row: PartyPost): string | undefined => (row.follows_id ? undefined : '这次任职不是交接来的，没有交接可以撤销。');
const carries = (row: PartyPost): string | undefined => (row.bound_role ? undefined : '按设置方案，这个党内职务不兼任联络委职务。');

/**
 * 党内职务: who holds the office that carries a committee post with it. Speech, 三个有: 领导有力; domain rules 1.3: the leading
 * post follows the Party post, and falls vacant the day its holder changes.
 */
export const partyPost = lifecycle<PartyPost>()({
  name: 'party_post',
  title: '党内职务',
  table: 'party_posts',
  path: 'party-posts',
  fields: partyPostFields,
  nameOf,
  initial: 'awaiting',
  // What waits because of a change is the vacancy of the committee post, whatever it came from: `vacanciesAwaited` of the posts.
  states: {
    awaiting: { label: '在任，联络委职务待任命', open: true, waitsFor: [] },
    holding: { label: '在任', open: true, waitsFor: [] },
    vacant: { label: '已卸任，继任未定', open: true, waitsFor: [] },
    ended: { label: '已交接', open: false },
    withdrawn: { label: '交接已撤销', open: false },
  },
  steps: {
    seat: { label: '任命为联络委职务（代理）', noun: 'seating', proof: true, from: ['awaiting'], to: 'holding', by: [countyOffice], clause: 'setting_up.leaders', ready: carries },
    handOver: { label: '交接', noun: 'handing-over', from: ['holding', 'awaiting', 'vacant'], to: 'ended', by: [countyOffice], clause: 'setting_up.leaders', input: handOverFields },
    vacate: { label: '卸任（继任未定）', noun: 'leaving', from: ['holding', 'awaiting'], to: 'vacant', by: [countyOffice], clause: 'setting_up.leaders', reason: true, input: z.object({ until: day('卸任日期') }) },
    decline: { label: '不兼任联络委职务', noun: 'declining', from: ['awaiting'], to: 'holding', by: [countyOffice], reason: true },
    undo: { label: '撤销交接', noun: 'undoing', from: ['awaiting'], to: 'withdrawn', by: [countyOffice], reason: true, ready: followed },
    resume: { label: '撤销卸任', noun: 'resuming', from: ['vacant'], to: 'holding', by: [countyOffice], reason: true },
    close: { label: '不再任命', noun: 'closing', from: ['vacant'], to: 'ended', by: [countyOffice], reason: true },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['holding', 'awaiting'], by: [countyOffice] },
  searchable: ['name', 'place'],
  named: ['name', 'place'],
});
