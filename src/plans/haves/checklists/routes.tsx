import type { z } from 'zod';
import { committeeWordsOn } from '#plans/facts.ts';
import { abolishing, adopting, correctChecklist, enterChecklist, lineChoices } from '#plans/haves/checklists/actions.ts';
import { mountItems } from '#plans/haves/checklists/items-page.tsx';
import { adoptingFields, checklist, checklistFields, itemsOf, proofKinds, type Checklist, type Item } from '#plans/haves/checklists/record.ts';
import { said } from '#platform/fields.ts';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import { usualWords } from '#platform/languages/recognised.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { ChoiceField } from '#platform/ui/fields.tsx';
import type { Option } from '#platform/ui/filters.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { Table } from '#platform/ui/table.tsx';

interface Around extends Surroundings {
  choices: { checklist: Option[] };
  /** What the county calls its forms of body. */
  forms: readonly string[];
}

/** Of whom it is asked. */
const subjectOf = ({ subject }: Checklist): string => subject ?? '各联络委';

const checklists = resource<Checklist, Around>({
  declared: checklist,
  fields: checklistFields,
  around: async (reading) => ({ choices: { checklist: await lineChoices(reading) }, forms: (await committeeWordsOn(reading, today())).forms }),
  enter: enterChecklist,
  correct: correctChecklist,
  effects: { adopt: adopting, supersede: abolishing },
  known: (visit) => ({ line_id: visit.query.get('line') ?? undefined, subject: visit.query.get('subject') ?? undefined }),
  form: ({ form, around, row }) => <ChecklistForm form={form} around={around} row={row} />,
  listing: {
    columns: [
      { key: 'title', label: '清单', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'subject', label: '适用', cell: subjectOf, tight: true },
      { key: 'items', label: '项目（个）', cell: (row) => itemsOf(row).length, align: 'end' },
      { key: 'document_no', label: '文号', cell: (row) => row.document_no ?? '' },
      { key: 'in_force_from', label: '施行日期', cell: (row) => row.in_force_from ?? '', sort: 'in_force_from', tight: true },
      { key: 'state', label: '状态', cell: (row) => checklist.states[row.state as 'draft']?.label, tight: true },
    ],
    filters: [stateFilter(checklist)],
    defaultSort: '-in_force_from',
    empty: '还没有规范化清单。请登记一份（例如“五有”），写明项目，再登记施行。几份清单可以同时施行，各有各的新版。',
  },
  facts: (row) => [
    { label: '清单名称', value: row.title }, { label: '适用', value: subjectOf(row) },
    ...(row.line_id === row.id ? [] : [{ label: '修订自', value: <a href={`/checklists/${row.line_id}`}>最初的一版</a> }]),
    ...derivedFacts(adoptingFields, { ...row }, {}),
    ...(row.superseded_on ? [{ label: '被替代', value: `${row.superseded_on}起` }] : []),
  ],
  others: (row, _around, visit) => [
    ...(mayEdit(checklist, visit.actor, row) ? [] : [{ label: '登记项目', href: `/checklists/${row.id}/items` }]),
    ...(row.state === 'adopted' ? [{ label: '总表', href: `/haves?list=${row.line_id}` }] : []),
    ...(row.state === 'adopted' && holds(visit.actor, 'county_office') ? [{ label: '登记新版', href: `/checklists/new?${new URLSearchParams({ line: row.line_id, ...(row.subject && { subject: row.subject }) })}` }] : []),
  ],
  sections: (row) => <Items row={row} />,
});

export const mount = (site: Site): void => {
  mountItems(site);
  mountResource(site, checklists);
};

const wordsOf = (field: z.ZodType) => ({ label: said(field).label, hint: said(field).hint });

/** A version that was begun stays in its line; the forms of body are the county's own words. */
function ChecklistForm({ form, around, row }: { form: FormState; around: Around; row?: Checklist }) {
  const { line_id: line, subject } = checklistFields.shape;
  const forms = [...new Set([...around.forms, ...(row?.subject ? [row.subject] : [])])];
  return (
    <>
      <FieldOf of={checklistFields} form={form} choices={{}} name="title" />
      {!row && <ChoiceField form={form} name="line_id" {...wordsOf(line)} options={[{ value: '', label: '不修订，另立一份' }, ...around.choices.checklist]} />}
      <ChoiceField form={form} name="subject" {...wordsOf(subject)} options={forms.map((word) => ({ value: word, label: usualWords(word) }))} />
    </>
  );
}

function Items({ row }: { row: Checklist }) {
  return (
    <Section title="项目" count={itemsOf(row).length}>
      <Table<Item>
        caption={`${row.title}的项目`}
        rows={itemsOf(row)}
        columns={[
          { key: 'label', label: '项目', cell: ({ label }) => label, onCards: 'title' },
          { key: 'asked', label: '要求', cell: ({ asked }) => asked },
          { key: 'kind', label: '凭什么证明', cell: ({ kind }) => proofKinds[kind], tight: true },
          { key: 'months', label: '有效期', cell: ({ months }) => (months ? `${months}个月` : '一直有效'), tight: true },
          { key: 'verifier', label: '核验人', cell: ({ verifier }) => verifier },
          { key: 'required', label: '必备', cell: ({ required }) => (required ? '是' : '否'), tight: true },
        ]}
      />
    </Section>
  );
}
