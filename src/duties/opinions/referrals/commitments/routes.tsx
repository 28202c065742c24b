import { committeeChoices, unitChoices } from '#institutions/facts.ts';
import { daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { today } from '#platform/time.ts';
import { DueLight } from '#platform/ui/due.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import { parameterAt } from '#plans/facts.ts';
import { effects } from '#duties/opinions/referrals/commitments/actions.ts';
import { commitment, commitmentFields, type Commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { referral } from '#duties/opinions/referrals/record.ts';

interface Around extends Surroundings {
  units: ReadonlyMap<string, string>;
  places: ReadonlyMap<string, string>;
  near: number;
}

const Due = ({ row, near }: { row: Commitment; near: number }) => <span class="due">{row.due_on} <DueLight declared={commitment} row={row} near={near} /></span>;

/** 承诺台账: what units promised when they answered, by the day by which it is to be done. */
const commitments = resource<Commitment, Around>({
  declared: commitment,
  fields: commitmentFields,
  newLabel: false, // made by answering a referral
  async around(reading) {
    const [committees, units] = [await committeeChoices(reading), await unitChoices(reading)];
    return {
      choices: { committee: committees, unit: units }, near: await parameterAt(reading, 'light.near_days', today()),
      units: new Map(units.map(({ value, label }) => [value, label])), places: new Map(committees.map(({ value, label }) => [value, label])),
    };
  },
  effects,
  listing: {
    columns: [
      { key: 'promise', label: '承诺办成什么', cell: (row) => row.promise, onCards: 'title', fixed: true },
      { key: 'unit', label: '承诺单位', cell: (row, { units }) => units.get(row.lead_unit_id) ?? '' },
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'subject', label: '事由', cell: (row) => row.subject, shown: false },
      { key: 'made_on', label: '承诺日期', cell: (row) => row.made_on, tight: true, shown: false },
      { key: 'due_on', label: '承诺期限', cell: (row, { near }) => <Due row={row} near={near} />, plain: (row) => row.due_on, sort: 'due_on', tight: true },
      { key: 'postponed', label: '改期（次）', cell: (row) => row.postponed || '', align: 'end', shown: false },
      { key: 'state', label: '状态', cell: (row) => commitment.states[row.state as 'open']?.label, tight: true },
    ],
    filters: [
      searchOn(commitment, '关键词', '承诺、事由、兑现情况'),
      referenceOn('lead_unit_id', '承诺单位', ({ choices }) => choices.unit ?? []),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      stateFilter(commitment),
      daysOn('due_on', '承诺期限', { more: true }),
    ],
    defaultSort: '-due_on',
    empty: '还没有承诺。承办单位答复“列入计划”时写明办成什么、哪天之前，就会记在这里。',
  },
  lead: (row, { units, near }) => <>{units.get(row.lead_unit_id) ?? ''} · <Due row={row} near={near} /></>,
  facts: (row, { units, places, near }) => [
    { label: '承诺办成什么', value: row.promise, wide: true },
    { label: '事由', value: row.subject, wide: true },
    { label: '承诺单位', value: units.get(row.lead_unit_id) ?? '' },
    { label: '联络委', value: places.get(row.committee_id) ?? '' },
    { label: '承诺日期', value: row.made_on },
    { label: '承诺期限', value: <>{<Due row={row} near={near} />}{row.postponed > 0 && `（改期${row.postponed}次）`}</> },
    ...(row.report ? [{ label: '兑现情况', value: <LongText text={row.report} />, wide: true }, { label: '报兑现日期', value: row.reported_on }] : []),
    ...(row.judged_on ? [{ label: '认定日期', value: row.judged_on }] : []),
  ],
  others: (row) => [{ label: '转办件', href: `/${referral.path}/${row.referral_id}` }],
});

export const mount = (site: Site): void => mountResource(site, commitments);
