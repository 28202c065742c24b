import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import type { Handover } from '#institutions/handovers/record.ts';
import type { Member } from '#institutions/members/record.ts';
import type { ChangeOver, OpenMatter } from '#institutions/terms/facts.ts';
import type { Term } from '#institutions/terms/record.ts';

/** What is to be done before a term takes over, with how far each is. */
export function CourseOfChange({ row, change: { old, staying, fresh }, seats }: { row: Term; change: ChangeOver; seats: string[] }) {
  const nominated = staying.length + fresh.length;
  return (
    <Section title="换届怎么办">
      <ol class="plain-list">
        {old && (
          <li>
            一、{old.frozen_on ? `第${old.number}届名册已从${old.frozen_on}起冻结。` : <><a href={`/terms/${old.id}`}>冻结第{old.number}届名册</a>，名单定下来以后不再进人、改人。</>}
          </li>
        )}
        <li>
          二、<a href="/imports">导入第{row.number}届委员名册</a>，续任的、新任的都在里面，系统对照本届认出来；也可以
          <a href={`/terms/${row.id}/roster`}>从本届委员中选续任的</a>，新任的<a href={`/members/new?term=${row.number}`}>逐位登记</a>。已有续任{staying.length}人、新任{fresh.length}人。
        </li>
        <li>
          三、核对<a href={`/quotas?term=${row.number}`}>第{row.number}届界别名额</a>和下面的人员进退、移交事项。
        </li>
        <li>四、点“换届”。一次会议开幕之前可以撤销。</li>
      </ol>
      {row.seats !== null && nominated > row.seats && <Remark tone="warning">人选{nominated}人，比本届名额{row.seats}人多{nominated - row.seats}人，请核对。</Remark>}
      {seats.length > 0 && <Remark tone="warning">{seats.map((sentence) => <p>{sentence}</p>)}</Remark>}
    </Section>
  );
}

/** The preview: who stays, who is new, who leaves, and what they leave open. */
export const ChangeOverSections = ({ change: { old, staying, moved, fresh, leaving, matters, posts }, places, sectors }: { change: ChangeOver; places: ReadonlyMap<string, string>; sectors: ReadonlyMap<string, string> }) => (
  <>
    <Section title="新任" count={fresh.length}><Names rows={fresh} /></Section>
    <Section title="续任" count={staying.length}>
      <Names rows={staying} />
      {moved.length > 0 && <p class="quiet">界别有变动的：{moved.map(({ now, before }) => `${now.name}（${sectorIn(sectors, before)} → ${sectorIn(sectors, now)}）`).join('、')}</p>}
    </Section>
    <Section title={old ? `第${old.number}届离任` : '离任'} count={leaving.length}><Names rows={leaving} /></Section>
    <Section title="离任委员还没有办完的" count={matters.length}>
      <Matters rows={matters.slice(0, MOST_SHOWN)} places={places} />
      {matters.length > MOST_SHOWN && <p class="quiet">这里列出{MOST_SHOWN}件，另有{matters.length - MOST_SHOWN}件，换届时一并移交。</p>}
    </Section>
    <p class="quiet">联络委主任、副主任、工作人员的职务随党内职务和工作分工，换届不变动；以委员身份担任的联络委成员{posts.length}人，续任的重新任职，离任的同日卸任。</p>
  </>
);

/** A page shows no more matters at once; all of them are handed over. */
const MOST_SHOWN = 100;

const sectorIn = (sectors: ReadonlyMap<string, string>, { sector_id }: Member): string => sectors.get(sector_id ?? '') ?? '没有界别';

const Names = ({ rows }: { rows: Member[] }) =>
  rows.length === 0 ? <p class="quiet">没有</p> : <p>{rows.map(({ id, name }) => <><a href={`/members/${id}`}>{name}</a>　</>)}</p>;

const Matters = ({ rows, places }: { rows: OpenMatter[]; places: ReadonlyMap<string, string> }) => (
  <Table<OpenMatter>
    caption="离任委员还没有办完的事项"
    rows={rows}
    href={({ declared, row }) => `/${declared.path}/${row.id}`}
    columns={[
      { key: 'title', label: '事项', cell: ({ declared, row }) => declared.nameOf(row), onCards: 'title' },
      { key: 'kind', label: '类别', cell: ({ declared }) => declared.title, tight: true },
      { key: 'from', label: '委员', cell: ({ from }) => from.name, tight: true },
      { key: 'place', label: '联络委', cell: ({ from }) => places.get(from.committee_id ?? '') ?? '', tight: true },
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
