import type { Child } from 'hono/jsx';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds, roles } from '#platform/identity/actor.ts';
import { all, is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import { findUnderWay } from '#institutions/by-appointments/facts.ts';
import { committeeChoices, unitChoices } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { officeChoices, officeIn } from '#institutions/offices-called.ts';
import { personChoices, rosterOf, type RosterData } from '#institutions/people/facts.ts';
import { confirmation, correctPost, ending, enterPost } from '#institutions/posts/actions.ts';
import { certified, mountCertificate } from '#institutions/posts/certificate.tsx';
import { post, postFields, postRoles, type Post } from '#institutions/posts/record.ts';
import { mountVacancies } from '#institutions/posts/vacancies.tsx';

interface Around extends Surroundings {
  names: Map<string, string>;
  people: Map<string, RosterData>;
  /** Who of them are county members, or on the way to it. */
  seated: Set<string>;
  officeOf(office: string): string;
}

/** The one person of a page, when already a member or on the way to become one. */
async function seatedAmong(reading: Reading, person: string | undefined): Promise<Set<string>> {
  if (!person) return new Set();
  const sitting = await list(reading, member, { where: all(is<Member>('state', 'current'), is<Member>('person_id', person)), limit: 1 });
  return new Set(sitting.length > 0 || (await findUnderWay(reading, person)) ? [person] : []);
}

const posts = resource<Post, Around>({
  declared: post,
  fields: postFields,
  provedEntry: true,
  async around(reading, rows, { county }) {
    const [committees, units] = [await committeeChoices(reading), await unitChoices(reading)];
    const onForm = rows.length <= 1 && holds(reading.actor, 'county_office');
    return {
      choices: { committee: committees, unit: units, person: onForm ? await personChoices(reading) : [], ...officeChoices(county) },
      officeOf: (office) => officeIn(county, office),
      names: new Map([...committees, ...units].map(({ value, label }) => [value, label])),
      people: await rosterOf(reading, rows.map(({ person_id }) => person_id)),
      seated: await seatedAmong(reading, rows.length === 1 ? rows[0]!.person_id : undefined),
    };
  },
  enter: enterPost,
  correct: correctPost,
  effects: { end: ending, confirm: confirmation },
  known: ({ query }) => ({ since: today(), role: query.get('role'), committee_id: query.get('committee') }),
  listOthers: () => [{ label: '空缺', href: '/posts/vacancies' }],
  others: (row, { seated }, visit) => (holds(visit.actor, 'county_office') ? [
    ...(row.role === 'director' && row.state === 'holding' && !seated.has(row.person_id) ? [{ label: '办理增补', href: `/by-appointments/new?${new URLSearchParams({ person: row.person_id, committee: row.committee_id! })}` }] : []),
    ...(certified(row) ? [{ label: '打印任命书', href: `/posts/${row.id}/certificate` }] : []),
  ] : []),
  form: ({ form, around, row }) => <PostForm form={row ? withPerson(form, around.people.get(row.person_id)) : form} around={around} row={row} />,
  listing: {
    columns: [
      { key: 'name', label: '姓名', cell: (row) => row.name, onCards: 'title', fixed: true },
      { key: 'role', label: '职务', cell: (row) => roleWords(row) },
      { key: 'place', label: '联络委（单位）', cell: (row, { names }) => names.get(row.committee_id ?? row.unit_id ?? '') ?? '' },
      { key: 'party', label: '党内职务', cell: (row, { people, officeOf }) => partyWords(people.get(row.person_id), officeOf) },
      { key: 'since', label: '任职日期', cell: (row) => row.since ?? '', sort: 'since', tight: true },
      { key: 'until', label: '卸任日期', cell: (row) => row.until ?? '', tight: true },
      { key: 'document_no', label: '任命文号', cell: (row) => row.document_no ?? '', shown: false },
      { key: 'state', label: '状态', cell: (row) => post.states[row.state as 'holding']?.label, tight: true },
    ],
    filters: [
      searchOn(post, '姓名'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      choiceOn('role', '职务', postRoles),
      stateFilter(post),
      referenceOn('unit_id', '承办单位', ({ choices }) => choices.unit ?? [], { more: true }),
      daysOn('since', '任职日期', { more: true }),
    ],
    defaultSort: '-since',
    empty: '还没有登记职务。可以逐个登记，或从联络委组成人员名册导入。',
  },
  lead: (row, { names }) => [names.get(row.committee_id ?? row.unit_id ?? ''), row.since && `${row.since}起`].filter(Boolean).join(' · '),
  facts: (row, { choices, people }) => [
    ...derivedFacts(postFields.pick({ name: true, role: true, committee_id: true, unit_id: true }), { ...row }, choices).filter(({ value }) => value !== ''),
    ...derivedFacts(postFields.pick({ position: true, party_post: true, party_place: true }), { ...people.get(row.person_id) }, choices),
    ...derivedFacts(postFields.pick({ since: true, acting: true, document_no: true, certificate_no: true }), { ...row }, choices),
    ...(row.until ? [{ label: '卸任日期', value: row.until }] : []),
  ],
});

export function mount(site: Site): void {
  mountVacancies(site);
  mountCertificate(site);
  mountResource(site, posts);
}

const roleWords = ({ role, acting }: Post): string => `${roles[role as keyof typeof roles] ?? role}${acting ? '（代理）' : ''}`;

const partyWords = (who: RosterData | undefined, officeOf: Around['officeOf']): string => (who?.party_post ? `${who.party_place ?? ''}${officeOf(who.party_post)}` : '');

const PERSON_PART = ['position', 'phone', 'party_post', 'party_place'] as const;

const withPerson = (form: FormState, who: RosterData | undefined): FormState => {
  const known = Object.fromEntries(PERSON_PART.map((name) => [name, who?.[name]]));
  return { ...form, values: { ...known, ...form.values } };
};

function PostForm({ form, around: { choices }, row }: { form: FormState; around: Around; row?: Post }): Child {
  const field = (name: keyof typeof postFields.shape) => <FieldOf of={postFields} name={name} form={form} choices={choices} />;
  return (
    <>
      {(form.problems.same_person || form.values.same_person) && field('same_person')}
      <FieldGroup title="人员">
        {!row && field('person_id')}
        {!row && field('name')}
        {PERSON_PART.map(field)}
      </FieldGroup>
      <FieldGroup title="职务">{(['role', 'committee_id', 'unit_id', 'since', 'acting', 'document_no', 'certificate_no'] as const).map(field)}</FieldGroup>
    </>
  );
}
