import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import type { Handover } from '#institutions/handovers/record.ts';
import type { Member } from '#institutions/members/record.ts';
import type { ChangeOver, OpenMatter } from '#institutions/terms/facts.ts';
import type { Term } from '#institutions/terms/record.ts';

/** What is to be done before a term takes over, with how far each is. */
export function CourseOfChange({ row, change }: { row: Term; change: ChangeOver }) {
  const nominated = change.staying.length + change.fresh.length;
  return (
    <Section title="换届怎么办">
      <ol class="plain-list">
        <li>
          一、<a href={`/terms/${row.id}/roster`}>从本届委员中选续任的</a>（已选{change.staying.length}人）
        </li>
        <li>
          二、新任的：<a href={`/members/new?term=${row.number}`}>逐位登记</a>，或<a href="/imports">导入第{row.number}届委员名册</a>（已有{change.fresh.length}人）
        </li>
        <li>三、核对下面的人员进退和移交事项，再点“换届”。一次会议开幕之前可以撤销。</li>
      </ol>
      {row.seats !== null && nominated > row.seats && <Remark tone="warning">人选{nominated}人，比本届名额{row.seats}人多{nominated - row.seats}人，请核对。</Remark>}
    </Section>
  );
}

/** The preview: who stays, who is new, who leaves, and what they leave open. */
export const ChangeOverSections = ({ change: { old, staying, fresh, leaving, matters, posts } }: { change: ChangeOver }) => (
  <>
    <Section title="新任" count={fresh.length}><Names rows={fresh} /></Section>
    <Section title="续任" count={staying.length}><Names rows={staying} /></Section>
    <Section title={old ? `第${old.number}届离任` : '离任'} count={leaving.length}><Names rows={leaving} /></Section>
    <Section title="离任委员还没有办完的" count={matters.length}><Matters rows={matters} /></Section>
    <p class="quiet">联络委主任、副主任、工作人员的职务随党内职务和工作分工，换届不变动；以委员身份担任的联络委成员{posts.length}人，续任的重新任职，离任的同日卸任。</p>
  </>
);

const Names = ({ rows }: { rows: Member[] }) =>
  rows.length === 0 ? <p class="quiet">没有</p> : <p>{rows.map(({ id, name }) => <><a href={`/members/${id}`}>{name}</a>　</>)}</p>;

const Matters = ({ rows }: { rows: OpenMatter[] }) => (
  <Table<OpenMatter>
    caption="离任委员还没有办完的事项"
    rows={rows}
    href={({ declared, row }) => `/${declared.path}/${row.id}`}
    columns={[
      { key: 'title', label: '事项', cell: ({ declared, row }) => declared.nameOf(row), onCards: 'title' },
      { key: 'kind', label: '类别', cell: ({ declared }) => declared.title, tight: true },
      { key: 'from', label: '委员', cell: ({ from }) => from.name, tight: true },
      { key: 'state', label: '状态', cell: ({ declared, row }) => declared.states[row.state]?.label, tight: true },
    ]}
  />
);

/** What was handed over when this term began. */
export const HandoversSection = ({ rows }: { rows: Handover[] }) => (
  <Section title="换届移交的事项" count={rows.length}>
    <Table<Handover>
      caption="换届移交的事项"
      rows={rows}
      href={({ id }) => `/handovers/${id}`}
      columns={[
        { key: 'title', label: '事项', cell: ({ title }) => title, onCards: 'title' },
        { key: 'from', label: '原委员', cell: ({ from_name }) => from_name, tight: true },
        { key: 'contact', label: '联系人', cell: ({ contact_name }) => contact_name ?? '县政协办公室', tight: true },
      ]}
    />
  </Section>
);
