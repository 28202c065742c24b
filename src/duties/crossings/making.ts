import { z } from 'zod';
import { choice, day, lines } from '#platform/fields.ts';
import { standing, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { invalid, notFound, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { edgesAt, type Place } from '#duties/crossings/edges.ts';
import { groupAt, MOST_OF_ONE_EVENT, settle } from '#duties/crossings/events.ts';
import { isEvent, nodeKindOf } from '#duties/crossings/nodes.ts';
import { crossing, type Crossing } from '#duties/crossings/record.ts';

/** Steps in the journals of both ends; words for them in http/course.ts. They say that there is a link and not with what: who reads the one may not see the other. */
export const LINK = 'link';
export const UNLINK = 'unlink';

/** Seen from the record whose page it is. */
export const ways = { led_to: '由这一条引出那一条', led_from: '由那一条引出这一条', same_event: '两条记的是同一件事' } as const;

const counting = { this: '这一条计数', that: '那一条计数' } as const;

export const linkFields = z.object({
  way: choice('两条是什么关系', ways),
  counts: choice('同一类的两条，数字里计哪一条', counting, { hint: '只有“同一件事”要选；不选的由系统定，计得全的那条优先' }).optional(),
  why: lines('为什么连在一起', 500, { hint: '一两句话；不要写反映人的姓名、电话' }),
  made_on: day('连接日期', { hint: '不填就是今天' }).optional(),
});

export type LinkSaid = z.infer<typeof linkFields>;

/** A record at one end of a link. */
export interface End {
  place: Place;
  declared: Lifecycle;
  row: Recorded & Partial<Pick<LedgerEntry, 'committee_id' | 'about_unit_id' | 'about_person' | 'reporter' | 'phone' | 'proxy'>>;
}

/** @throws Problem 404 when there is no such record for this person, or none of its kind is linked by hand */
export async function endAt(reading: Reading, place: Place): Promise<End> {
  const kind = nodeKindOf(place.record);
  if (!kind?.linkable) throw notFound('这条记录');
  return { place, declared: kind.declared, row: await get<Recorded>(reading, kind.declared, place.id) };
}

/** Links two records that the person sees, notes it in the journal of both, and puts right which of them counts. */
export async function makeCrossing(act: Act, here: Place, there: Place, said: LinkSaid, how: Circumstances = {}): Promise<Crossing> {
  const [one, other] = [await endAt(act, here), await endAt(act, there)];
  await expectSensible(act, one, other, said);
  const [from, to] = said.way === 'led_from' ? [other, one] : [one, other];
  const kind = said.way === 'same_event' ? 'same_event' : 'led_to';
  const counts = kind === 'same_event' && one.place.record === other.place.record && said.counts ? (said.counts === 'this' ? one : other).place.id : null;
  const row = await create<Crossing>(act, crossing, {
    kind, from_record: from.place.record, from_id: from.place.id, to_record: to.place.record, to_id: to.place.id, counts_id: counts, why: said.why,
    made_on: said.made_on ?? today(act.at), made_by: act.actor.name, made_by_id: act.actor.personId, ...belonging(from, to),
  }, how);
  const relation = standing(crossing.createdBy, act.actor, row)?.name ?? '';
  for (const end of [from, to]) noteAt(act, end, LINK, relation);
  if (kind === 'same_event') await settle(act, [from.place], relation);
  return row;
}

/** What undoing changes besides the state. */
export const undoing: Effect<Crossing> = async (act, row) => {
  const relation = standing(crossing.steps.undo.by, act.actor, row)?.name ?? '';
  const ends = [{ record: row.from_record, id: row.from_id }, { record: row.to_record, id: row.to_id }];
  for (const place of ends) act.lines.push({ ...place, from: null, to: null, step: UNLINK, relation, before: {}, after: {} });
  if (row.kind === 'same_event') await settle(act, ends, relation, row.id);
};

/** Whose work it is, and of whom the entry among the two complains. */
function belonging(from: End, to: End): Partial<Crossing> {
  const [first, second] = to.place.record === ledgerEntry.name ? [to, from] : [from, to];
  return {
    committee_id: first.row.committee_id ?? null, other_committee_id: second.row.committee_id ?? null,
    about_unit_id: first.row.about_unit_id ?? null, about_person: first.row.about_person ?? null,
  };
}

const noteAt = (act: Act, { place, row }: End, step: string, relation: string): void =>
  void act.lines.push({ ...place, from: row.state, to: row.state, step, relation, before: {}, after: {} });

async function expectSensible(act: Act, one: End, other: End, { way, why }: LinkSaid): Promise<void> {
  if (one.place.id === other.place.id) throw invalid({ '': '不能和自己连在一起，请选另一条。' });
  if (one.place.record === ledgerEntry.name && other.place.record === ledgerEntry.name) throw invalid({ way: '两条民情说的是同一件事的，请在台账里“并入另一条”。' });
  if (way === 'same_event') await expectEvents(act, one, other);
  expectUnnamed([one, other], why);
  const already = (await edgesAt(act, [one.place])).filter(({ from, to }) => from.id === other.place.id || to.id === other.place.id);
  const alike = already.find(({ kind }) => (kind === 'same_event') === (way === 'same_event'));
  if (alike) throw new Problem(409, 'already_linked', `这两条已经连在一起：${alike.words}。要改的，请先取消原来的关联。`);
}

async function expectEvents(act: Act, one: End, other: End): Promise<void> {
  if (!isEvent(one.place.record) || !isEvent(other.place.record)) throw invalid({ way: '只有调研视察、协商和民生实事可能记的是同一件事。其他的请选前后关系。' });
  const sizes = [await groupAt(act, one.place), await groupAt(act, other.place)].map(({ places }) => places.length);
  if (sizes[0]! + sizes[1]! > MOST_OF_ONE_EVENT) throw invalid({ way: `同一件事最多${MOST_OF_ONE_EVENT}条记录。请核对是不是连错了。` });
}

/** The reason is read by whoever sees both records: it must not name who told the entry (decision 16). */
function expectUnnamed(ends: readonly End[], why: string): void {
  const known = ends.flatMap(({ row }) => [row.reporter, row.phone, row.proxy]).filter((words) => words && words.length >= 2);
  if (known.some((words) => bare(why).includes(bare(words!)))) throw invalid({ why: '理由里写了反映人的姓名或电话，请去掉。' });
}

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s·-]/gu, '');
