import { committeeChoices } from '#institutions/facts.ts';
import { roundChoices } from '#plans/rounds/rounds/facts.ts';
import { visiting } from '#plans/rounds/visits/actions.ts';
import { roundVisit, visitedFields, visitFields, type RoundVisit } from '#plans/rounds/visits/record.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';

interface Around extends Surroundings {
  names: Map<string, string>;
}

const visits = resource<RoundVisit, Around>({
  declared: roundVisit,
  fields: visitFields,
  async around(reading) {
    const choices = { committee: await committeeChoices(reading), round: await roundChoices(reading) };
    return { choices, names: new Map(Object.values(choices).flat().map(({ value, label }) => [value, label])) };
  },
  newLabel: false,
  effects: { make: visiting },
  facts: (row, { choices }) => [...derivedFacts(visitFields, { ...row }, choices), ...derivedFacts(visitedFields, { ...row }, choices)],
  others: (row, _around, visit) => [
    { label: '本次督查', href: `/rounds/${row.round_id}` },
    ...(row.state === 'made' && holds(visit.actor, 'county_office') ? [{ label: '登记问题', href: `/findings/new?visit=${row.id}` }] : []),
  ],
  listing: {
    columns: [
      { key: 'committee', label: '联络委', cell: (row, { names }) => names.get(row.committee_id) ?? '', onCards: 'title', fixed: true },
      { key: 'round', label: '督查', cell: (row, { names }) => names.get(row.round_id) ?? '' },
      { key: 'visited_on', label: '走访日期', cell: (row) => row.visited_on ?? '', sort: 'visited_on', tight: true },
      { key: 'visitors', label: '走访人', cell: (row) => row.visitors ?? '' },
      { key: 'state', label: '状态', cell: (row) => roundVisit.states[row.state as 'planned']?.label, tight: true },
    ],
    filters: [referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(roundVisit), daysOn('visited_on', '走访日期')],
    defaultSort: '-visited_on',
    empty: '还没有走访。督查确定对象后，每个联络委在这里有一次走访。',
  },
  lead: (row, { names }) => [names.get(row.committee_id), names.get(row.round_id)].filter(Boolean).join(' · '),
});

export const mount = (site: Site): void => mountResource(site, visits);
