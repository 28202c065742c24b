import type { Child } from 'hono/jsx';
import { AllFields, derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, referenceOn, searchOn, stateFilter, tickOn } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { committeesOf, holds, type Actor } from '#platform/identity/actor.ts';
import { today } from '#platform/time.ts';
import type { Fact } from '#platform/ui/facts.tsx';
import type { Option } from '#platform/ui/filters.tsx';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import { committeeChoices, ownCommittee, sectorChoices, sectorGroupChoices, specialCommitteeChoices } from '#institutions/facts.ts';
import { correctMember, effects, enterMember } from '#institutions/members/actions.ts';
import { currentTerm } from '#institutions/members/facts.ts';
import { leavingFields, leavingKinds, member, memberFields, type Member } from '#institutions/members/record.ts';
import { termChoices, termFilter } from '#institutions/terms/facts.ts';
import { orderOfNames, orderWords } from '#institutions/name-order.ts';
import { affiliations } from '#platform/people/affiliations.ts';
import { rosterOf, type RosterData } from '#institutions/people/facts.ts';
import { personFields, sexes, type Person } from '#institutions/people/record.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  sectors: Map<string, string>;
  specialCommittees: Map<string, string>;
  groups: Map<string, string>;
  terms: Option[];
  /** What published rosters say of each person; telephone and the like only for those who may know. */
  people: Map<string, RosterData>;
  term: number | undefined;
  /** How the list is ordered, in words. */
  order: string;
}

const members = resource<Member, Around>({
  declared: member,
  fields: memberFields,
  async around(reading, rows) {
    const [committees, sectors] = [await committeeChoices(reading), await sectorChoices(reading)];
    const [specialCommittees, groups] = [await specialCommitteeChoices(reading), await sectorGroupChoices(reading)];
    return {
      choices: { committee: committees, sector: sectors, special_committee: specialCommittees, sector_group: groups },
      places: named(committees), sectors: named(sectors), specialCommittees: named(specialCommittees), groups: named(groups),
      terms: await termChoices(reading),
      people: await rosterOf(reading, rows.map(({ person_id }) => person_id)),
      term: await currentTerm(reading),
      order: orderWords(await orderOfNames(reading)),
    };
  },
  enter: enterMember,
  correct: correctMember,
  effects,
  known: (visit, { term }) => ({ term: Number(visit.query.get('term')) || term, joined_on: today(), committee_id: ownCommittee(visit.actor) }),
  form: ({ form, around, row }) => <MemberForm form={row ? withPerson(form, around.people.get(row.person_id)) : form} around={around} />,
  listing: {
    columns: [
      { key: 'name', label: '姓名', cell: (row) => row.name, onCards: 'title', fixed: true, sort: 'name_key' },
      { key: 'sex', label: '性别', cell: (row, { people }) => sexes[people.get(row.person_id)?.sex as keyof typeof sexes] ?? '', tight: true },
      { key: 'ethnic', label: '民族', cell: (row, { people }) => people.get(row.person_id)?.ethnic ?? '', tight: true },
      { key: 'sector', label: '界别', cell: (row, { sectors }) => sectors.get(row.sector_id ?? '') ?? '' },
      { key: 'special_committee', label: '专委会', cell: (row, { specialCommittees }) => specialCommittees.get(row.special_committee_id ?? '') ?? '', shown: false },
      { key: 'group', label: '界别小组', cell: (row, { groups }) => groups.get(row.sector_group_id ?? '') ?? '', shown: false },
      { key: 'affiliation', label: '党派', cell: (row) => row.affiliation ?? '', tight: true, shown: false },
      { key: 'position', label: '单位及职务', cell: (row, { people }) => people.get(row.person_id)?.position ?? '' },
      { key: 'place', label: '所属联络委', cell: (row, { places }) => places.get(row.committee_id ?? '') ?? '' },
      { key: 'standing', label: '常委', cell: (row) => (row.standing ? '是' : ''), tight: true },
      { key: 'term', label: '届', cell: (row) => row.term, align: 'end', shown: false },
      { key: 'joined_on', label: '任职日期', cell: (row) => row.joined_on ?? '', tight: true, shown: false },
      { key: 'by_appointment', label: '届中增补', cell: (row) => (row.by_appointment ? '是' : ''), tight: true, shown: false },
      { key: 'left', label: '离任', cell: (row) => leftWords(row), tight: true, shown: false },
      { key: 'state', label: '状态', cell: (row) => member.states[row.state as 'current']?.label, tight: true },
    ],
    filters: [
      searchOn(member, '姓名', '委员姓名'),
      referenceOn('committee_id', '所属联络委', ({ choices }) => choices.committee ?? []),
      referenceOn('sector_id', '界别', ({ choices }) => choices.sector ?? []),
      stateFilter(member),
      termFilter(({ terms }) => terms),
      referenceOn('special_committee_id', '专委会', ({ choices }) => choices.special_committee ?? [], { more: true }),
      referenceOn('sector_group_id', '界别小组', ({ choices }) => choices.sector_group ?? [], { more: true }),
      choiceOn('affiliation', '党派', Object.fromEntries(affiliations.map(({ name }) => [name, name])), { more: true }),
      tickOn('standing', '常委', { yes: '常委', no: '不是常委' }),
    ],
    defaultSort: 'name',
    empty: '还没有登记委员。可以逐位登记，或从政协委员名册导入。',
  },
  lead: (row, { places, sectors }) => [`第${row.term}届`, sectors.get(row.sector_id ?? ''), places.get(row.committee_id ?? '')].filter(Boolean).join(' · '),
  facts: (row, around, visit) => factsOf(row, around, mayReach(visit.actor, row)),
  others: (row, _around, visit) =>
    holds(visit.actor, 'county_office', 'chair') || visit.actor.personId === row.person_id ? [{ label: '人员信息', href: `/people/${row.person_id}` }] : [],
  above: (visit, { order }) => (
    <p class="quiet list-note">
      {order}{!visit.query.has('state') && !visit.query.has('figure') && <>。历届委员都列在这里，<a href="/members?state=current">只看在任的</a></>}
    </p>
  ),
});

