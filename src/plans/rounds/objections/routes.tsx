import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { answering, correctObjection, enterObjection } from '#plans/rounds/circulars/actions.ts';
import { circular, type Circular } from '#plans/rounds/circulars/record.ts';
import { answerFields, objection, objectionFields, type Objection } from '#plans/rounds/objections/record.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';

interface Around extends Surroundings {
  names: Map<string, string>;
}

const MOST_CIRCULARS = 200;

async function circularChoices(reading: Reading) {
  const rows = await list(reading, circular, { where: oneOf<Circular>('state', ['told', 'issued']), limit: MOST_CIRCULARS });
  return rows.map(({ id, title }) => ({ value: id, label: title }));
}

const objections = resource<Objection, Around>({
  declared: objection,
  fields: objectionFields,
  async around(reading) {
    const choices = { committee: await committeeChoices(reading), circular: await circularChoices(reading) };
    return { choices, names: new Map(Object.values(choices).flat().map(({ value, label }) => [value, label])) };
  },
  enter: enterObjection,
  correct: correctObjection,
  effects: { answer: answering },
  newLabel: '提出异议',
  known: (visit) => ({ circular_id: visit.query.get('circular') ?? undefined, committee_id: ownCommittee(visit.actor) }),
  facts: (row, { choices }) => [...derivedFacts(objectionFields, { ...row }, choices), { label: '提出日期', value: row.raised_on }, ...derivedFacts(answerFields, { ...row }, choices)],
  others: (row) => [{ label: '通报', href: `/circulars/${row.circular_id}` }],
  listing: {
    columns: [
      { key: 'words', label: '异议', cell: (row) => row.words, onCards: 'title', fixed: true },
      { key: 'committee', label: '联络委', cell: (row, { names }) => names.get(row.committee_id) ?? '' },
      { key: 'circular', label: '通报', cell: (row, { names }) => names.get(row.circular_id) ?? '' },
      { key: 'raised_on', label: '提出日期', cell: (row) => row.raised_on, sort: 'raised_on', tight: true },
      { key: 'state', label: '状态', cell: (row) => objection.states[row.state as 'raised']?.label, tight: true },
    ],
    filters: [referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(objection)],
    defaultSort: '-raised_on',
    empty: '没有通报异议。被点名的联络委收到告知后，可以在期限内在这里提出。',
  },
  lead: (row, { names }) => [names.get(row.committee_id), names.get(row.circular_id)].filter(Boolean).join(' · '),
});

export const mount = (site: Site): void => mountResource(site, objections);
