import { derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';
import { clausesOf, planKinds, type Clause } from '#plans/clauses.ts';
import { mountClauses } from '#plans/documents/clauses-page.tsx';
import { adopting } from '#plans/documents/actions.ts';
import { adoptingFields, plan, planFields, type Plan } from '#plans/documents/record.ts';

const plans = resource<Plan>({
  declared: plan,
  fields: planFields,
  around: async () => ({ choices: {} }),
  effects: { adopt: adopting },
  listing: {
    columns: [
      { key: 'kind', label: '类别', cell: (row) => planKinds[row.kind as keyof typeof planKinds], tight: true },
      { key: 'title', label: '方案名称', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'document_no', label: '文号', cell: (row) => row.document_no ?? '' },
      { key: 'issued_on', label: '印发日期', cell: (row) => row.issued_on ?? '', sort: 'issued_on', tight: true },
      { key: 'in_force_from', label: '施行日期', cell: (row) => row.in_force_from ?? '', tight: true },
      { key: 'state', label: '状态', cell: (row) => plan.states[row.state as 'draft']?.label, tight: true },
    ],
    filters: [searchOn(plan, '关键词', '名称、文号'), choiceOn('kind', '类别', planKinds), stateFilter(plan), daysOn('issued_on', '印发日期')],
    defaultSort: '-issued_on',
    empty: '还没有登记方案。请登记设置方案、规范化建设工作方案、履职方案、考核评价方案，或从文件目录导入。',
  },
  lead: (row) => [planKinds[row.kind as keyof typeof planKinds], row.document_no].filter(Boolean).join(' · '),
  facts: (row, { choices }) => [...derivedFacts(planFields, { ...row }, choices), ...derivedFacts(adoptingFields, { ...row }, choices), ...(row.superseded_on ? [{ label: '被替代', value: `${row.superseded_on}起` }] : [])],
  others: (row, _around, visit) => (mayEdit(plan, visit.actor, row) ? [] : [{ label: '登记条款', href: `/plans/${row.id}/clauses` }]),
  sections: (row) => <Clauses row={row} />,
});

export const mount = (site: Site): void => {
  mountClauses(site);
  mountResource(site, plans);
};

interface Shown {
  about: string;
  clause?: Clause;
}

function Clauses({ row }: { row: Plan }) {
  const entered = row.clauses as unknown as Clause[];
  const shown: Shown[] = clausesOf(row.kind).map(({ key, about }) => ({ about, clause: entered.find((clause) => clause.key === key) }));
  return (
    <Section title="条款" count={entered.length}>
      <p class="quiet">页面和判断引用本方案时，用这里登记的条号。</p>
      <Table<Shown>
        caption={`${row.title}的条款`}
        rows={shown}
        columns={[
          { key: 'about', label: '内容', cell: ({ about }) => about, onCards: 'title' },
          { key: 'number', label: '条号', cell: ({ clause }) => clause?.number ?? '未登记', tight: true },
          { key: 'text', label: '条文', cell: ({ clause }) => clause?.text ?? '' },
        ]}
      />
    </Section>
  );
}
