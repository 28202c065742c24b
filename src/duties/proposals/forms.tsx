import type { Child } from 'hono/jsx';
import { AllFields, FieldOf } from '#platform/http/derived.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds, membershipsOf } from '#platform/identity/actor.ts';
import { today } from '#platform/time.ts';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import type { Around } from '#duties/proposals/around.ts';
import { proposal, proposalFields, type Proposal } from '#duties/proposals/record.ts';

interface FormProps {
  form: FormState;
  around: Around;
  visit: Visit;
  row?: Proposal;
}

/** Clerks enter papers for others; everybody else writes the own proposal and is asked nothing that is known. */
const entersForOthers = (visit: Visit): boolean => holds(visit.actor, 'county_office', 'worker', 'director', 'deputy_director', 'maintainer');

export const knownOf = (visit: Visit, { session }: Around): FormState['values'] => ({
  time_class: 'ordinary', member_id: visit.actor.memberId, proposer_kind: 'member', submitted_on: today(), term: session.term, session: session.session,
});

export function ProposalForm({ form, around, visit, row }: FormProps): Child {
  const shown = { ...form, values: { ...form.values, cosigners: form.values['cosigners'] ?? (row ? cosignerNames(row, around) : undefined) } };
  const field = (name: string) => <FieldOf of={proposalFields} name={name} form={shown} choices={around.choices} />;
  const short = !entersForOthers(visit) || (row !== undefined && row.member_id !== null && membershipsOf(visit.actor).includes(row.member_id) && ['draft', 'returned'].includes(row.state));
  if (short) {
    return (
      <>
        {['title', 'situation', 'analysis', 'advice', 'category', 'cosigners', 'time_class', 'public_ok'].map(field)}
        {!row && <p class="hint">保存后先是草稿，可以慢慢改；写好了在下一页点“提交”，县政协办公室才收得到。</p>}
      </>
    );
  }
  return (
    <>
      <FieldGroup title="提案人">{['proposer_kind', 'member_id', 'proposer_name', 'cosigners', 'committee_id'].map(field)}</FieldGroup>
      <FieldGroup title="提案">{['title', 'category', 'situation', 'analysis', 'advice', 'public_ok'].map(field)}</FieldGroup>
      <FieldGroup title="届次和日期">{['term', 'session', 'time_class', 'submitted_on'].map(field)}</FieldGroup>
    </>
  );
}

/** Invited and signed alike, each so that it is found again: with the place where names repeat. */
function cosignerNames(row: Proposal, { choices, members }: Around): string {
  const labels = new Map(choices['member']?.map(({ value, label }) => [value, label]));
  const times = Map.groupBy(members.values(), (name) => name);
  const named = (id: string) => ((times.get(members.get(id) ?? '')?.length ?? 0) > 1 ? labels.get(id) : members.get(id));
  return [...row.cosigner_ids, ...row.invited_ids].map(named).filter(Boolean).join('、');
}

/** A new assignment starts from what the unit proposed and what was there. */
export function stepForm({ step, row, around, form }: { step: string; row: Proposal; around: Around; form: FormState }): Child | undefined {
  const input = step === 'reassign' ? proposal.steps.reassign.input : undefined;
  if (!input || Object.keys(form.values).length > 0) return undefined;
  const values = { lead_unit_id: row.proposed_unit_id, due_on: row.due_on, assisting: row.assisting_ids.map((id) => around.units.get(id)).join('、') };
  return <AllFields of={input} form={{ ...form, values }} choices={around.choices} />;
}
