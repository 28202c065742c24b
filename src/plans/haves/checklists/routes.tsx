import { derivedFacts } from '#platform/http/derived.tsx';
import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';
import { adopting, enterChecklist } from '#plans/haves/checklists/actions.ts';
import { mountItems } from '#plans/haves/checklists/items-page.tsx';
import { adoptingFields, checklist, checklistFields, itemsOf, proofKinds, type Checklist, type Item } from '#plans/haves/checklists/record.ts';

const checklists = resource<Checklist>({
  declared: checklist,
  fields: checklistFields,
  around: async () => ({ choices: {} }),
  enter: enterChecklist,
  effects: { adopt: adopting },
  listing: {
    columns: [
      { key: 'title', label: '清单', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'items', label: '项目（个）', cell: (row) => itemsOf(row).length, align: 'end' },
      { key: 'document_no', label: '文号', cell: (row) => row.document_no ?? '' },
      { key: 'in_force_from', label: '施行日期', cell: (row) => row.in_force_from ?? '', sort: 'in_force_from', tight: true },
      { key: 'state', label: '状态', cell: (row) => checklist.states[row.state as 'draft']?.label, tight: true },
    ],
    filters: [stateFilter(checklist)],
    defaultSort: '-in_force_from',
    empty: '还没有规范化清单。请登记一份（例如“五有”），写明项目，再登记施行。',
  },
  facts: (row) => [
    ...derivedFacts(checklistFields, { ...row }, {}), ...derivedFacts(adoptingFields, { ...row }, {}),
    ...(row.superseded_on ? [{ label: '被替代', value: `${row.superseded_on}起` }] : []),
  ],
  others: (row, _around, visit) => (mayEdit(checklist, visit.actor, row) ? [] : [{ label: '登记项目', href: `/checklists/${row.id}/items` }]),
  sections: (row) => <Items row={row} />,
});

export const mount = (site: Site): void => {
  mountItems(site);
  mountResource(site, checklists);
};

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
