import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer, sheetAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { committeesOf, holds, roles, type Role } from '#platform/identity/actor.ts';
import { all, is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Fraction, type FractionProps } from '#platform/ui/charts/fraction.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table } from '#platform/ui/table.tsx';
import { CommitteeForm } from '#institutions/committees/form.tsx';
import { CoveredPlaces, HistoryStrip } from '#institutions/committees/history.tsx';
import { coverage, coverageApi } from '#institutions/committees/coverage.tsx';
import type { CountyWords, WordsOfPlan } from '#institutions/county-words.ts';
import { coverageOf, type Covered } from '#institutions/coverage.ts';
import { historyOf, type Passage } from '#institutions/reorganisations/facts.ts';
import { rosterLines, rosterPaper, rosterSheet } from '#institutions/roster.ts';
import { abolishing, correctCommittee, enterCommittee } from '#institutions/committees/actions.ts';
import { committee, committeeFields, placeKinds, type Committee } from '#institutions/committees/record.ts';
import { sectorChoices } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { rosterOf, type RosterData } from '#institutions/people/facts.ts';
import { openHandovers } from '#institutions/party-posts/facts.ts';
import { partyPost, type PartyPost } from '#institutions/party-posts/record.ts';
import { officeIn } from '#institutions/offices-called.ts';
import { leadersOf, listVacancies, type Vacancy } from '#institutions/posts/facts.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { setting, type Setting } from '#institutions/settings/record.ts';

/** How far a committee is with the duties of a year, as plain fractions; asked of the duties' chapter, which this one does not know. */
export type DutiesOfYear = (reading: Reading, committeeId: string, year: number) => Promise<FractionProps[]>;

interface Around extends Surroundings {
  posts: Post[];
  /** Who led it, now and before. */
  leaders: Post[];
  vacancies: Vacancy[];
  handovers: PartyPost[];
  members: Member[];
  people: Map<string, RosterData>;
  sectors: Map<string, string>;
  decision?: Setting;
  duties: FractionProps[];
  year: number;
  history: Passage[];
  covered: Covered[];
  words?: CountyWords;
}

const MOST_SHOWN = 500;
const RANKS = Object.keys(roles);

const committees = (dutiesOfYear: DutiesOfYear, wordsOfPlan?: WordsOfPlan): Resource<Committee, Around> => resource<Committee, Around>({
  declared: committee,
  fields: committeeFields,
  async around(reading, rows) {
    const year = Number(today().slice(0, 4));
    const [only] = rows.length === 1 ? rows : [];
    const words = await wordsOfPlan?.(reading);
    if (!only) return { choices: {}, posts: [], leaders: [], vacancies: [], handovers: [], members: [], people: new Map(), sectors: new Map(), duties: [], year, history: [], covered: [], words };
    const posts = await list(reading, post, { where: all(is<Post>('committee_id', only.id), is<Post>('state', 'holding')), order: [{ column: 'since' }], limit: MOST_SHOWN });
    const members = await list(reading, member, { where: all(is<Member>('committee_id', only.id), is<Member>('state', 'current')), order: [{ column: 'name_key' }, { column: 'name' }], limit: MOST_SHOWN });
    const [decision] = only.decision_id ? await list(reading, setting, { where: is<Setting>('id', only.decision_id), limit: 1 }) : [];
    return {
      choices: {},
      posts: posts.toSorted((a, b) => RANKS.indexOf(a.role) - RANKS.indexOf(b.role)),
      leaders: await leadersOf(reading, only.id),
      vacancies: await listVacancies(reading, { to: today(), committee: only.id }),
      handovers: await openHandovers(reading, only.id),
      members, decision, year, words,
      history: await historyOf(reading, only),
      covered: await coverageOf(reading, only.id),
      people: await rosterOf(reading, [...posts, ...members].map(({ person_id }) => person_id)),
      sectors: new Map((await sectorChoices(reading)).map(({ value, label }) => [value, label])),
      duties: await dutiesOfYear(reading, only.id, year),
    };
  },
  enter: async (act, values, how) => enterCommittee(act, values, how, await wordsOfPlan?.(act)),
  correct: async (act, row, values) => correctCommittee(act, row, values, await wordsOfPlan?.(act)),
  form: ({ form, around, row }) => <CommitteeForm form={form} words={around.words} row={row} />,
  effects: { abolish: abolishing },
  known: () => ({ form: '联络委', place_kind: 'town' }),
  listing: {
    columns: [
      { key: 'rank', label: '次序', cell: (row) => row.rank, align: 'end', sort: 'rank', onCards: 'hidden' },
      { key: 'name', label: '名称', cell: (row) => row.name, onCards: 'title', fixed: true },
      { key: 'place', label: '乡镇（街道）', cell: (row) => row.place },
      { key: 'kind', label: '类型', cell: (row) => placeKinds[row.place_kind as keyof typeof placeKinds], tight: true },
      { key: 'form', label: '机构形式', cell: (row) => row.form, shown: false },
      { key: 'mode', label: '设置方式', cell: (row) => row.mode ?? '', shown: false },
      { key: 'plaque_on', label: '授牌日期', cell: (row) => row.plaque_on ?? '', tight: true, shown: false },
      { key: 'founded_on', label: '设立日期', cell: (row) => row.founded_on ?? '', tight: true },
      { key: 'decision', label: '审定', cell: (row) => (row.decision_id ? '已登记' : ''), plain: (row) => (row.decision_id ? '已登记' : '') },
      { key: 'state', label: '状态', cell: (row) => committee.states[row.state as 'proposed']?.label, tight: true },
    ],
    filters: [searchOn(committee, '关键词', '名称、乡镇'), choiceOn('place_kind', '类型', placeKinds), stateFilter(committee), daysOn('founded_on', '设立日期', { more: true })],
    defaultSort: 'rank',
    empty: '还没有登记联络委。可以逐个登记，或从联络委名单、委员名册导入。',
  },
  lead: (row) => [placeKinds[row.place_kind as keyof typeof placeKinds], row.founded_on ? `${row.founded_on}设立` : ''].filter(Boolean).join(' · '),
  others: (row, _around, visit) => [
    ...(row.state === 'established' && holds(visit.actor, 'county_office') ? [{ label: '机构调整', href: `/reorganisations/new?committee=${row.id}` }] : []),
    { label: '参加人员', href: `/participants?committee_id=${row.id}` },
    { label: '名册（Word）', href: `/committees/${row.id}/roster.docx` }, { label: '名册（Excel）', href: `/committees/${row.id}/roster.xlsx` },
  ],
  listOthers: (visit) => (holds(visit.actor, 'county_office') ? [{ label: '机构调整', href: '/reorganisations' }] : []),
  sections: (row, around, { county }) => <Sections row={row} around={around} officeOf={(office) => officeIn(county, office)} />,
});

