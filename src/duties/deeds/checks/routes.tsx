import { derivedFacts } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { committeeChoices } from '#institutions/facts.ts';
import { checkSteps, correctRound, enterRound, roundSteps } from '#duties/deeds/checks/actions.ts';
import { checkWays, deedCheck, deedCheckFields, type DeedCheck } from '#duties/deeds/checks/record.ts';
import { deedRound, deedRoundFields, METHOD, pools, type DeedRound } from '#duties/deeds/checks/rounds/record.ts';
import { deed } from '#duties/deeds/record.ts';

interface RoundAround extends Surroundings {
  places: ReadonlyMap<string, string>;
  checks: readonly DeedCheck[];
}

const MOST_CHECKS = 300;

const stateOf = ({ state }: DeedCheck): string => deedCheck.states[state as 'drawn'].label;
const checkColumns = (placeOf: (row: DeedCheck) => string): Column<DeedCheck>[] => [
  { key: 'subject', label: '实事', cell: ({ subject }) => subject, onCards: 'title' },
  { key: 'place', label: '联络委', cell: placeOf },
  { key: 'found', label: '核查情况', cell: ({ found }) => found ?? '' },
  { key: 'checked_on', label: '核查日期', cell: ({ checked_on }) => checked_on ?? '', tight: true },
  { key: 'state', label: '结果', cell: stateOf, tight: true },
];

const rounds = resource<DeedRound, RoundAround>({
  declared: deedRound,
  fields: deedRoundFields,
  newLabel: '安排一次抽查',
  async around(reading, rows) {
    const committees = await committeeChoices(reading);
    return {
      choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])),
      checks: rows.length === 1 ? await list(reading, deedCheck, { where: is<DeedCheck>('round_id', rows[0]!.id), limit: MOST_CHECKS }) : [],
    };
  },
  known: () => ({ from_day: `${today().slice(0, 4)}-01-01`, to_day: today(), pool: 'verified', sample_size: 10 }),
  enter: enterRound,
  correct: correctRound,
  effects: roundSteps,
  listing: {
    columns: [
      { key: 'title', label: '抽查', cell: ({ title }) => title, onCards: 'title', fixed: true },
      { key: 'from_day', label: '实事完成时间', cell: ({ from_day, to_day }) => `${from_day}至${to_day}`, sort: 'from_day' },
      { key: 'drawn', label: '抽到（件）', cell: ({ deed_ids }) => deed_ids.length, align: 'end' },
      { key: 'of', label: '从几件中', cell: ({ drawn_from }) => drawn_from.length, align: 'end' },
      { key: 'state', label: '状态', cell: ({ state }) => deedRound.states[state as 'planned'].label, tight: true },
    ],
    filters: [searchOn(deedRound, '关键词', '名称、依据'), stateFilter(deedRound)],
    defaultSort: '-from_day',
    empty: '还没有抽查。写一个公开的种子，系统抽出几件，逐件核查。',
  },
  lead: (row) => `${row.from_day}至${row.to_day}办成的 · ${pools[row.pool as 'done']}`,
  facts: (row, { choices }) => [
    ...derivedFacts(deedRoundFields, { ...row }, choices),
    ...(row.drawn_on ? [{ label: '抽取日期', value: row.drawn_on }, { label: '从几件中抽', value: row.drawn_from.length }] : []),
    { label: '抽取办法', value: METHOD, wide: true },
  ],
  sections: (row, { checks, places }) => row.drawn_on && (
    <Section title="抽到的实事" count={checks.length}>
      <Table<DeedCheck> caption="抽到的实事" rows={[...checks]} href={({ id }) => `/${deedCheck.path}/${id}`} columns={checkColumns(({ committee_id }) => places.get(committee_id ?? '') ?? '')} />
    </Section>
  ),
  others: () => [{ label: '全部抽查结果', href: `/${deedCheck.path}` }],
});

interface CheckAround extends Surroundings {
  places: ReadonlyMap<string, string>;
}

const checks = resource<DeedCheck, CheckAround>({
  declared: deedCheck,
  fields: deedCheckFields,
  newLabel: false,
  async around(reading) {
    const committees = await committeeChoices(reading);
    return { choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])) };
  },
  effects: checkSteps,
  listing: {
    columns: [
      { key: 'subject', label: '实事', cell: ({ subject }) => subject, onCards: 'title', fixed: true },
      { key: 'place', label: '联络委', cell: ({ committee_id }, { places }) => places.get(committee_id ?? '') ?? '' },
      { key: 'drawn_on', label: '抽到日期', cell: ({ drawn_on }) => drawn_on, sort: 'drawn_on', tight: true },
      { key: 'checked_on', label: '核查日期', cell: ({ checked_on }) => checked_on ?? '', tight: true },
      { key: 'state', label: '结果', cell: stateOf, tight: true },
    ],
    filters: [searchOn(deedCheck, '关键词', '实事、核查情况'), referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(deedCheck), daysOn('drawn_on', '抽到日期', { more: true })],
    defaultSort: '-drawn_on',
    empty: '还没有抽到实事。',
  },
  lead: (row, { places }) => `${places.get(row.committee_id ?? '') ?? ''} · ${row.drawn_on}抽到`,
  facts: (row) => [
    { label: '实事', value: <a href={`/${deed.path}/${row.deed_id}`}>{row.subject}</a>, wide: true },
    ...(row.way ? [{ label: '怎样核查的', value: checkWays[row.way as 'visit'] }, { label: '核查人', value: row.checker }, { label: '核查日期', value: row.checked_on }] : []),
    ...(row.found ? [{ label: '核查情况', value: <LongText text={row.found} />, wide: true }] : []),
  ],
  others: (row) => [{ label: '这件实事', href: `/${deed.path}/${row.deed_id}` }],
});

export function mountChecks(site: Site): void {
  mountResource(site, rounds);
  mountResource(site, checks);
}
