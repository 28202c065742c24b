import { sql } from 'kysely';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { all, is, not, present } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { find, get, list } from '#platform/records/read.ts';
import { amend, create, lock, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import { consultationPlan, type ConsultationPlan } from '#duties/consultations/plans/record.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { topicsOfPlan, withoutPlan } from '#duties/consultations/topics/reading.ts';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';

/** What is entered of a plan, with the topics that go into it. */
type Entered = Values<ConsultationPlan> & Pick<ConsultationPlan, 'scope' | 'year'> & { topic_ids?: string[] };

export async function enterPlan(act: Act, { topic_ids = [], ...values }: Entered, how: Circumstances): Promise<ConsultationPlan> {
  const topics = await expectFree(act, values.committee_id ?? null, topic_ids);
  expectOneMatter(values.scope, topics);
  const row = await create<ConsultationPlan>(act, consultationPlan, { ...values, ...(await partiesOf(act, values)), title: titleOf(values, topics), topics_n: topics.length }, how);
  for (const one of topics) await place(act, one, row.id);
  return row;
}

export async function correctPlan(act: Act, row: ConsultationPlan, { topic_ids, ...values }: Values<ConsultationPlan> & { topic_ids?: string[] }): Promise<Values<ConsultationPlan>> {
  const now = { ...row, ...values };
  if ((now.committee_id ?? null) !== row.committee_id && row.topics_n > 0) throw invalid({ committee_id: '里面已有议题，不能再换联络委。请先把议题取出来。' });
  const before = await topicsOfPlan(act, row.id);
  if (topic_ids === undefined) return { ...values, ...(await partiesOf(act, now)), title: titleOf(now, before) };
  const kept = before.filter(({ id }) => topic_ids.includes(id));
  const fresh = await expectFree(act, row.committee_id, topic_ids.filter((id) => !kept.some((one) => one.id === id)));
  const topics = [...kept, ...fresh];
  expectOneMatter(now.scope, topics);
  for (const one of before.filter((known) => !kept.includes(known))) await place(act, one, null);
  for (const one of fresh) await place(act, one, row.id);
  return { ...values, ...(await partiesOf(act, now)), title: titleOf(now, topics), topics_n: topics.length };
}

/** Chosen topics of the same pool that are in no other plan. */
async function expectFree(act: Act, pool: string | null, ids: readonly string[]): Promise<Topic[]> {
  if (ids.length === 0) return [];
  const free = (await withoutPlan(act, pool)).filter(({ id }) => ids.includes(id));
  if (free.length < ids.length) throw invalid({ topic_ids: '选的议题要是同一个联络委（或县政协）已选定、还没有请示过的。请重新选择。' });
  return free;
}

/** One request, one matter (党政机关公文处理工作条例 art. 15). */
function expectOneMatter(scope: string, topics: readonly Topic[]): void {
  if (scope === 'single' && topics.length > 1) throw invalid({ topic_ids: '单项请示一文一事，只能有一个议题。几个议题一起请示，请用年度协商计划。' });
}

const titleOf = ({ scope, year }: Pick<ConsultationPlan, 'scope' | 'year'>, [first]: readonly Topic[]): string =>
  (scope === 'single' ? `关于开展“${[...(first?.title ?? '（待定）')].slice(0, 60).join('')}”协商的请示` : `关于${year}年度协商计划的请示`);

/** Who asks, and whom: said, else by the place. */
async function partiesOf(act: Act, { committee_id, requested_to }: Values<ConsultationPlan>): Promise<Pick<ConsultationPlan, 'requested_by' | 'requested_to'>> {
  const at = committee_id ? await get<Committee>(act, committee, committee_id) : undefined;
  if (at) return { requested_by: at.name, requested_to: requested_to || partyCommitteeOf(at) };
  const { name, body } = await countyNames(act);
  return { requested_by: body, requested_to: requested_to || `中共${name}委员会` };
}

/** A street has a working committee of the Party, every other place a committee. */
export const partyCommitteeOf = ({ place, place_kind }: Pick<Committee, 'place' | 'place_kind'>): string => `中共${place}${place_kind === 'street' ? '工作委员会' : '委员会'}`;

async function countyNames(reading: Reading): Promise<{ name: string; body: string }> {
  const { rows } = await sql<{ name: string; body: string }>`select name, body_name as body from counties where county_id = ${reading.county}`.execute(reading.db);
  return rows[0]!;
}

const place = (act: Act, row: Topic, plan_id: string | null): Promise<Topic> =>
  amend<Topic>(act, topic, row, { plan_id }, { step: 'edit', relation: 'consequence', reason: plan_id ? '列入协商计划' : '从协商计划里取出' });

/** Every topic of the plan takes the step that follows from the plan's. */
async function carry(act: Act, plan: string, step: 'propose' | 'take_back' | 'approve' | 'refuse', of: (row: Topic) => boolean, values: Partial<Topic> = {}): Promise<Topic[]> {
  const rows = (await topicsOfPlan(act, plan)).filter(of);
  const { to, label } = topic.steps[step];
  return Promise.all(rows.map((row) => amend<Topic>(act, topic, row, { ...values, state: to }, { step, relation: 'consequence', reason: label })));
}

interface Reply {
  reply_no: string;
  replied_on?: string;
  refused_ids?: string[];
  reply?: string;
}

const asked = ({ state }: Topic): boolean => state === 'proposed';

export const effects: Record<string, Effect<ConsultationPlan>> = {
  submit: async (act, row, { request_no, requested_on }: { request_no?: string; requested_on?: string }) => {
    await carry(act, row.id, 'propose', ({ state }) => state === 'chosen');
    return { request_no: request_no ?? null, requested_on: happenedOn(act, 'requested_on', requested_on) };
  },
  take_back: async (act, row) => {
    await carry(act, row.id, 'take_back', asked);
    return { request_no: null, requested_on: null };
  },
  answer: async (act, row, { reply_no, replied_on, refused_ids = [], reply }: Reply) => {
    const day = happenedOn(act, 'replied_on', replied_on);
    if (row.requested_on && day < row.requested_on) throw invalid({ replied_on: `早于请示的日期（${row.requested_on}），请核对。` });
    const reason = reply ? { public_reason: `党委没有批准：${[...reply].slice(0, 200).join('')}` } : { public_reason: '党委没有批准' };
    await carry(act, row.id, 'refuse', (one) => asked(one) && refused_ids.includes(one.id), { ...reason, decided_on: day });
    for (const one of await carry(act, row.id, 'approve', asked, { approved_on: day, approval_no: reply_no })) await tellConsultations(act, one);
    return { reply_no, replied_on: day, reply: reply ?? null };
  },
  drop: async (act, row) => {
    for (const one of await topicsOfPlan(act, row.id)) await place(act, one, null);
    return { topics_n: 0 };
  },
};

const MOST = 50;

/** A consultation that was arranged while the request was on its way learns of the approval. */
async function tellConsultations(act: Act, { id, approved_on, approval_no }: Topic): Promise<void> {
  const waiting = await list<Consultation>(act, consultation, { where: all(is<Consultation>('topic_id', id), not(present<Consultation>('approved_on'))), limit: MOST });
  for (const row of waiting) await amend<Consultation>(act, consultation, row, { approved_on, approval_no }, { step: 'edit', relation: 'consequence', reason: '议题已经批准' });
}

/** A topic is held, or one more time. */
export async function topicHeld(act: Act, id: string, held_on: string): Promise<void> {
  if (!(await find<Topic>(act, topic, id))) return;
  const row = await lock<Topic>(act, topic, id);
  if (['chosen', 'proposed', 'approved', 'held'].includes(row.state)) await amend<Topic>(act, topic, row, { state: 'held', held_on }, { step: 'hold', relation: 'consequence' });
}
