import { sql } from 'kysely';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { amend, create, lock, refuse, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { member } from '#institutions/members/record.ts';
import { unit } from '#institutions/units/record.ts';
import { voicesOf, type Voice } from '#duties/crossings/facts.ts';
import { happenedOn, today } from '#duties/days.ts';
import { consultationPlan } from '#duties/consultations/plans/record.ts';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';
import { expectPublishable, titleFrom } from '#duties/consultations/topics/wording.ts';

/** One topic is made of so many entries at most: more of them are more than one matter. */
export const MOST_VOICES = 20;

type Entered = Partial<Omit<Topic, 'planned_half'>> & Pick<Topic, 'title'>;

const isStaff = (act: Act): boolean => holds(act.actor, 'county_office', 'worker', 'director', 'deputy_director', 'maintainer');

/** Enters a topic; whoever is no staff brings it in the own name, and it is said who that is. */
export async function enterTopic(act: Act, values: Entered, how: Circumstances): Promise<Topic> {
  expectPublishable({ title: values.title });
  const received_on = happenedOn(act, 'received_on', values.received_on);
  return create<Topic>(act, topic, { ...values, ...(isStaff(act) ? { source: values.source ?? 'committee' } : await bringer(act, values)), received_on }, how);
}

/** A member brings it to the own committee where none is named, a unit to the county's pool. */
async function bringer(act: Act, values: Entered): Promise<Values<Topic>> {
  const { memberId } = act.actor;
  if (memberId) {
    const own = await find(act, member, memberId);
    return { source: 'member', member_id: memberId, proposer: own?.name ?? act.actor.name, committee_id: values.committee_id ?? own?.committee_id ?? null };
  }
  const [unitId] = unitsOf(act.actor);
  if (!unitId) throw new Problem(403, 'not_yours', '议题由委员、单位和联络委工作人员登记；群众请扫码提出。');
  return { source: 'unit', unit_id: unitId, proposer: (await find(act, unit, unitId))?.name ?? act.actor.name };
}

export async function correctTopic(_act: Act, _row: Topic, values: Values<Topic>): Promise<Values<Topic>> {
  expectPublishable({ title: values.title });
  const { source, received_on, ...others } = values;
  return { ...others, ...(source ? { source } : {}), ...(received_on ? { received_on } : {}) };
}

/** One topic of several voices: the words are taken from them, and staff put them right. */
export async function topicOfVoices(act: Act, ids: readonly string[], how: Circumstances): Promise<Topic> {
  const voices = await expectVoices(act, ids);
  const committees = new Set(voices.map(({ committee_id }) => committee_id));
  const row = await create<Topic>(act, topic, {
    title: titleFrom(voices[0]!.matter), told: toldBy(voices), place: voices.find(({ place }) => place)?.place ?? null, source: 'ledger',
    committee_id: committees.size === 1 ? voices[0]!.committee_id : null, received_on: today(act), entries_n: voices.length,
  }, how);
  await linkVoices(act, row.id, voices);
  return row;
}

/** Says anew of which voices a topic is made. */
export async function setVoices(act: Act, id: string, ids: readonly string[]): Promise<Topic> {
  const row = await lock<Topic>(act, topic, id);
  refuse(mayEdit<Topic>(topic, act.actor, row));
  const voices = ids.length > 0 ? await expectVoices(act, ids) : [];
  await linkVoices(act, row.id, voices);
  return amend<Topic>(act, topic, row, { entries_n: voices.length }, { step: 'edit', relation: 'staff', reason: `由${voices.length}条民情形成` });
}

async function expectVoices(act: Act, ids: readonly string[]): Promise<Voice[]> {
  if (ids.length === 0) throw invalid({ entry: '请先勾选民情。' });
  if (ids.length > MOST_VOICES) throw invalid({ entry: `一个议题最多由${MOST_VOICES}条民情形成，您选了${ids.length}条。请少选几条。` });
  const voices = await voicesOf(act, ids);
  if (voices.length < ids.length) throw invalid({ entry: '选中的民情里有的已经作废，或不在您的查看范围内。请重新勾选。' });
  return voices;
}

const LONGEST = 2_000;

const toldBy = (voices: readonly Voice[]): string => voices.map(({ matter, place }) => [place, matter].filter(Boolean).join('：')).join('\n').slice(0, LONGEST);

async function linkVoices(act: Act, id: string, voices: readonly Voice[]): Promise<void> {
  const ids = voices.map((one) => one.id);
  await sql`delete from topic_entries where county_id = ${act.county} and topic_id = ${id} and not entry_id = any(${ids}::uuid[])`.execute(act.db);
  await sql`insert into topic_entries (county_id, topic_id, entry_id) select ${act.county}::uuid, ${id}::uuid, unnest(${ids}::uuid[]) on conflict do nothing`.execute(act.db);
}

interface Said {
  title?: string;
  public_reason: string;
}

interface Chosen extends Said {
  kind: string;
  planned_year: number;
  planned_half?: string;
}

const decided = (act: Act, public_reason: string): Values<Topic> => ({ decided_on: today(act), public_reason, published: true });

export const effects: Record<string, Effect<Topic>> = {
  choose: async (act, row, { title, kind, planned_year, planned_half, public_reason }: Chosen) => {
    expectPublishable({ title: title ?? row.title, public_reason });
    return { title: title ?? row.title, kind, planned_year, planned_half: planned_half ? Number(planned_half) : null, ...decided(act, public_reason) };
  },
  pass_over: async (act, row, { title, public_reason }: Said) => {
    expectPublishable({ title: title ?? row.title, public_reason });
    await leavePlan(act, row);
    return { title: title ?? row.title, plan_id: null, ...decided(act, public_reason) };
  },
  merge: async (act, row, { merged_into }: { merged_into: string }) => {
    const goesOn = await find<Topic>(act, topic, merged_into);
    if (!goesOn || goesOn.id === row.id || !['collected', 'chosen', 'proposed', 'approved'].includes(goesOn.state)) throw invalid({ merged_into: '请从还在办理的议题里选一个并入。' });
    await leavePlan(act, row);
    return { merged_into, plan_id: null, ...decided(act, `和“${goesOn.title}”一起商量`) };
  },
  discard: async () => ({ published: false }),
  reopen: async () => ({ published: false, decided_on: null, public_reason: null, merged_into: null, plan_id: null, approved_on: null, approval_no: null }),
};

/** What is not chosen any more is not asked for either. */
async function leavePlan(act: Act, { plan_id }: Topic): Promise<void> {
  if (!plan_id) return;
  const plan = await lock(act, consultationPlan, plan_id);
  if (plan.state === 'draft') await amend(act, consultationPlan, plan, { topics_n: Math.max(plan.topics_n - 1, 0) }, { step: 'edit', relation: 'consequence', reason: '一个议题没有选' });
}
