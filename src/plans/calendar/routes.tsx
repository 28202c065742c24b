import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Moved } from '#platform/records/deadlines.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Table } from '#platform/ui/table.tsx';
import { correctYear, enterYear } from '#plans/calendar/actions.ts';
import { yearCalendar, yearCalendarFields, type YearCalendar } from '#plans/calendar/record.ts';

const years = resource<YearCalendar>({
  declared: yearCalendar,
  fields: yearCalendarFields,
  newLabel: '登记新一年的安排',
  around: async () => ({ choices: {} }),
  enter: enterYear,
  correct: correctYear,
  listing: {
    columns: [
      { key: 'year', label: '年份', cell: (row) => `${row.year}年`, sort: 'year', onCards: 'title', fixed: true, tight: true },
      { key: 'source', label: '依据', cell: (row) => row.source },
      { key: 'off', label: '放假（天）', cell: (row) => row.off_days.length, align: 'end' },
      { key: 'worked', label: '周末上班（天）', cell: (row) => row.worked_days.length, align: 'end' },
    ],
    filters: [],
    defaultSort: '-year',
    empty: '还没有工作日历。国务院办公厅每年11月前后公布下一年的安排，贴进来登记即可。',
  },
  lead: (row) => row.source,
  sections: (row) => <><Days row={row} /><MovedDeadlines moved={row.moved as unknown as Moved[]} /></>,
});

export const mount = (site: Site): void => mountResource(site, years);

function Days({ row }: { row: YearCalendar }) {
  return (
    <Section title="系统读出的日期">
      <Facts facts={[
        { label: `放假（${row.off_days.length}天）`, value: row.off_days.map(monthAndDay).join('、'), wide: true },
        { label: `周末上班（${row.worked_days.length}天）`, value: row.worked_days.map(monthAndDay).join('、') || '没有', wide: true },
      ]} />
    </Section>
  );
}

const monthAndDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

function MovedDeadlines({ moved }: { moved: Moved[] }) {
  return (
    <Section title="随之调整的期限" count={moved.length}>
      {moved.length === 0 && <p class="quiet">登记时没有因此变动的期限。</p>}
      {moved.length > 0 && <Table<Moved>
        caption="随工作日历调整的期限"
        rows={moved}
        columns={[
          { key: 'name', label: '事项', cell: ({ name }) => name, onCards: 'title' },
          { key: 'from', label: '原期限', cell: ({ from }) => from, tight: true },
          { key: 'to', label: '现期限', cell: ({ to }) => to, tight: true },
        ]}
      />}
    </Section>
  );
}
