import type { Child } from 'hono/jsx';
import { FieldOf, derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds, roles } from '#platform/identity/actor.ts';
import { today } from '#platform/time.ts';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import { committeeChoices } from '#institutions/facts.ts';
import { correctPartyPost, entering, handingOver, resuming, seating, undoing, vacating, type OfficesOn } from '#institutions/party-posts/actions.ts';
import { mountKnown } from '#institutions/party-posts/known.tsx';
import { handOverFields, partyPost, partyPostFields, type BoundRole, type Offices, type PartyPost } from '#institutions/party-posts/record.ts';
import { officeChoices } from '#institutions/offices-called.ts';
import { personChoices } from '#institutions/people/facts.ts';
import { partyPosts } from '#institutions/people/record.ts';

interface Around extends Surroundings {
  offices: Offices;
}

const pagesWith = (officesOn: OfficesOn): Resource<PartyPost, Around> => resource<PartyPost, Around>({
  declared: partyPost,
  fields: partyPostFields,
  async around(reading, rows, { county }) {
    const onForm = rows.length <= 1 && holds(reading.actor, 'county_office');
    return {
      choices: { committee: await committeeChoices(reading), person: onForm ? await personChoices(reading) : [], ...officeChoices(county) },
      offices: await officesOn(reading, today()),
    };
  },
  enter: entering(officesOn),
  correct: correctPartyPost,
  effects: { handOver: handingOver(officesOn), vacate: vacating, seat: seating, undo: undoing, resume: resuming },
  known: () => ({ since: today() }),
  listOthers: ({ actor }) => (holds(actor, 'county_office') ? [{ label: '从名册带入', href: '/party-posts/known' }] : []),
  form: ({ form, around, row }) => <PartyPostForm form={form} around={around} row={row} />,
  stepForm: ({ step, form, around }) => (step === 'handOver' ? <HandOverForm form={form.problems['day'] || form.values['day'] ? form : { ...form, values: { day: today(), ...form.values } }} around={around} /> : undefined),
  listing: {
    columns: [
      { key: 'name', label: '姓名', cell: (row) => row.name, onCards: 'title', fixed: true },
      { key: 'place', label: '乡镇（街道）', cell: (row) => row.place },
      { key: 'office', label: '党内职务', cell: (row, { offices }) => offices[row.office as keyof Offices].label },
      { key: 'bound', label: '兼任', cell: (row) => roles[row.bound_role as BoundRole] ?? '' },
      { key: 'since', label: '任职日期', cell: (row) => row.since ?? '', sort: 'since', tight: true },
      { key: 'until', label: '卸任日期', cell: (row) => row.until ?? '', tight: true },
      { key: 'document_no', label: '任职文号', cell: (row) => row.document_no ?? '', shown: false },
      { key: 'state', label: '状态', cell: (row) => partyPost.states[row.state as 'holding']?.label },
    ],
    filters: [
      searchOn(partyPost, '关键词', '姓名、乡镇'),
      referenceOn('committee_id', '乡镇（街道）', ({ choices }) => choices.committee ?? []),
      choiceOn('office', '党内职务', partyPosts),
      stateFilter(partyPost),
      daysOn('since', '任职日期', { more: true }),
    ],
    defaultSort: '-since',
    empty: '还没有登记党内职务。登记后，换届、调动时办理“交接”，联络委的主任、副主任随之空缺并列入待办。',
  },
  lead: (row, { offices }) => [offices[row.office as keyof Offices].label, row.bound_role && `按设置方案兼任${roles[row.bound_role as BoundRole]}`, row.since && `${row.since}起`].filter(Boolean).join(' · '),
  facts: (row, { choices, offices }) => [
    ...derivedFacts(partyPostFields.pick({ name: true, committee_id: true }), { ...row }, choices),
    { label: '党内职务', value: offices[row.office as keyof Offices].label },
    { label: '兼任', value: roles[row.bound_role as BoundRole] ?? '不兼任联络委职务' },
    ...derivedFacts(partyPostFields.pick({ since: true, document_no: true }), { ...row }, choices),
    ...(row.until ? [{ label: '卸任日期', value: row.until }] : []),
  ],
  others: (row) => [
    { label: `${row.place}联络委`, href: `/committees/${row.committee_id}` },
    ...(row.follows_id ? [{ label: '前任', href: `/party-posts/${row.follows_id}` }] : []),
  ],
});

export const mountWith = (officesOn: OfficesOn) => (site: Site): void => {
  mountKnown(site, officesOn);
  mountResource(site, pagesWith(officesOn));
};

const asked = (form: FormState, name: string): boolean => Boolean(form.problems[name] || form.values[name]);

function PartyPostForm({ form, around: { choices }, row }: { form: FormState; around: Around; row?: PartyPost }): Child {
  const field = (name: keyof typeof partyPostFields.shape) => <FieldOf of={partyPostFields} name={name} form={form} choices={choices} />;
  if (row) return <>{field('since')}{field('document_no')}{(['person_id', 'office', 'committee_id'] as const).map((name) => <input type="hidden" name={name} value={row[name]} />)}</>;
  return (
    <>
      {asked(form, 'same_person') && field('same_person')}
      <FieldGroup title="人员">{(['person_id', 'name'] as const).map(field)}</FieldGroup>
      <FieldGroup title="职务">{(['office', 'committee_id', 'since', 'document_no'] as const).map(field)}</FieldGroup>
    </>
  );
}

const HandOverForm = ({ form, around: { choices } }: { form: FormState; around: Around }): Child => (
  <>
    {(['successor_id', ...(asked(form, 'same_person') ? ['same_person'] : []), 'name', 'day', 'document_no'] as const).map((name) => <FieldOf of={handOverFields} name={name} form={form} choices={choices} />)}
  </>
);
