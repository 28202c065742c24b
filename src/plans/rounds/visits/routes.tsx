import { committeeChoices } from '#institutions/facts.ts';
import { round, type Round } from '#plans/rounds/rounds/record.ts';
import { roundChoices } from '#plans/rounds/rounds/facts.ts';
import { blankChecks } from '#plans/rounds/visits/checks.ts';
import { visiting } from '#plans/rounds/visits/actions.ts';
import { roundVisit, visitedFields, visitFields, type RoundVisit } from '#plans/rounds/visits/record.ts';
import { AllFields, derivedFacts } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import { find } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import type { FormState } from '#platform/ui/form.tsx';

interface Around extends Surroundings {
  names: Map<string, string>;
  /** The points of the round of the one visit that is shown. */
  points: string;
}

const visits = resource<RoundVisit, Around>({
  declared: roundVisit,
  fields: visitFields,
  async around(reading, rows, visit) {
    const [only] = visit.param('id') ? rows : [];
    const choices = { committee: await committeeChoices(reading), round: await roundChoices(reading) };
    return { choices, names: new Map(Object.values(choices).flat().map(({ value, label }) => [value, label])), points: only ? ((await find<Round>(reading, round, only.round_id))?.points ?? '') : '' };
  },
  newLabel: false,
  effects: { make: visiting },
  stepForm: ({ step, row, around, form }) => (step === 'make' && row.visited_on === null ? <AllFields of={visitedFields} form={withPoints(form, around.points)} choices={around.choices} /> : undefined),
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

/** The round's points stand there already, each waiting for its verdict. */
const withPoints = (form: FormState, points: string): FormState =>
  Object.keys(form.values).length > 0 ? form : { ...form, values: { checks: blankChecks(points), visited_on: today() } };

export const mount = (site: Site): void => mountResource(site, visits);
