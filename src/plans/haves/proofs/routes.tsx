import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { correctProof, enterProof, itemChoices, withdrawing } from '#plans/haves/proofs/actions.ts';
import { haveProof, proofFields, type HaveProof } from '#plans/haves/proofs/record.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { today } from '#platform/time.ts';

interface Around extends Surroundings {
  names: Map<string, string>;
}

const proofs = resource<HaveProof, Around>({
  declared: haveProof,
  fields: proofFields,
  async around(reading) {
    const choices = { committee: await committeeChoices(reading), have_item: await itemChoices(reading) };
    return { choices, names: new Map(Object.values(choices).flat().map(({ value, label }) => [value, label])) };
  },
  enter: enterProof,
  correct: correctProof,
  effects: { withdraw: withdrawing },
  known: (visit) => ({ committee_id: visit.query.get('committee') ?? ownCommittee(visit.actor), item_id: visit.query.get('item') ?? undefined, since: today() }),
  facts: (row, { choices }) => [...derivedFacts(proofFields, { ...row }, choices), ...(row.withdrawn_on ? [{ label: '撤下', value: `${row.withdrawn_on}起` }] : [])],
  others: (row) => [{ label: '各项现状', href: `/haves/${row.committee_id}` }],
  listing: {
    columns: [
      { key: 'words', label: '内容', cell: (row) => row.words, onCards: 'title', fixed: true },
      { key: 'committee', label: '联络委', cell: (row, { names }) => names.get(row.committee_id) ?? '' },
      { key: 'item', label: '项目', cell: (row, { names }) => names.get(row.item_id) ?? '不在施行中的清单里', tight: true },
      { key: 'since', label: '从哪天起', cell: (row) => row.since, sort: 'since', tight: true },
      { key: 'ends_on', label: '到哪天为止', cell: (row) => row.withdrawn_on ?? row.ends_on ?? '', tight: true },
      { key: 'state', label: '状态', cell: (row) => haveProof.states[row.state as 'standing']?.label, tight: true },
    ],
    filters: [referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), referenceOn('item_id', '项目', ({ choices }) => choices['have_item'] ?? []), stateFilter(haveProof)],
    defaultSort: '-since',
    empty: '还没有佐证。场所和制度在这里登记；人员、设备、经费在各自的登记里，不用重复填。',
  },
  lead: (row, { names }) => [names.get(row.committee_id), names.get(row.item_id)].filter(Boolean).join(' · '),
});

export const mount = (site: Site): void => mountResource(site, proofs);
