import { FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { standing } from '#platform/lifecycle/lifecycle.ts';
import { get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import type { FormState } from '#platform/ui/form.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { effects, refer } from '#duties/opinions/referrals/actions.ts';
import { aroundReferrals, wordsForResident, wordsForUnits, type Around } from '#duties/opinions/referrals/around.ts';
import { mountBoards } from '#duties/opinions/referrals/boards.tsx';
import { mountDrafting } from '#duties/opinions/referrals/drafting.tsx';
import { referralPaper } from '#duties/opinions/referrals/paper.ts';
import { referral, referralFields, type Referral } from '#duties/opinions/referrals/record.ts';
import { Due, numberWords, referralFacts, referralSections, resultWords, senderWords, stateWords } from '#duties/opinions/referrals/sections.tsx';
import { results, senders } from '#duties/opinions/referrals/words.ts';

const referrals = resource<Referral, Around>({
  declared: referral,
  fields: referralFields,
  newLabel: '转办一件事',
  enterLabel: '转出',
  around: aroundReferrals,
  known: (_visit, { entry, days }) => ({ days, ...(entry ? { entry_id: entry.id, ...wordsForUnits(entry) } : {}) }),
  enter: refer,
  effects,
  form: ({ form, around }) => (
    <>
      <Remark>承办单位只看得到这张转办单，看不到民情台账，也看不到是谁反映的。</Remark>
      {Object.keys(referralFields.shape).map((name) => <FieldOf of={referralFields} name={name} form={form} choices={{ ...around.choices, unit: around.within }} source={sourceOf(name, form, around)} />)}
    </>
  ),
  stepForm: ({ step, row, around, form }) => {
    const input = referral.steps[step as keyof typeof referral.steps].input;
    if (!input) return undefined;
    const known = Object.keys(form.values).length > 0 ? form : { ...form, values: knownFor(step, row, around) };
    const choices = step === 'return' ? around.choices : { ...around.choices, unit: around.within };
    return Object.keys(input.shape).map((name) => <FieldOf of={input} name={name} form={known} choices={choices} />);
  },
  listing: {
    columns: [
      { key: 'subject', label: '事由', cell: (row) => row.subject, onCards: 'title', fixed: true },
      { key: 'number', label: '编号', cell: numberWords, tight: true, shown: false },
      { key: 'sender', label: '转出', cell: (row, around) => senderWords(row, around) },
      { key: 'unit', label: '主办单位', cell: (row, { units }) => units.get(row.lead_unit_id) ?? '' },
      { key: 'assisting', label: '会办单位', cell: (row, { units }) => row.assisting_ids.map((id) => units.get(id)).join('、'), shown: false },
      { key: 'sent_on', label: '转出日期', cell: (row) => row.sent_on, sort: 'sent_on', tight: true },
      { key: 'due_on', label: '答复期限', cell: (row, { near }) => <Due row={row} near={near} />, plain: (row) => row.due_on, sort: 'due_on', tight: true },
      { key: 'bounced', label: '退回（次）', cell: (row) => row.bounced || '', align: 'end', shown: false },
      { key: 'replied_on', label: '答复日期', cell: (row) => row.replied_on ?? '', tight: true, shown: false },
      { key: 'result', label: '办理结果', cell: resultWords, tight: true },
      { key: 'state', label: '状态', cell: stateWords, tight: true },
    ],
    filters: [
      searchOn(referral, '关键词', '事由、事项、地点、答复'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      referenceOn('lead_unit_id', '主办单位', ({ choices }) => choices.unit ?? []),
      stateFilter(referral),
      daysOn('sent_on', '转出日期', { more: true }),
      choiceOn('sent_by', '转出', senders, { more: true }),
      choiceOn('result', '办理结果', results, { more: true }),
    ],
    defaultSort: '-sent_on',
    empty: '还没有转办件。在民情台账里打开一件事，点“转办”，就能交给承办单位。',
  },
  lead: (row, around) => <>{numberWords(row)} · {senderWords(row, around)}转 · 答复期限 <Due row={row} near={around.near} /></>,
  facts: referralFacts,
  sections: referralSections,
  others: (row, around, visit) => [
    ...(around.entry ? [{ label: '民情台账', href: `/${ledgerEntry.path}/${around.entry.id}` }] : []),
    ...(mayDraft(visit, row) ? [{ label: '用范本答复', href: `/${referral.path}/drafts?id=${row.id}` }] : []),
    { label: '转办单（Word）', href: `/${referral.path}/${row.id}/paper.docx` },
  ],
  listOthers: (visit) => boardsOf(visit),
  batch: (visit) => (unitsOf(visit.actor).length > 0 ? { action: `/${referral.path}/chosen`, acts: [{ name: 'draft', label: '一并拟写答复' }] } : undefined),
});

const mayDraft = (visit: Visit, row: Referral): boolean => row.state === 'accepted' && standing([referral.steps.draft.by[0]!], visit.actor, row) !== undefined;

function boardsOf({ actor }: Visit): Action[] {
  if (unitsOf(actor).length > 0) return [{ label: '本单位待办', href: `/${referral.path}/inbox` }, { label: '答复范本', href: '/reply-templates' }];
  if (!holds(actor, 'county_office', 'chair', 'auditor', 'worker', 'director', 'deputy_director')) return [];
  return [{ label: '逾期和督办', href: `/${referral.path}/board` }, { label: '回头看', href: '/look-backs' }];
}

/** Where words were taken from the entry, the form says so. */
const sourceOf = (name: string, form: FormState, { entry }: Around): string | undefined =>
  (entry && ['subject', 'matter', 'place'].includes(name) && form.values[name] === wordsForUnits(entry)[name as 'subject'] ? '民情台账，姓名和号码已隐去' : undefined);

/** What the record or the calendar knows is not typed again. */
function knownFor(step: string, row: Referral, { units, answers }: Around): FormState['values'] {
  switch (step) {
    case 'resend': return { lead_unit_id: row.proposed_unit_id, assisting: row.assisting_ids.filter((id) => id !== row.proposed_unit_id).map((id) => units.get(id)).join('、'), days: row.days };
    case 'force': return { lead_unit_id: row.lead_unit_id };
    case 'draft': return { result: row.result, reply: row.reply, promise: row.promise, promised_on: row.promised_on };
    case 'tell': return { outcome_text: wordsForResident(answers, units), answered_on: today() };
    default: return {};
  }
}

/** Whoever sees the referral may print it. */
const printed = async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get(reading, referral, visit.param('id'));
  return referralPaper(row, await aroundReferrals(reading, [row], visit), visit.county.bodyName);
}));

export function mount(site: Site): void {
  mountBoards(site);
  mountDrafting(site);
  mountResource(site, referrals);
  site.add({ method: 'GET', path: `/${referral.path}/:id/paper.docx`, handle: printed });
}
