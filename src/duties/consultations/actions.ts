import { isOnlyParticipant } from '#platform/identity/actor.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { participantsNow } from '#institutions/participants/facts.ts';
import { participantWordsOn } from '#plans/facts.ts';
import { expectRight } from '#duties/participating.ts';
import { moveInvitations } from '#duties/attending/asking.ts';
import { consulting } from '#duties/consultations/consulting.ts';
import { withTopic } from '#duties/consultations/preparing.ts';
import { consultation, suggestedFields, type Consultation } from '#duties/consultations/record.ts';

type Entered = Values<Consultation> & Pick<Consultation, 'committee_id' | 'held_on'>;

/** Enters a consultation of the committee, or, for a participant, the suggestion of a topic. */
export async function enterConsultation(act: Act, entered: Entered, how: Circumstances): Promise<Consultation> {
  if (isOnlyParticipant(act.actor)) return suggest(act, entered, how);
  await expectInvited(act, entered, []);
  return create<Consultation>(act, consultation, await withTopic(act, entered), how);
}

async function suggest(act: Act, entered: Entered, how: Circumstances): Promise<Consultation> {
  await expectRight(act, 'topics', entered.committee_id, '本县的方案没有让您这一类参加人员提出协商议题。请把想法告诉联络委工作人员，由他们列入计划。');
  const told = Object.fromEntries(Object.entries(entered).filter(([name]) => name in suggestedFields.shape));
  return create<Consultation>(act, consultation, { ...told, state: 'suggested', suggested_by: act.actor.personId }, how);
}

export async function correctConsultation(act: Act, row: Consultation, values: Values<Consultation>): Promise<Values<Consultation>> {
  await expectInvited(act, { ...row, ...values }, row.attendant_ids);
  const changed = await withTopic(act, values, row);
  await moveInvitations(act, consulting, { ...row, ...changed });
  return changed;
}

/** Who is asked takes part in this committee's work, as a kind that the plan lets come on the day; whoever was asked before stays. */
async function expectInvited(act: Act, { committee_id, held_on, attendant_ids }: Entered, before: readonly string[]): Promise<void> {
  const fresh = (attendant_ids ?? []).filter((id) => !before.includes(id));
  if (fresh.length === 0) return;
  const { consultations } = await participantWordsOn(act, held_on);
  const mayCome = new Set((await participantsNow(act, [committee_id])).filter(({ kind }) => consultations.includes(kind)).map(({ person_id }) => person_id));
  if (fresh.every((id) => mayCome.has(id))) return;
  throw invalid({ attendant_ids: consultations.includes('无') ? '按本县方案，参加人员不应邀参加协商。' : `应邀的要是本联络委在参加的人员，并且是方案里可以应邀参加协商的一类（${consultations.join('、')}）。请重新选择。` });
}
