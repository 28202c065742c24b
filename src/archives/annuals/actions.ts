import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import type { Member } from '#institutions/members/record.ts';
import { memberDossier } from '#archives/dossiers/facts.ts';
import { annualOf } from '#archives/annuals/facts.ts';
import { memberAnnual, type MemberAnnual } from '#archives/annuals/record.ts';

type Entering = Pick<MemberAnnual, 'member_id' | 'year' | 'summary'>;

/** Written once for each year of the membership; afterwards it is changed, not written again. */
export async function write(act: Act, { member_id, year, summary }: Entering, how: Circumstances): Promise<MemberAnnual> {
  const { span, member: row } = await memberDossier(act, member_id);
  if (year < Number(span.from.slice(0, 4)) || year > Number(span.to.slice(0, 4))) throw invalid({ year: `${row!.name}委员的档案是${span.from}至${span.to}，没有${year}年。` });
  if (await annualOf(act, member_id, year)) throw new Problem(409, 'already_there', `${row!.name}委员${year}年的履职小结已经写过，请打开原来的修改。`);
  return create<MemberAnnual>(act, memberAnnual, { member_id, year, summary, ...whose(row!), written_on: dayOf(act.at) }, how);
}

const whose = ({ name, committee_id }: Member): Pick<MemberAnnual, 'name' | 'committee_id'> => ({ name, committee_id });

/** Only the words change; whose year it is stays. */
export const correct = async (act: Act, _row: MemberAnnual, { summary }: Partial<Entering>): Promise<Values<MemberAnnual>> => ({ summary, written_on: dayOf(act.at) });

export const effects: Partial<Record<keyof typeof memberAnnual.steps, Effect<MemberAnnual>>> = {
  confirm: async (act, _row, { opinion }) => ({ opinion: opinion ?? null, confirmed_on: dayOf(act.at), confirmed_by: act.actor.name }),
  give_back: async () => ({ opinion: null, confirmed_on: null, confirmed_by: null }),
  send_again: async (act, _row, { summary }) => ({ summary, written_on: dayOf(act.at) }),
};
