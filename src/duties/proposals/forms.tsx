import type { Child } from 'hono/jsx';
import { AllFields, FieldOf } from '#platform/http/derived.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds, membershipsOf } from '#platform/identity/actor.ts';
import { today } from '#platform/time.ts';
import { GuidedQuestions } from '#duties/proposals/drafting/guided.tsx';
import { Picked, WritingForm } from '#duties/proposals/drafting/writing.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import type { Around } from '#duties/proposals/around.ts';
import { ratingFields } from '#duties/proposals/ratings/fields.ts';
import { proposal, proposalFields, type Proposal } from '#duties/proposals/record.ts';
import { CategoryField } from '#duties/proposals/review/category.tsx';

interface FormProps {
  form: FormState;
  around: Around;
  visit: Visit;
  row?: Proposal;
}

/** Clerks enter papers for others; everybody else writes the own proposal and is asked nothing that is known. */
const entersForOthers = (visit: Visit): boolean => holds(visit.actor, 'county_office', 'worker', 'director', 'deputy_director', 'maintainer');

export const knownOf = (visit: Visit, { session, placed }: Around): FormState['values'] => ({
  member_id: visit.actor.memberId, proposer_kind: 'member', submitted_on: today(), public_ok: true,
  ...(placed ? {} : { time_class: 'ordinary', term: session.term, session: session.session }),
});

export function ProposalForm({ form, around, visit, row }: FormProps): Child {
  if (writesOwn(visit, form, row)) return <WritingForm form={{ ...form, values: { ...form.values, invited_ids: invitedIn(form, row) } }} around={around} visit={visit} row={row} />;
  const shown = { ...form, values: { ...form.values, cosigners: form.values['cosigners'] ?? (row ? cosignerNames(row, around) : undefined) } };
  const field = (name: string) => <FieldOf of={proposalFields} name={name} form={shown} choices={around.choices} hint={around.placed && fromTheDay.includes(name) ? '不填就按提交日期来定' : undefined} />;
  return (
    <>
      <FieldGroup title="提案人">{['proposer_kind', 'member_id', 'proposer_name', 'cosigners', 'committee_id', 'sealed_on'].map(field)}</FieldGroup>
      <FieldGroup title="提案">{field('title')}<CategoryField form={shown} scheme={around.reviewed.scheme} />{['situation', 'analysis', 'advice'].map(field)}<Picked name="suggested_ids" form={shown} options={around.choices['unit'] ?? []} />{['public_ok', 'public_why'].map(field)}</FieldGroup>
      <FieldGroup title="届次和日期">{['term', 'session', 'time_class', 'submitted_on'].map(field)}</FieldGroup>
    </>
  );
}

/** Who enters for others also writes own ones, as a member. */
const writesOwn = (visit: Visit, { values }: FormState, row?: Proposal): boolean =>
  !entersForOthers(visit) || (!row && visit.actor.memberId !== null && (visit.query.get('own') === '1' || values['own'] === '1')) || (row !== undefined && row.member_id !== null && membershipsOf(visit.actor).includes(row.member_id) && ['draft', 'returned'].includes(row.state));

/** What follows from the day of submission where the plenaries are registered. */
const fromTheDay: readonly string[] = ['term', 'session', 'time_class'];

/** Whoever was asked, signed or not; what was ticked when the form comes back. */
const invitedIn = ({ values }: FormState, row?: Proposal): string[] => {
  const sent = values['request_id'] !== undefined || !row;
  return sent ? [values['invited_ids'] ?? []].flat().map(String) : [...row.cosigner_ids, ...row.invited_ids];
};

/** Invited and signed alike, each so that it is found again: with the place where names repeat. */
function cosignerNames(row: Proposal, { choices, members }: Around): string {
  const labels = new Map(choices['member']?.map(({ value, label }) => [value, label]));
  const times = Map.groupBy(members.values(), (name) => name);
  const named = (id: string) => ((times.get(members.get(id) ?? '')?.length ?? 0) > 1 ? labels.get(id) : members.get(id));
  return [...row.cosigner_ids, ...row.invited_ids].map(named).filter(Boolean).join('、');
}

/** Decided, else asked for by the unit that objects, else what past assignments suggest. */
function knownUnits(row: Proposal, { units, handing }: Around): FormState['values'] {
  const others = [...row.assisting_ids, ...row.separate_ids].map((id) => units.get(id)).join('、');
  return { lead_unit_id: row.proposed_unit_id ?? row.lead_unit_id ?? handing.suggestions[0]?.unit, mode: row.mode, side: row.side, assisting: others };
}

/** Who rates has the reply at hand, and need not look for it further down. */
const RatingStep = ({ row, form }: { row: Proposal; form: FormState }) => (
  <>
    {row.reply && <details><summary class="btn btn-quiet">看答复{row.replied_on && `（${row.replied_on}）`}</summary><LongText text={row.reply} /></details>}
    <AllFields of={ratingFields} form={form} choices={{}} />
  </>
);

/** A new assignment starts from what the unit proposed and what was there. */
export function stepForm({ step, row, around, form }: { step: string; row: Proposal; around: Around; form: FormState }): Child | undefined {
  if (step === 'submit') return <GuidedQuestions form={form} again={row.serial_no !== null} />;
  if (step === 'uninvite') return <AllFields of={proposal.steps.uninvite.input!} form={form} choices={{ member: row.invited_ids.map((id) => ({ value: id, label: around.members.get(id) ?? '' })) }} />;
  if (step === 'rate' || step === 'rate_merged') return <RatingStep row={row} form={form} />;
  const input = ['prepare', 'assign', 'reassign', 'force'].includes(step) ? proposal.steps[step as 'assign'].input : undefined;
  if (!input || Object.keys(form.values).length > 0) return undefined;
  const values = knownUnits(row, around);
  return <AllFields of={input} form={{ ...form, values }} choices={around.choices} />;
}
