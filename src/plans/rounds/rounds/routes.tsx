import { committeeChoices } from '#institutions/facts.ts';
import { finding, type Finding } from '#plans/rounds/findings/record.ts';
import { closing, correctRound, drawing, enterRound } from '#plans/rounds/rounds/actions.ts';
import { round, roundFields, samplings, type Round } from '#plans/rounds/rounds/record.ts';
import { METHOD } from '#plans/rounds/rounds/sample.ts';
import { shortIn } from '#plans/rounds/visits/checks.ts';
import { roundVisit, type RoundVisit } from '#plans/rounds/visits/record.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import { oneOf } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';

interface Around extends Surroundings {
  places: Map<string, string>;
  visits: RoundVisit[];
  findings: Finding[];
}

/** Shown below one round at most. */
const MOST = 500;

const rounds = resource<Round, Around>({
  declared: round,
  fields: roundFields,
  async around(reading, rows) {
    const committees = await committeeChoices(reading);
    const ids = rows.map(({ id }) => id);
    const [visits, findings] = rows.length === 1
      ? [await list(reading, roundVisit, { where: oneOf<RoundVisit>('round_id', ids), limit: MOST }), await list(reading, finding, { where: oneOf<Finding>('round_id', ids), order: [{ column: 'found_on' }], limit: MOST })]
      : [[], []];
    return { choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])), visits, findings };
  },
  enter: enterRound,
  correct: correctRound,
  effects: { draw: drawing, close: closing },
  known: () => ({ from_day: today(), to_day: today(), sampling: 'random' }),
  facts: (row, { choices }) => [
    ...derivedFacts(roundFields, { ...row }, choices),
    ...(row.drawn_on ? [{ label: '确定日期', value: row.drawn_on }, { label: '从几个中确定', value: row.drawn_from.length }] : []),
    ...(row.sampling === 'random' ? [{ label: '抽取办法', value: METHOD, wide: true }] : []),
  ],
  others: (row, _around, visit) => (holds(visit.actor, 'county_office') && row.state !== 'planned' ? [{ label: '起草通报', href: `/circulars/new?round=${row.id}` }] : []),
  sections: (row, around) => (row.drawn_on ? <Course around={around} /> : null),
  listing: {
    columns: [
      { key: 'title', label: '督查', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'from_day', label: '开始', cell: (row) => row.from_day, sort: 'from_day', tight: true },
      { key: 'to_day', label: '结束', cell: (row) => row.to_day, tight: true },
      { key: 'sampling', label: '抽取方式', cell: (row) => samplings[row.sampling as keyof typeof samplings], tight: true },
      { key: 'committees', label: '联络委（个）', cell: (row) => row.committee_ids.length, align: 'end' },
      { key: 'state', label: '状态', cell: (row) => round.states[row.state as 'planned']?.label, tight: true },
    ],
    filters: [searchOn(round, '关键词', '名称、内容'), daysOn('from_day', '开始日期'), stateFilter(round), choiceOn('sampling', '抽取方式', samplings, { more: true })],
    defaultSort: '-from_day',
    empty: '还没有督查。登记一次督查，确定对象，走访中发现的问题在这里整改、销号。',
  },
  lead: (row) => `${row.from_day}至${row.to_day} · ${samplings[row.sampling as keyof typeof samplings]}`,
});

export const mount = (site: Site): void => mountResource(site, rounds);

function Course({ around: { places, visits, findings } }: { around: Around }) {
  const placeOf = (one: { committee_id: string }) => places.get(one.committee_id) ?? '';
  return (
    <>
      <Section title="走访" count={visits.length}>
        <Table<RoundVisit>
          caption="走访" rows={visits} href={({ id }) => `/round-visits/${id}`}
          columns={[
            { key: 'place', label: '联络委', cell: placeOf, onCards: 'title' },
            { key: 'visited_on', label: '走访日期', cell: (one) => one.visited_on ?? '', tight: true },
            { key: 'short', label: '不符合（项）', cell: (one) => (one.visited_on ? shortIn(one.checks) : ''), align: 'end' },
            { key: 'findings', label: '问题（个）', cell: (one) => (one.visited_on ? findings.filter(({ visit_id }) => visit_id === one.id).length : ''), align: 'end' },
            { key: 'state', label: '状态', cell: (one) => roundVisit.states[one.state as 'planned']?.label, tight: true },
          ]}
        />
      </Section>
      <Section title="问题" count={findings.length}>
        <Table<Finding>
          caption="问题" rows={findings} href={({ id }) => `/findings/${id}`}
          columns={[
            { key: 'what', label: '问题', cell: ({ what }) => what, onCards: 'title' },
            { key: 'place', label: '联络委', cell: placeOf },
            { key: 'mend_by', label: '整改期限', cell: ({ mend_by }) => mend_by, tight: true },
            { key: 'state', label: '状态', cell: (one) => finding.states[one.state as 'found']?.label, tight: true },
          ]}
        />
      </Section>
    </>
  );
}
