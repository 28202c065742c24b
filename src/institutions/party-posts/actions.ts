import { countyOffice } from '#platform/identity/relations.ts';
import { all, is, not } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { amend, create, lock, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { writeOnPerson } from '#institutions/office-left.ts';
import { personMeant } from '#institutions/person-entered.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { partyPost, type Offices, type PartyPost } from '#institutions/party-posts/record.ts';
import { expectPostFree, meet } from '#institutions/post-free.ts';
import { post, type Post } from '#institutions/posts/record.ts';

/** What the setting-up plan says of the offices on a day; the chapter of the plans knows. */
export type OfficesOn = (reading: Reading, day: string) => Promise<Offices>;

interface Named {
  name?: string;
  same_person?: 'same' | 'another';
}

export type EnteredPartyPost = Named & Pick<PartyPost, 'office' | 'committee_id'> & Partial<Pick<PartyPost, 'person_id' | 'since' | 'document_no'>>;
export type HandingOver = Named & { successor_id?: string; day: string; document_no?: string };

type Days = Pick<PartyPost, 'since' | 'until'>;

const MOST = 200;

/** Enters who holds an office already: with its committee post, or, where that is vacant, waiting for it. */
export const entering = (officesOn: OfficesOn) => async (act: Act, entered: EnteredPartyPost, how: Circumstances): Promise<PartyPost> => {
  if (entered.since) expectPast(act, 'since', entered.since);
  await expectOfficeFree(act, { ...entered, since: entered.since ?? null, until: null });
  const holder = await personNamed(act, entered.person_id, entered, 'person_id', how);
  return begin(act, officesOn, holder, entered, how);
};

/** A holder's office begins; whether the committee post goes with it waits for a click, because a paper names the day. */
async function begin(act: Act, officesOn: OfficesOn, holder: Person, entered: Omit<EnteredPartyPost, keyof Named> & { follows_id?: string }, how: Circumstances): Promise<PartyPost> {
  const { office, committee_id, since = null, document_no = null, follows_id = null } = entered;
  const at = await get<Committee>(act, committee, committee_id);
  const { bound } = (await officesOn(act, since ?? dayOf(act.at)))[office as keyof Offices];
  const state = bound && (await waitsForPost(act, holder.id, committee_id, bound)) ? 'awaiting' : 'holding';
  const row = await create<PartyPost>(act, partyPost, {
    state, person_id: holder.id, name: holder.name, committee_id, place: at.place, office, bound_role: bound, since, document_no, follows_id,
  } as Values<PartyPost>, how);
  await writeOnPerson(act, row, true);
  return row;
}

/** Vacant for this holder: no director at all, or no deputy director by this name. */
async function waitsForPost(reading: Reading, holder: string, committeeId: string, role: string): Promise<boolean> {
  const there = await list(reading, post, { where: all(is<Post>('state', 'holding'), is<Post>('committee_id', committeeId), is<Post>('role', role)), limit: MOST });
  return role === 'director' ? there.length === 0 : !there.some(({ person_id }) => person_id === holder);
}

/** An office has one holder at a time: none now, and none in the days that are entered. */
async function expectOfficeFree(reading: Reading, { office, committee_id, ...days }: Pick<PartyPost, 'office' | 'committee_id'> & Days, besides?: PartyPost): Promise<void> {
  const its = all(is<PartyPost>('committee_id', committee_id), is<PartyPost>('office', office), not(is<PartyPost>('state', 'withdrawn')));
  const others = (await list(reading, partyPost, { where: its, limit: MOST })).filter(({ id }) => id !== besides?.id);
  const open = besides ? undefined : others.find(({ state }) => state !== 'ended');
  if (open) throw invalid({ office: `“${partyPost.nameOf(open)}”已经登记。换人请打开那一条，办理“交接”。` });
  const met = others.find((row) => meet(row, days));
  if (met) throw invalid({ since: `这些日子里的任职人是${met.name}（${[met.since && `${met.since}起`, met.until && `${met.until}止`].filter(Boolean).join('，')}），一个职务同时只有一人。请核对日期。` });
}

async function personNamed(act: Act, id: string | undefined, { name, same_person }: Named, field: string, how: Circumstances): Promise<Person> {
  if (id) return get<Person>(act, person, id);
  if (!name) throw invalid({ [field]: '请选择人员；还不在册的，请填写姓名。' });
  return personMeant(act, { name, same_person }, how);
}

function expectPast(act: Act, field: string, day: string): void {
  if (day > dayOf(act.at)) throw invalid({ [field]: '这一天还没有到。请到那天再办理，或改正日期。' });
}

function expectNotBefore(row: PartyPost, field: string, day: string): void {
  const first = row.state === 'vacant' ? row.until : row.since;
  if (first && day < first) throw invalid({ [field]: `不能早于${row.name}的${row.state === 'vacant' ? '卸任' : '任职'}日期（${first}）。` });
}

/** One step: the office goes from the holder to the successor, and the committee post of the holder ends the same day. */
export const handingOver = (officesOn: OfficesOn): Effect<PartyPost> => async (act, row, input: HandingOver): Promise<Values<PartyPost>> => {
  expectPast(act, 'day', input.day);
  expectNotBefore(row, 'day', input.day);
  if (input.successor_id === row.person_id) throw invalid({ successor_id: '继任者就是现在的任职人。请选择另一位。' });
  const left = row.state === 'vacant' ? {} : await leaveOffice(act, row, input.day, '党内职务交接');
  const successor = await personNamed(act, input.successor_id, input, 'successor_id', {});
  const { office, committee_id } = row;
  await begin(act, officesOn, successor, { office, committee_id, since: input.day, document_no: input.document_no, follows_id: row.id }, {});
  return left;
};

export const vacating: Effect<PartyPost> = async (act, row, input: { until: string }): Promise<Values<PartyPost>> => {
  expectPast(act, 'until', input.until);
  expectNotBefore(row, 'until', input.until);
  return leaveOffice(act, row, input.until, '党内职务免去');
};

/** The committee post follows the Party post (domain rules 1.3): it ends the same day. */
async function leaveOffice(act: Act, row: PartyPost, day: string, why: string): Promise<Values<PartyPost>> {
  await writeOnPerson(act, row, false);
  const ended = row.bound_role ? await boundPosts(act, row) : [];
  for (const held of ended) {
    const until = held.since && day < held.since ? held.since : day;
    await amend(act, post, held, { state: 'ended', until }, { step: 'end', relation: countyOffice.name, reason: `${partyPost.nameOf({ ...row, state: 'holding' })}：${why}` });
  }
  return { until: day, ended_post_ids: ended.map(({ id }) => id) };
}

const boundPosts = (reading: Reading, { person_id, committee_id, bound_role }: PartyPost): Promise<Post[]> =>
  list(reading, post, { where: all(is<Post>('state', 'holding'), is<Post>('person_id', person_id), is<Post>('committee_id', committee_id), is<Post>('role', bound_role!)), limit: MOST });

/** One click: the successor leads the committee from the day of the Party post, acting until the appointment is confirmed. */
export const seating: Effect<PartyPost> = async (act, row): Promise<void> => {
  const held = { role: row.bound_role!, committee_id: row.committee_id, since: row.since };
  await expectPostFree(act, held);
  await create<Post>(act, post, { ...held, person_id: row.person_id, name: row.name, acting: true });
};

/** A handing over that was entered by mistake: the holder before has the office and the committee post again. */
export const undoing: Effect<PartyPost> = async (act, row): Promise<Values<PartyPost>> => {
  await writeOnPerson(act, row, false);
  const before = await lock(act, partyPost, row.follows_id!);
  const back = await returnToOffice(act, before);
  await amend(act, partyPost, before, { ...back, state: before.ended_post_ids.length > 0 || !before.bound_role ? 'holding' : 'awaiting' }, { step: 'undo', relation: countyOffice.name, reason: '交接已撤销' });
  return { until: row.since };
};

export const resuming: Effect<PartyPost> = (act, row) => returnToOffice(act, row);

async function returnToOffice(act: Act, row: PartyPost): Promise<Values<PartyPost>> {
  for (const id of row.ended_post_ids) {
    const ended = await lock(act, post, id);
    await expectStillVacant(act, ended);
    await amend(act, post, ended, { state: 'holding', until: null }, { step: 'resume', relation: countyOffice.name, reason: '党内职务的变动已撤销' });
  }
  await writeOnPerson(act, row, true);
  return { until: null, ended_post_ids: [] };
}

async function expectStillVacant(act: Act, ended: Post): Promise<void> {
  await expectPostFree(act, { ...ended, until: null }, ended).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(409, 'already_followed', `${Object.values(error.fields).join('')}已有人接任，不能再撤销。`);
  });
}

/** Corrects day and paper; another holder is a handing over. */
export async function correctPartyPost(act: Act, row: PartyPost, values: Partial<EnteredPartyPost>): Promise<Values<PartyPost>> {
  const fixed = (['person_id', 'office', 'committee_id'] as const).find((column) => values[column] && values[column] !== row[column]);
  if (fixed) throw invalid({ [fixed]: '换人、换职务请办理“交接”；登记错了的，请撤销后重新登记。' });
  if (values.since) expectPast(act, 'since', values.since);
  if ('since' in values) await expectOfficeFree(act, { ...row, since: values.since ?? null }, row);
  return Object.fromEntries((['since', 'document_no'] as const).filter((column) => column in values).map((column) => [column, values[column]]));
}
