import type { Child } from 'hono/jsx';
import { AllFields, FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds, roles } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { Table } from '#platform/ui/table.tsx';
import { committeeChoices } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { officeChoices, officeIn } from '#institutions/offices-called.ts';
import { participationsOf } from '#institutions/participants/facts.ts';
import type { Participant } from '#institutions/participants/record.ts';
import { partyPostsOf } from '#institutions/party-posts/facts.ts';
import type { PartyPost } from '#institutions/party-posts/record.ts';
import { expectOwnMatter, leavingCounty, OWN } from '#institutions/people/actions.ts';
import { passOn } from '#institutions/person-corrected.ts';
import { partyPosts, person, personFields, sexes, type Person } from '#institutions/people/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';

interface Around extends Surroundings {
  memberships: Member[];
  posts: Post[];
  offices: PartyPost[];
  participations: Participant[];
  places: Map<string, string>;
  officeOf(office: string | null): string;
}

const MOST_SHOWN = 100;

/** Whoever is not the office is asked only for what they may put right; the rest goes along as it stands. */
const OwnMatter = ({ form }: { form: FormState }): Child => (
  <>
    {Object.keys(personFields.shape).map((name) =>
      OWN.includes(name) ? <FieldOf of={personFields} name={name} form={form} choices={{}} /> : <input type="hidden" name={name} value={String(form.values[name] ?? '')} />)}
    <p class="hint">姓名、单位及职务等有变动，请告诉县政协办公室来改。</p>
  </>
);

const people = resource<Person, Around>({
  declared: person,
  fields: personFields,
  async around(reading, rows, { county }) {
    const committees = await committeeChoices(reading);
    const [only] = rows.length === 1 ? rows : [];
    const its = { where: is<any>('person_id', only?.id ?? ''), limit: MOST_SHOWN };
    return {
      choices: officeChoices(county),
      officeOf: (office) => officeIn(county, office),
      places: new Map(committees.map(({ value, label }) => [value, label])),
      memberships: only ? await list(reading, member, { ...its, order: [{ column: 'joined_on', descending: true }] }) : [],
      posts: only ? await list(reading, post, { ...its, order: [{ column: 'since', descending: true }] }) : [],
      offices: only ? await partyPostsOf(reading, only.id) : [],
      participations: only ? await participationsOf(reading, only.id) : [],
    };
  },
  async correct(act, row, values) {
    expectOwnMatter(act, row, values);
    const now = { ...row, ...values };
    if (now.name !== row.name || now.affiliation !== row.affiliation) await passOn(act, now);
    return values;
  },
  effects: { leave: leavingCounty },
  form: ({ form, visit, around, row }) =>
    row && !holds(visit.actor, 'county_office') ? <OwnMatter form={form} /> : <AllFields of={personFields} form={form} choices={around.choices} />,
  listing: {
    columns: [
      { key: 'name', label: '姓名', cell: (row) => row.name, onCards: 'title', fixed: true, sort: 'name' },
      { key: 'sex', label: '性别', cell: (row) => sexes[row.sex as keyof typeof sexes] ?? '', tight: true },
      { key: 'ethnic', label: '民族', cell: (row) => row.ethnic ?? '', tight: true },
      { key: 'affiliation', label: '党派', cell: (row) => row.affiliation ?? '', tight: true },
      { key: 'position', label: '单位及职务', cell: (row) => row.position ?? '' },
      { key: 'party_post', label: '党内职务', cell: (row, { officeOf }) => (row.party_post ? `${row.party_place ?? ''}${officeOf(row.party_post)}` : '') },
      { key: 'state', label: '状态', cell: (row) => person.states[row.state as 'active']?.label, tight: true },
    ],
    filters: [searchOn(person, '关键词', '姓名、单位及职务'), stateFilter(person), choiceOn('party_post', '党内职务', partyPosts)],
    defaultSort: 'name',
    empty: '还没有登记人员。登记委员和职务时，人员会一并登记；也可以从委员名册导入。',
  },
  lead: (row) => row.position ?? '',
  sections: (row, { memberships, posts, offices, participations, places, officeOf }) => (
    <>
      {memberships.length > 0 && <Section title="委员身份" count={memberships.length}>
        <Table<Member>
          caption={`${row.name}的委员身份`}
          rows={memberships}
          href={({ id }) => `/members/${id}`}
          columns={[
            { key: 'term', label: '届', cell: ({ term }) => `第${term}届`, onCards: 'title' },
            { key: 'place', label: '所属联络委', cell: ({ committee_id }) => places.get(committee_id ?? '') ?? '' },
            { key: 'joined_on', label: '任职日期', cell: ({ joined_on }) => joined_on ?? '', tight: true },
            { key: 'state', label: '状态', cell: ({ state }) => member.states[state as 'current']?.label, tight: true },
          ]}
        />
      </Section>}
      {memberships.length + posts.length + offices.length + participations.length === 0 && <p class="quiet">还没有登记委员身份或职务。</p>}
      {posts.length > 0 && <Section title="职务" count={posts.length}>
        <Table<Post>
          caption={`${row.name}的职务`}
          rows={posts}
          href={({ id }) => `/posts/${id}`}
          columns={[
            { key: 'role', label: '职务', cell: ({ role }) => roles[role as keyof typeof roles] ?? role, onCards: 'title' },
            { key: 'place', label: '联络委', cell: ({ committee_id }) => places.get(committee_id ?? '') ?? '' },
            { key: 'since', label: '起', cell: ({ since }) => since ?? '', tight: true },
            { key: 'until', label: '止', cell: ({ until }) => until ?? '', tight: true },
            { key: 'paper', label: '任命文号', cell: ({ document_no }) => document_no ?? '' },
          ]}
        />
      </Section>}
      {offices.length > 0 && (
        <Section title="党内职务" count={offices.length}>
          <Table<PartyPost>
            caption={`${row.name}的党内职务`}
            rows={offices}
            href={({ id }) => `/party-posts/${id}`}
            columns={[
              { key: 'office', label: '职务', cell: ({ place, office }) => `${place}${officeOf(office)}`, onCards: 'title' },
              { key: 'since', label: '起', cell: ({ since }) => since ?? '', tight: true },
              { key: 'until', label: '止', cell: ({ until }) => until ?? '', tight: true },
              { key: 'paper', label: '任职文号', cell: ({ document_no }) => document_no ?? '' },
            ]}
          />
        </Section>
      )}
      {participations.length > 0 && (
        <Section title="参加联络委工作" count={participations.length}>
          <Table<Participant>
            caption={`${row.name}参加联络委工作的情况`}
            rows={participations}
            href={({ id }) => `/participants/${id}`}
            columns={[
              { key: 'kind', label: '类别', cell: ({ kind }) => kind, onCards: 'title' },
              { key: 'place', label: '联络委', cell: ({ committee_id }) => places.get(committee_id) ?? '' },
              { key: 'since', label: '起', cell: ({ since }) => since ?? '', tight: true },
              { key: 'until', label: '止', cell: ({ until }) => until ?? '', tight: true },
            ]}
          />
        </Section>
      )}
    </>
  ),
});

export const mount = (site: Site): void => mountResource(site, people);
