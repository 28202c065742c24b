import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { roles, type Role } from '#platform/identity/actor.ts';
import { all, is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { ProgressCard, type Progress } from '#platform/ui/progress.tsx';
import { Table } from '#platform/ui/table.tsx';
import { abolishing, correctCommittee, enterCommittee } from '#institutions/committees/actions.ts';
import { committee, committeeFields, placeKinds, type Committee } from '#institutions/committees/record.ts';
import { sectorChoices } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { rosterOf, type RosterData } from '#institutions/people/facts.ts';
import { partyPosts } from '#institutions/people/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { setting, type Setting } from '#institutions/settings/record.ts';

/** How far a committee is with the duties of a year, as plain fractions; asked of the duties' chapter, which this one does not know. */
export type DutiesOfYear = (reading: Reading, committeeId: string, year: number) => Promise<Progress[]>;

interface Around extends Surroundings {
  posts: Post[];
  members: Member[];
  people: Map<string, RosterData>;
  sectors: Map<string, string>;
  decision?: Setting;
  duties: Progress[];
  year: number;
}

const MOST_SHOWN = 500;
const RANKS = Object.keys(roles);

const committees = (dutiesOfYear: DutiesOfYear): Resource<Committee, Around> => resource<Committee, Around>({
  declared: committee,
  fields: committeeFields,
  async around(reading, rows) {
    const year = Number(today().slice(0, 4));
    const [only] = rows.length === 1 ? rows : [];
    if (!only) return { choices: {}, posts: [], members: [], people: new Map(), sectors: new Map(), duties: [], year };
    const posts = await list(reading, post, { where: all(is<Post>('committee_id', only.id), is<Post>('state', 'holding')), order: [{ column: 'since' }], limit: MOST_SHOWN });
    const members = await list(reading, member, { where: all(is<Member>('committee_id', only.id), is<Member>('state', 'current')), order: [{ column: 'name_key' }, { column: 'name' }], limit: MOST_SHOWN });
    const [decision] = only.decision_id ? await list(reading, setting, { where: is<Setting>('id', only.decision_id), limit: 1 }) : [];
    return {
      choices: {},
      posts: posts.toSorted((a, b) => RANKS.indexOf(a.role) - RANKS.indexOf(b.role)),
      members, decision, year,
      people: await rosterOf(reading, [...posts, ...members].map(({ person_id }) => person_id)),
      sectors: new Map((await sectorChoices(reading)).map(({ value, label }) => [value, label])),
      duties: await dutiesOfYear(reading, only.id, year),
    };
  },
  enter: enterCommittee,
  correct: correctCommittee,
  effects: { abolish: abolishing },
  known: () => ({ form: '联络委', place_kind: 'town' }),
  listing: {
    columns: [
      { key: 'rank', label: '次序', cell: (row) => row.rank, align: 'end', sort: 'rank', onCards: 'hidden' },
      { key: 'name', label: '名称', cell: (row) => row.name, onCards: 'title', fixed: true },
      { key: 'place', label: '乡镇（街道）', cell: (row) => row.place },
      { key: 'kind', label: '类型', cell: (row) => placeKinds[row.place_kind as keyof typeof placeKinds], tight: true },
      { key: 'form', label: '机构形式', cell: (row) => row.form, shown: false },
      { key: 'founded_on', label: '设立日期', cell: (row) => row.founded_on ?? '', tight: true },
      { key: 'decision', label: '审定', cell: (row) => (row.decision_id ? '已登记' : ''), plain: (row) => (row.decision_id ? '已登记' : '') },
      { key: 'state', label: '状态', cell: (row) => committee.states[row.state as 'proposed']?.label, tight: true },
    ],
    filters: [searchOn(committee, '关键词', '名称、乡镇'), choiceOn('place_kind', '类型', placeKinds), stateFilter(committee), daysOn('founded_on', '设立日期', { more: true })],
    defaultSort: 'rank',
    empty: '还没有登记联络委。可以逐个登记，或从联络委名单、委员名册导入。',
  },
  lead: (row) => [placeKinds[row.place_kind as keyof typeof placeKinds], row.founded_on ? `${row.founded_on}设立` : ''].filter(Boolean).join(' · '),
  sections: (row, around) => <Sections row={row} around={around} />,
});

export const mountWith = (dutiesOfYear: DutiesOfYear) => (site: Site): void => mountResource(site, committees(dutiesOfYear));

function Sections({ row, around: { posts, members, people, sectors, decision, duties, year } }: { row: Committee; around: Around }) {
  return (
    <>
      {duties.length > 0 && (
        <Section title={`${year}年履职`}>
          <div class="progress-row">{duties.map((duty) => <ProgressCard {...duty} />)}</div>
        </Section>
      )}
      <Section title="设置审定">
        {decision
          ? <p><a href={`/settings/${decision.id}`}>{decision.title}</a>（{[decision.meeting, decision.decided_on, decision.document_no].filter(Boolean).join('，')}）</p>
          : <p class="quiet">还没有登记审定设置的县委常委会会议。<a href="/settings/new">登记设置审定</a></p>}
      </Section>
      <Section title="组成人员" count={posts.length}>
        <Table<Post>
          caption={`${row.name}组成人员`}
          rows={posts}
          href={({ id }) => `/posts/${id}`}
          columns={[
            { key: 'name', label: '姓名', cell: ({ name }) => name, onCards: 'title' },
            { key: 'role', label: '职务', cell: ({ role, acting }) => `${roles[role as Role] ?? role}${acting ? '（代理）' : ''}` },
            { key: 'party', label: '党内职务', cell: ({ person_id }) => partyPosts[people.get(person_id)?.party_post as keyof typeof partyPosts] ?? people.get(person_id)?.position ?? '' },
            { key: 'since', label: '任职日期', cell: ({ since }) => since ?? '', tight: true },
          ]}
        />
      </Section>
      <Section title="所属委员" count={members.length}>
        <Table<Member>
          caption={`${row.name}所属委员，按姓氏笔画为序`}
          rows={members}
          href={({ id }) => `/members/${id}`}
          columns={[
            { key: 'name', label: '姓名', cell: ({ name }) => name, onCards: 'title' },
            { key: 'sector', label: '界别', cell: ({ sector_id }) => sectors.get(sector_id ?? '') ?? '' },
            { key: 'position', label: '单位及职务', cell: ({ person_id }) => people.get(person_id)?.position ?? '' },
          ]}
        />
      </Section>
    </>
  );
}