const named = (options: readonly Option[]): Map<string, string> => new Map(options.map(({ value, label }) => [value, label]));

const leftWords = ({ left_on, left_kind }: Member): string =>
  left_on ? `${left_on} ${leavingKinds[left_kind as keyof typeof leavingKinds] ?? ''}`.trim() : '';

export const mount = (site: Site): void => mountResource(site, members);

/** The staff of a member's own committee may ring up the member. */
const mayReach = (actor: Actor, row: Member): boolean =>
  holds(actor, 'county_office', 'chair') || actor.personId === row.person_id ||
  (row.committee_id !== null && committeesOf(actor, 'director', 'deputy_director', 'worker').includes(row.committee_id));

const ROSTER = personFields.pick({ name: true, sex: true, ethnic: true, affiliation: true, position: true });
const REACHED = personFields.pick({ phone: true });
const MEMBERSHIP = memberFields.pick({
  term: true, sector_id: true, special_committee_id: true, sector_group_id: true, committee_id: true, joined_on: true, standing: true,
  by_appointment: true, appointed_no: true, rank: true,
});

function factsOf(row: Member, { people, choices }: Around, reachable: boolean): Fact[] {
  const who: Partial<RosterData> = people.get(row.person_id) ?? {};
  return [
    ...derivedFacts(ROSTER, { ...who, name: row.name, affiliation: row.affiliation }, choices),
    ...derivedFacts(MEMBERSHIP, { ...row }, choices),
    ...(reachable ? derivedFacts(REACHED, { ...who }, choices) : []),
    ...(row.resign_asked_on ? [{ label: '提出辞职', value: row.resign_asked_on }] : []),
    ...(row.left_on ? derivedFacts(leavingFields, { ...row }, choices) : []),
  ];
}

const withPerson = (form: FormState, who: RosterData | undefined): FormState => ({ ...form, values: { ...who, ...form.values } });

const PERSON_PART = Object.keys(personFields.omit({ party_post: true, party_place: true }).shape) as (keyof Person)[];

function MemberForm({ form, around }: { form: FormState; around: Around }): Child {
  return (
    <>
      {(form.problems.same_person || form.values.same_person) && <FieldOf of={memberFields} name="same_person" form={form} choices={around.choices} />}
      <FieldGroup title="本人">
        {PERSON_PART.map((name) => <FieldOf of={memberFields} name={name} form={form} choices={around.choices} />)}
      </FieldGroup>
      <FieldGroup title="委员身份">
        <AllFields of={MEMBERSHIP} form={form} choices={around.choices} />
      </FieldGroup>
    </>
  );
}
