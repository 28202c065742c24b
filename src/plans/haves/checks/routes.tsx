import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { accepting, correctCheck, enterCheck, givingBack, reinspecting, revoking, submitting } from '#plans/haves/checks/actions.ts';
import { acceptingFields, checkFields, haveCheck, mendFields, type HaveCheck } from '#plans/haves/checks/record.ts';
import { parameterAt } from '#plans/facts.ts';
import { ItemLamp } from '#plans/haves/lamps.tsx';
import { overviewOn, type CommitteeStanding } from '#plans/haves/overview.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { DueLight } from '#platform/ui/due.tsx';
import { Facts } from '#platform/ui/facts.tsx';

interface Around extends Surroundings {
  places: Map<string, string>;
  near: number;
  /** Of one committee: where its items stand today. */
  items: CommitteeStanding['items'];
}

const checks = resource<HaveCheck, Around>({
  declared: haveCheck,
  fields: checkFields,
  async around(reading, rows) {
    const committees = await committeeChoices(reading);
    const standing = rows.length === 1 ? await overviewOn(reading, today(), rows[0]!.committee_id) : undefined;
    return {
      choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])),
      near: await parameterAt(reading, 'light.near_days', today()), items: standing?.committees[0]?.items ?? [],
    };
  },
  enter: enterCheck,
  correct: correctCheck,
  effects: { submit: submitting, accept: accepting, giveBack: givingBack, reinspect: reinspecting, revoke: revoking },
  known: (visit) => ({ committee_id: visit.query.get('committee') ?? ownCommittee(visit.actor) }),
  newLabel: '开始自查',
  enterLabel: '开始自查',
  facts: (row, { choices }) => [
    ...derivedFacts(checkFields, { ...row }, choices),
    { label: '报请验收日期', value: row.submitted_on },
    ...derivedFacts(mendFields, { ...row }, choices),
    ...derivedFacts(acceptingFields, { ...row }, choices),
    { label: '复查合格日期', value: row.reinspected_on },
    { label: '复查不合格日期', value: row.revoked_on },
  ],
  others: (row) => [{ label: '各项现状', href: `/haves/${row.committee_id}` }],
  sections: (_row, { items }) => items.length > 0 && (
    <Section title="今天各项现状">
      <Facts facts={items.map((one) => ({ label: one.item.label, value: <><ItemLamp of={one} /> {one.why}</>, wide: true }))} />
    </Section>
  ),
  listing: {
    columns: [
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '', onCards: 'title', fixed: true },
      { key: 'submitted_on', label: '报请验收', cell: (row) => row.submitted_on ?? '', sort: 'submitted_on', tight: true },
      { key: 'mend_by', label: '整改期限', cell: (row, { near }) => row.mend_by && <span class="due">{row.mend_by}<DueLight declared={haveCheck} row={row} near={near} /></span>, plain: (row) => row.mend_by },
      { key: 'accepted_on', label: '验收日期', cell: (row) => row.accepted_on ?? '', tight: true },
      { key: 'accepted_by', label: '验收人', cell: (row) => row.accepted_by ?? '' },
      { key: 'state', label: '状态', cell: (row) => haveCheck.states[row.state as 'checking']?.label, tight: true },
    ],
    filters: [referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(haveCheck), daysOn('accepted_on', '验收日期')],
    defaultSort: '-submitted_on',
    empty: '还没有自查验收。各联络委对照清单自查，再报请县政协办公室验收。',
  },
  lead: (row, { places }) => places.get(row.committee_id) ?? '',
});

export const mount = (site: Site): void => mountResource(site, checks);
