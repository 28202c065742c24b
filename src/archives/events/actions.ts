import { ownCommittee, membersNow } from '#institutions/facts.ts';
import { holds } from '#platform/identity/actor.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { callOff, freeze, invite, moveInvitations, type Asked } from '#duties/attending/asking.ts';
import { MOST_DAYS } from '#duties/attending/halves.ts';
import { mark } from '#duties/attending/marking.ts';
import { meeting } from '#archives/events/meeting.ts';
import { archiveEvent, eventFields, type ArchiveEvent } from '#archives/events/record.ts';
import type { Circle } from '#archives/events/words.ts';

const DAY_MS = 86_400_000;

/** @throws Problem 422 at the field that does not fit the others. */
function expectSound({ held_on, until_on, from_half, until_half }: Partial<ArchiveEvent>): void {
  const until = until_on ?? held_on!;
  if (until < held_on!) throw invalid({ until_on: '结束的日期早于开始的日期，请核对。' });
  if ((Date.parse(until) - Date.parse(held_on!)) / DAY_MS >= MOST_DAYS) throw invalid({ until_on: `一次最多登记${MOST_DAYS}天，更长的请分几次登记。` });
  if (until === held_on && from_half === 'pm' && until_half === 'am') throw invalid({ until_half: '从下午开始，不能在当天上午结束，请核对。' });
}

/** Enters an event with its list in one act. */
export async function enterEvent(act: Act, { who, ...values }: Values<ArchiveEvent> & { who?: Circle }, how: Circumstances): Promise<ArchiveEvent> {
  const own = holds(act.actor, 'county_office') ? undefined : ownCommittee(act.actor);
  const row = { ...values, committee_id: values.committee_id ?? own ?? null };
  expectSound(row);
  if (who === 'own' && !row.committee_id) throw invalid({ who: '这是县政协组织的，请选“全体在任委员”或“在任常委”，或者先不列名单。' });
  const entered = await create<ArchiveEvent>(act, archiveEvent, row, how);
  const people = await circleOf(act, who ?? 'none', entered.committee_id);
  return people.length > 0 ? invite(act, meeting, entered.id, people, how) : entered;
}

async function circleOf(act: Act, who: Circle, committee: string | null): Promise<Asked[]> {
  if (who === 'none') return [];
  const members = await membersNow(act);
  const meant = members.filter(({ standing, committee_id }) => (who === 'standing' ? standing : who === 'own' ? committee_id === committee : true));
  if (meant.length === 0) throw invalid({ who: '名册里没有这样的委员，请换一项，或者先不列名单。' });
  return meant.map(({ id, name, committee_id }) => ({ capacity: 'member', invitee: name, member_id: id, body_id: committee_id }));
}

/** Puts an event right; what stands on its list follows. */
export async function correctEvent(act: Act, row: ArchiveEvent, given: Values<ArchiveEvent> & { who?: Circle }): Promise<Values<ArchiveEvent>> {
  const values: Values<ArchiveEvent> = Object.fromEntries(Object.entries(given).filter(([name]) => name in eventFields.shape));
  const changed = { ...row, ...values };
  expectSound(changed);
  await moveInvitations(act, meeting, changed);
  return values;
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof archiveEvent.steps, Effect<ArchiveEvent>>> = {
  async mark(act, row, { marks }: { marks?: string }) {
    const { values } = await mark(act, meeting, row, marks);
    return { ...values, marked_on: dayOf(act.at) };
  },
  async close(act, row) {
    await freeze(act, meeting, row.id, dayOf(act.at));
    return { closed_on: dayOf(act.at) };
  },
  async reopen(act, row) {
    await freeze(act, meeting, row.id, null);
    return { closed_on: null };
  },
  annul: (act, row) => callOff(act, meeting, row.id, '活动作废'),
};
