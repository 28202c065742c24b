import type { Child } from 'hono/jsx';
import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { parameterAt, venueStandardOn } from '#plans/facts.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { referenceOn, searchOn, stateFilter, tickOn } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Badge } from '#platform/ui/badge.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { ChoicesField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { effects } from '#duties/consultations/venues/actions.ts';
import { checkingFields, venue, venueFields, type Venue } from '#duties/consultations/venues/record.ts';
import { venueKinds } from '#duties/consultations/words.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  /** What the plan asks for today, and after how many months it is looked at again. */
  standard: string[];
  months: number;
  held: Consultation[];
}

const MOST = 20;

async function around(reading: Reading, rows: readonly Venue[], visit: Visit): Promise<Around> {
  const committees = await committeeChoices(reading);
  const [only] = visit.param('id') ? rows : [];
  return {
    choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])),
    standard: await venueStandardOn(reading, today()), months: await parameterAt(reading, 'venues.check_months', today()),
    held: only ? await list<Consultation>(reading, consultation, { where: is<Consultation>('venue_id', only.id), order: [{ column: 'held_on', descending: true }], limit: MOST }) : [],
  };
}

const metWords = ({ checked_on, met, standard }: Venue): string => (checked_on ? `${met.length}/${standard.length}项` : '还没有检查');

const venues = resource<Venue, Around>({
  declared: venue,
  fields: venueFields,
  newLabel: '登记场所',
  around,
  known: ({ actor }) => ({ committee_id: ownCommittee(actor), kind: 'courtyard' }),
  effects,
  stepForm: ({ step, row, around, form }) => (step === 'check' ? <CheckForm row={row} around={around} form={form} /> : undefined),
  gathered: { check: (form) => ({ met: form.getAll('met').map(String).join('、') || undefined }) },
  listing: {
    columns: [
      { key: 'name', label: '场所', cell: ({ name }) => name, onCards: 'title', fixed: true },
      { key: 'committee', label: '联络委', cell: ({ committee_id }, { places }) => places.get(committee_id) ?? '' },
      { key: 'kind', label: '类别', cell: ({ kind }) => venueKinds[kind as 'room'], tight: true },
      { key: 'address', label: '地址', cell: ({ address }) => address ?? '' },
      { key: 'met', label: '达到标准', cell: metWords, tight: true },
      { key: 'checked_on', label: '检查', cell: ({ checked_on }) => checked_on ?? '', sort: 'checked_on', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => venue.states[state as 'in_use'].label, tight: true },
    ],
    filters: [searchOn(venue, '关键词', '名称、地址'), referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), tickOn('complete', '各项标准', { yes: '都具备', no: '还有欠缺' }), stateFilter(venue)],
    defaultSort: '-checked_on',
    empty: '还没有登记协商场所。议事室、院坝、鼓楼坪都可以登记一次，以后安排协商时直接选。',
  },
  lead: ({ committee_id, kind, address }, { places }) => [places.get(committee_id), venueKinds[kind as 'room'], address].filter(Boolean).join(' · '),
  sections: (row, around) => <Sections row={row} around={around} />,
});

/** Every item of today's standard, as it was found last. */
const CheckForm = ({ row, around, form }: { row: Venue; around: Around; form: FormState }): Child => {
  const begun: FormState = { ...form, values: { ...form.values, met: typeof form.values['met'] === 'string' ? form.values['met'].split('、') : (form.values['met'] ?? row.met) } };
  return (
    <>
      <ChoicesField form={begun} name="met" label="具备的打勾" options={around.standard.map((value) => ({ value, label: value }))} />
      <AllFields of={checkingFields.omit({ met: true })} form={form} choices={around.choices} />
    </>
  );
};

const Sections = ({ row, around: { standard, months, held } }: { row: Venue; around: Around }): Child => (
  <>
    <Section title="建设标准">
      {row.checked_on ? <p>{row.checked_on}检查，{row.checked_by}。{row.remark}</p> : <p class="quiet">还没有对照标准检查过；每{months}个月检查一次。</p>}
      <ul class="links">{(row.checked_on ? row.standard : standard).map((one) => <li>{one}　{row.checked_on && <Badge tone={row.met.includes(one) ? 'closed' : 'returned'}>{row.met.includes(one) ? '具备' : '欠缺'}</Badge>}</li>)}</ul>
    </Section>
    {held.length > 0 && <Section title="在这里开的协商" count={held.length}><ul class="links">{held.map(({ id, topic, held_on }) => <li><a href={`/${consultation.path}/${id}`}>{topic}</a>　{held_on}</li>)}</ul></Section>}
  </>
);

export const mountVenues = (site: Site): void => mountResource(site, venues);