export const mountWith = (dutiesOfYear: DutiesOfYear, wordsOfPlan?: WordsOfPlan) => (site: Site): void => {
  mountResource(site, committees(dutiesOfYear, wordsOfPlan));
  site.add({ method: 'GET', path: '/committees/:id/coverage', handle: coverage, readsOnly: true, api: coverageApi });
  site.add({ method: 'GET', path: '/committees/:id/roster.docx', handle: async (visit) => paperAnswer(visit, rosterPaper(await rosterFor(visit))) });
  site.add({ method: 'GET', path: '/committees/:id/roster.xlsx', handle: async (visit) => sheetAnswer(rosterSheet(await rosterFor(visit))) });
};

/** Telephones go only to the county office and to the committee's own staff. */
const rosterFor = (visit: Visit) => look(visit, async (reading) => {
  const row = await get(reading, committee, visit.param('id'));
  const withPhones = holds(visit.actor, 'county_office', 'chair') || committeesOf(visit.actor, 'director', 'deputy_director', 'worker').includes(row.id);
  return { committee: row, lines: await rosterLines(reading, [row], withPhones), organ: visit.county.bodyName, day: today() };
});

function Sections({ row, around: { posts, leaders, vacancies, handovers, members, people, sectors, decision, duties, year, history, covered }, officeOf }: { row: Committee; around: Around; officeOf(office: string | null | undefined): string }) {
  return (
    <>
      <Vacant vacancies={vacancies} handovers={handovers} />
      {duties.length > 0 && (
        <Section title={`${year}年履职`}>
          <div class="progress-row">{duties.map((duty) => <Fraction {...duty} />)}</div>
        </Section>
      )}
      {history.length > 0 && <Section title="沿革"><HistoryStrip passages={history} /></Section>}
      {covered.length > 0 && <Section title="另外覆盖"><CoveredPlaces covered={covered} /><p class="quiet"><a href={`/committees/${row.id}/coverage`}>看某一天覆盖哪些地方</a></p></Section>}
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
            { key: 'party', label: '党内职务', cell: ({ person_id }) => officeOf(people.get(person_id)?.party_post) || (people.get(person_id)?.position ?? '') },
            { key: 'since', label: '任职日期', cell: ({ since }) => since ?? '', tight: true },
          ]}
        />
      </Section>
      {leaders.length > 0 && (
        <Section title="任职沿革" count={leaders.length}>
          <Table<Post>
            caption={`${row.name}历任主任、副主任`}
            rows={leaders}
            href={({ id }) => `/posts/${id}`}
            columns={[
              { key: 'name', label: '姓名', cell: ({ name }) => name, onCards: 'title' },
              { key: 'role', label: '职务', cell: ({ role, acting }) => `${roles[role as Role] ?? role}${acting ? '（代理）' : ''}` },
              { key: 'since', label: '起', cell: ({ since }) => since ?? '', tight: true },
              { key: 'until', label: '止', cell: ({ until }) => until ?? '', tight: true },
              { key: 'paper', label: '任命文号', cell: ({ document_no }) => document_no ?? '' },
            ]}
          />
        </Section>
      )}
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

/** What is vacant stands before everything else of the committee, with the page on which it is filled. */
function Vacant({ vacancies, handovers }: Pick<Around, 'vacancies' | 'handovers'>) {
  if (vacancies.length === 0) return null;
  return (
    <Remark tone="warning">
      {vacancies.map(({ label, since }) => `${label}空缺${since ? `（${since}起）` : ''}`).join('，')}。
      {handovers.map((one) => <a href={`/party-posts/${one.id}`}>{partyPost.nameOf(one)}</a>)}
      <a href="/posts/vacancies">看全部空缺</a>
    </Remark>
  );
}
