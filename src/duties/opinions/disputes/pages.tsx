import type { Child } from 'hono/jsx';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import type { Choices, Surroundings } from '#platform/http/resource.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { isPrivy, readable } from '#platform/lifecycle/lifecycle.ts';
import { today } from '#platform/time.ts';
import { LongText, type Fact } from '#platform/ui/facts.tsx';
import { ChoiceField } from '#platform/ui/fields.tsx';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { partiesOf } from '#duties/opinions/disputes/parties.ts';
import { agreementFields, agreementForms, applicationFields, callFields, confirmationFields, dispute, disputeFields, partiesMasked, referralFields, secrecies, type Dispute } from '#duties/opinions/disputes/record.ts';
import type { Session } from '#duties/opinions/disputes/sessions.tsx';

export interface Around extends Surroundings {
  places: Map<string, string>;
  near: number;
  /** The ledger entry of the matter, where the person may see it. */
  entry?: LedgerEntry;
  /** Of one dispute, for those privy to it. */
  sessions: readonly Session[];
}

/** Without these nothing can begin; the others have a usual value or can be told later. */
const needed = ['party_a', 'party_b', 'account'];
const besides = ['party_a_contact', 'party_b_contact', 'party_a_kind', 'party_b_kind', 'other_parties', 'place', 'people_affected', 'secrecy'];

/** What is needed stands first, so that on a telephone it is done in a minute. */
export function DisputeForm({ form, choices }: { form: FormState; choices: Choices }) {
  const entry = form.values['entry_id'];
  const field = (name: string): Child => <FieldOf of={disputeFields} name={name} form={form} choices={choices} />;
  return (
    <>
      {entry && <input type="hidden" name="entry_id" value={String(entry)} />}
      {entry && <p class="hint">为<a href={`/${ledgerEntry.path}/${encodeURIComponent(String(entry))}`}>民情台账里的这一条</a>建调解案卷。化解与否记在这里，台账跟着变。</p>}
      {field('committee_id')}
      {field('taken_on')}
      <ChoiceField form={form} name="cause" label="纠纷类型" required options={causesWith(choices, form.values['cause'])} />
      {needed.map(field)}
      <FieldGroup title="联系方式和其他情况" hint="可以以后再补。姓名、电话和经过只有调解员和登记的工作人员看得到，不进列表和操作日志。">{besides.map(field)}</FieldGroup>
    </>
  );
}

/** The county's kinds today, and the one that the dispute was entered with. */
function causesWith({ cause = [] }: Choices, chosen: unknown) {
  return typeof chosen !== 'string' || chosen === '' || cause.some(({ value }) => value === chosen) ? cause : [...cause, { value: chosen, label: chosen }];
}

/** What the record or the calendar knows is not typed again. */
export function stepInputs({ step, row, around, form }: { step: string; row: Dispute; around: Around; form: FormState }): Child | undefined {
  const input = dispute.steps[step as keyof typeof dispute.steps].input;
  if (!input) return undefined;
  const { points, perform_by, mediator_ids, outside_mediators, place } = row;
  const known = Object.fromEntries(['held_on', 'agreed_on', 'confirm_applied_on', 'confirmed_on', 'called_on', 'ended_on'].map((name) => [name, today()]));
  const shown = Object.keys(form.values).length > 0 ? form : { ...form, values: { ...known, points, perform_by, mediator_ids, outside_mediators, place: place ?? around.places.get(row.committee_id), agreement_form: 'written' } };
  return Object.keys(input.shape).map((name) => <FieldOf of={input} name={name} form={shown} choices={around.choices} hint={hintOf(step, name)} />);
}

const hintOf = (step: string, name: string): string | undefined =>
  step === 'apply' && name === 'court' ? '双方共同申请；由依法设立的调解组织（如人民调解委员会）主持或参加达成的协议，法院才受理' : undefined;

/** What there is; of what has not happened yet nothing is drawn. */
export function factsOf(row: Dispute, around: Around, visit: Visit): Fact[] {
  const privy = isPrivy(dispute, visit.actor, row);
  const seen = readable(dispute, visit.actor, row) as Record<string, unknown>;
  const later = [agreementFields, applicationFields, confirmationFields, callFields, referralFields].map((fields) => derivedFacts(fields, seen, around.choices));
  const [agreement = [], ...others] = later;
  return [
    ...(row.erased_on ? [{ label: '当事人', value: `已于${row.erased_on}按期清除`, wide: true }] : privy ? partyFacts(row) : [{ label: '当事人', value: <>{partiesMasked(row).replace(/：$/u, '')}　<span class="hint">姓名和经过只有调解员和登记的工作人员看得到</span></>, wide: true }]),
    ...derivedFacts(disputeFields.pick({ cause: true, place: true, people_affected: true }), seen, around.choices),
    { label: '保密', value: secrecies[row.secrecy as keyof typeof secrecies] },
    { label: '调解员', value: [row.mediators, row.outside_mediators].filter(Boolean).join('、') },
    { label: '已调解', value: row.sessions > 0 ? `${row.sessions}次` : '' },
    ...derivedFacts(disputeFields.pick({ account: true }), seen, around.choices),
    ...[
      { label: '达成协议', value: row.agreed_on && `${row.agreed_on}　${agreementForms[row.agreement_form as keyof typeof agreementForms] ?? ''}` },
      ...agreement, ...others.flat(),
      { label: '回访结果', value: row.performed === null ? '' : row.performed ? '已履行' : '未履行' },
      { label: '结束日期', value: row.ended_on },
    ].filter(({ value }) => Boolean(value)),
  ];
}

const partyFacts = (row: Dispute): Fact[] => [{
  label: '当事人', wide: true,
  value: <LongText text={partiesOf(row).map(({ name, kind, contact }, n) => `${n === 0 ? '申请方　' : n === 1 ? '另一方　' : '　　　　'}${name}${kind === 'organisation' ? '（单位）' : ''}${contact ? `　${contact}` : ''}`).join('\n')} />,
}];
