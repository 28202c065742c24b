import { ownCommittee } from '#institutions/facts.ts';
import { daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { is } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Table } from '#platform/ui/table.tsx';
import { kindOn, kindsToChoose } from '#duties/kinds-in-force.ts';
import { correctStation, effects, enterStation } from '#duties/stations/actions.ts';
import { namedStations, namesIn, namesOf, type Named } from '#duties/stations/around.ts';
import { mountCalendar, planner } from '#duties/stations/calendar-page.tsx';
import { shiftsIn } from '#duties/stations/calendar.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { mountPlanning } from '#duties/stations/planning-page.tsx';
import { mountPoster } from '#duties/stations/poster.tsx';
import { ofStations } from '#duties/stations/kinds/stations.ts';
import { station, stationFields, type Station } from '#duties/stations/record.ts';
import { dutyShift, type DutyShift } from '#duties/stations/shifts/record.ts';
import { newsItem } from '#duties/stations/news/record.ts';
import { serviceOrder } from '#duties/stations/orders/record.ts';
import { shiftTime, stationWord } from '#duties/stations/words.ts';

interface Around extends Surroundings, Pick<Named, 'places'> {
  /** Of one station, the next days. */
  coming: readonly DutyShift[];
  names: ReadonlyMap<string, string>;
}

/** As far as the page of a station looks ahead. */
const DAYS_AHEAD = 14;

const stations = resource<Station, Around>({
  declared: station,
  fields: stationFields,
  newLabel: '登记服务站',
  async around(reading, rows, visit) {
    const { choices, places } = await namedStations(reading);
    const one = rows.length === 1 && visit.param('id') ? rows[0]! : undefined;
    const coming = one ? await shiftsIn(reading, is<DutyShift>('station_id', one.id), { from: today(), to: daysLater(today(), DAYS_AHEAD) }) : [];
    const kind = await kindsToChoose(reading, ofStations, today(), one?.kind);
    return { choices: { ...choices, kind }, places, coming, names: await namesOf(reading, coming.flatMap(({ member_ids }) => member_ids)) };
  },
  known: (visit, { choices }) => ({ committee_id: ownCommittee(visit.actor), kind: choices['kind']?.[0]?.value, opened_on: today() }),
  enter: enterStation,
  correct: correctStation,
  effects,
  listing: {
    columns: [
      { key: 'name', label: '名称', cell: (row) => row.name, onCards: 'title', fixed: true },
      { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'kind', label: '种类', cell: (row) => stationWord(row.kind), tight: true },
      { key: 'address', label: '地址', cell: (row) => row.address },
      { key: 'hours', label: '开放时间', cell: (row) => row.hours },
      { key: 'services', label: '服务项目', cell: (row) => row.services, shown: false },
      { key: 'contact', label: '联系人', cell: (row) => row.contact, shown: false },
      { key: 'phone', label: '联系电话', cell: (row) => row.phone, shown: false },
      { key: 'plaque', label: '牌匾', cell: (row) => row.plaque, shown: false },
      { key: 'opened_on', label: '开办日期', cell: (row) => row.opened_on, sort: 'opened_on', tight: true },
      { key: 'state', label: '状态', cell: (row) => station.states[row.state as 'open'].label, tight: true },
    ],
    filters: [
      searchOn(station, '关键词', '名称、地址、服务项目'), referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(station),
      kindOn('kind', '种类'), daysOn('opened_on', '开办日期', { more: true }),
    ],
    defaultSort: '-opened_on',
    empty: '还没有委员服务站。登记以后可以排值班、接受预约和点单；从表格导入也可以。',
  },
  listOthers: () => [{ label: '点单', href: `/${serviceOrder.path}/board` }, { label: '全部值班', href: `/${dutyShift.path}` }, { label: newsItem.title, href: `/${newsItem.path}` }],
  lead: (row, { places }) => `${places.get(row.committee_id) ?? ''} · ${stationWord(row.kind)}`,
  others: (row, _around, visit) => [
    { label: '值班安排', href: `/${station.path}/${row.id}/calendar`, icon: 'calendar' as const },
    ...(planner(visit, row) ? [{ label: '排值班', href: `/${station.path}/${row.id}/planning` }] : []),
    { label: '公开页', href: `/p/${visit.county.slug}/stations/${row.code}` },
    { label: '打印海报', href: `/${station.path}/${row.id}/poster?view=month`, icon: 'print' as const },
  ],
  sections: (row, { coming, names }) => (
    <Section title={`今后${DAYS_AHEAD}天谁来`} count={coming.length} action={<a class="btn btn-quiet" href={`/${station.path}/${row.id}/calendar?view=month`}>全月</a>}>
      {coming.length === 0 ? <Empty title="还没有排值班" /> : (
        <Table<DutyShift>
          caption="值班" rows={[...coming]} href={({ id }) => `/${dutyShift.path}/${id}`}
          columns={[
            { key: 'time', label: '时间', cell: shiftTime, onCards: 'title' },
            { key: 'who', label: '委员', cell: (one) => namesIn(names, one.member_ids) },
            { key: 'state', label: '状态', cell: (one) => dutyShift.states[one.state as 'draft'].label, tight: true },
          ]}
        />
      )}
    </Section>
  ),
});

export function mount(site: Site): void {
  mountCalendar(site);
  mountPlanning(site);
  mountPoster(site);
  mountResource(site, stations);
}
