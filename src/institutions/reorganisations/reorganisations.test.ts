import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyCounty, testCounty, type EmptyCounty, type TestCounty } from '../../../test/county.ts';
import { castOf, other, own } from '../../../test/cast.ts';
import { expectListsEqualFigures } from '../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { committeeChoices, committeeDirectory } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { participant, type Participant } from '#institutions/participants/record.ts';
import { partyPost, type PartyPost } from '#institutions/party-posts/record.ts';
import { partyPostsSlice } from '#institutions/party-posts/slice.ts';
import { cover } from '#institutions/coverage.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { settingsSlice } from '#institutions/settings/slice.ts';
import { effecting } from '#institutions/reorganisations/actions.ts';
import { reorganisation, reorganisationFields, type Reorganisation } from '#institutions/reorganisations/record.ts';
import { reorganisationsSlice } from '#institutions/reorganisations/slice.ts';
import { countFigures } from '#platform/figures/count.ts';
import { is } from '#platform/predicate.ts';
import { reading } from '#platform/records/act.ts';
import { lastAct } from '#platform/records/moment.ts';
import { get, list } from '#platform/records/read.ts';
import { create, createMany, take } from '#platform/records/write.ts';

const words = async () => ({ forms: ['联络委', '工委'], modes: [] });
const slices = [settingsSlice, committeesSlice(undefined, words), reorganisationsSlice(() => [], words), peopleSlice, membersSlice, postsSlice,
  partyPostsSlice(async () => ({ deputy_secretary: { label: '党委副书记', bound: 'director' }, commissioner: { label: '组宣统委员', bound: null } }))];

describe('a reorganisation at the site', () => {
  let county: TestCounty;
  let office: Visitor;
  beforeAll(async () => {
    county = await testCounty(slices);
    office = await siteOf(county, slices)({ role: 'county_office' });
  });
  afterAll(() => county.drop());

  test('who may do what in which state', () => {
    expect(faultsOfPath(reorganisation)).toEqual([]);
    expect(matrix(reorganisation, { '': { effective_on: '2025-01-01' }, 'of a day to come': { effective_on: '2999-01-01' } })).toMatchSnapshot();
  });
  test('relations mean the same in memory and in SQL', () => expectRelationsAgree(county.house, reorganisation, reorganisationFields, { columns: { committee_ids: [[own.committee]], successor_ids: [[], [other.committee]] }, rows: 100 }));

  const momentNow = () => reading(county.house, county.cast.office, lastAct);
  const decided = { document_no: '云委办〔2024〕9号', meeting: '县委常委会第40次会议', decided_on: '2024-05-20', effective_on: '2024-06-01' };

  test.each([
    ['no successor', { kind: 'merge' }, 'successor_ids'],
    ['a day before the decision', { kind: 'rename', new_name: '白石街道政协联络委', effective_on: '2024-05-01' }, 'effective_on'],
    ['a day before the founding', { kind: 'abolish', decided_on: '2021-01-01', effective_on: '2021-06-01' }, 'effective_on'],
    ['no name', { kind: 'rename' }, 'new_name'],
    ['the name that it has', { kind: 'rename', new_name: '白石镇政协联络委' }, 'new_name'],
    ['what is no place', { kind: 'cover', places: '某某公司' }, 'places'],
    ['what another covers', { kind: 'split', successor_places: '小河乡' }, 'successor_places'],
  ])('is refused with %s', async (_what, content, field) => {
    const { status, body } = await office.send('/reorganisations', { ...decided, committee_ids: [county.here.committee], ...content });
    expect({ status, fields: Object.keys(body.fields ?? {}) }).toEqual({ status: 422, fields: [field] });
  });

  test('a renamed one keeps its people, its past its name', async () => {
    const one = (await office.send('/reorganisations', { ...decided, kind: 'rename', committee_ids: [county.here.committee], new_name: '白石街道政协联络委', new_place: '白石街道' })).body;
    expect((await office.get(`/reorganisations/${one.id}`)).text).toContain('白石镇政协联络委更名为白石街道政协联络委');
    expect((await office.send(`/reorganisations/${one.id}/effect`, {})).body.state).toBe('effected');
    expect((await office.json(`/committees/${county.here.committee}`)).body).toMatchObject({ name: '白石街道政协联络委', place: '白石街道', place_kind: 'street', state: 'established' });
    const called = (day?: string) => reading(county.house, county.cast.office, async (look) => (await committeeChoices(look, day)).find(({ value }) => value === county.here.committee)?.label);
    expect([await called(), await called('2024-05-31'), await called('2024-06-01')]).toEqual(['白石街道', '白石镇', '白石街道']);
    const { text } = await office.get(`/committees/${county.here.committee}`);
    expect(text).toContain('由“白石镇政协联络委”更名为“白石街道政协联络委”');
  });

  test('merging moves members and posts as confirmed, and what the merged one covered is found under the other', async () => {
    const held = (await office.send('/posts', { name: '吴干事', role: 'worker', committee_id: county.there.committee, since: '2022-03-01' })).body;
    const director = (await office.send('/posts', { name: '龙主任', role: 'director', committee_id: county.there.committee, since: '2022-03-01' })).body;
    await office.send('/posts', { name: '石主任', role: 'director', committee_id: county.here.committee, since: '2022-03-01' });
    const [secretary] = await county.act(async (act) => {
      await cover(act, county.there.committee, [{ place: '小河园区', kind: 'zone' }], '2023-01-01');
      return createMany<PartyPost>(act, partyPost, [{ state: 'holding', person_id: director.person_id, name: '龙主任', committee_id: county.there.committee, place: '小河乡', office: 'deputy_secretary', bound_role: 'director', since: '2022-03-01' }]);
    });
    const [adviser] = await county.act(async (act) => {
      const [who] = await createMany<Person>(act, person, [{ name: '陆信息' }]);
      return createMany<Participant>(act, participant, [{ person_id: who!.id, name: '陆信息', committee_id: county.there.committee, kind: '信息员', since: '2023-01-01' }]);
    });
    const before = await momentNow();
    const one = (await office.send('/reorganisations', { ...decided, kind: 'merge', committee_ids: [county.there.committee], successor_ids: [county.here.committee] })).body;
    const { text } = await office.get(`/reorganisations/${one.id}`);
    expect(text).toContain('小河乡政协联络委并入白石街道政协联络委');
    expect(text).toContain('涉及1名委员、2个职务、1名参加人员');
    const wrong = await office.send(`/reorganisations/${one.id}/effect`, { moves: [`${director.id}:${county.here.committee}`] });
    expect(wrong.body.fields.moves).toContain('已有在任主任石主任');
    expect((await office.send(`/reorganisations/${one.id}/effect`, {})).body.state).toBe('effected');
    expect((await office.json(`/committees/${county.there.committee}`)).body).toMatchObject({ state: 'abolished', abolished_on: '2024-06-01' });
    expect((await office.json(`/members/${county.there.member}`)).body.committee_id).toBe(county.here.committee);
    expect((await office.json(`/posts/${held.id}`)).body).toMatchObject({ state: 'ended', until: '2024-06-01' });
    expect((await office.json(`/posts/${director.id}`)).body).toMatchObject({ state: 'ended' });
    expect((await office.json(`/party-posts/${secretary!.id}`)).body).toMatchObject({ state: 'ended', until: '2024-06-01' });
    const took = await reading(county.house, county.cast.office, (look) => list<Participant>(look, participant, { where: is('person_id', adviser!.person_id), order: [{ column: 'since' }], limit: 5 }));
    expect(took).toMatchObject([{ committee_id: county.there.committee, state: 'ended', until: '2024-06-01' }, { committee_id: county.here.committee, state: 'taking_part', since: '2024-06-01', kind: '信息员' }]);
    const covers = async (committee: string, query: string) => (await office.json(`/committees/${committee}/coverage?${query}`)).body.places.map(({ place }: { place: string }) => place);
    expect(await covers(county.there.committee, 'day=2024-05-31')).toEqual(['小河乡', '小河园区']);
    expect(await covers(county.there.committee, 'day=2024-06-01')).toEqual([]);
    expect(await covers(county.here.committee, 'day=2024-05-31')).toEqual(['白石镇']);
    expect(await covers(county.here.committee, 'day=2024-06-01')).toEqual(['白石街道', '小河乡', '小河园区']);
    expect(await covers(county.there.committee, `day=2024-06-01&asof=${before.toISOString()}`)).toEqual(['小河乡', '小河园区']);
    expect(await covers(county.here.committee, `day=2024-06-01&asof=${before.toISOString()}`)).toEqual(['白石街道']);
    expect((await office.get(`/committees/${county.here.committee}/coverage?day=2024-06-31`)).status).toBe(400);
    expect((await office.json('/posts?q=吴干事')).body.items).toContainEqual(expect.objectContaining({ committee_id: county.here.committee, state: 'holding', since: '2024-06-01', document_no: decided.document_no }));
    const found = await reading(county.house, county.cast.office, async (look) => (await committeeDirectory(look)).find('小河乡'));
    expect(found).toEqual([county.here.committee]);
    expect((await office.get(`/committees/${county.here.committee}`)).text).toContain('小河乡联络委并入');
  });

  test('figures of the past count in the units of their time', async () => {
    const at = (to: string, one: string) => reading(county.house, county.cast.office, async (look) => (await countFigures(look, membersSlice.figures!, { to, committee: one })).get('members_stationed'));
    expect([await at('2024-05-31', county.there.committee), await at('2024-05-31', county.here.committee)]).toEqual([1, 1]);
    expect([await at('2024-06-01', county.there.committee), await at('2024-06-01', county.here.committee)]).toEqual([0, 2]);
  });

  test('a split founds the new one under the decision, with the members that were chosen', async () => {
    const one = (await office.send('/reorganisations', { ...decided, kind: 'split', committee_ids: [county.here.committee], successor_places: '小河镇', continues: true, effective_on: '2025-01-01' })).body;
    const [fresh] = one.successor_ids;
    expect((await office.send(`/reorganisations/${one.id}/effect`, { moves: [`${county.there.member}:${fresh}`] })).body.state).toBe('effected');
    expect((await office.json(`/committees/${fresh}`)).body).toMatchObject({ state: 'established', founded_on: '2025-01-01', place: '小河镇' });
    expect((await office.json(`/members/${county.there.member}`)).body.committee_id).toBe(fresh);
    expect((await office.json(`/members/${county.here.member}`)).body.committee_id).toBe(county.here.committee);
  });

  test('the form of body changes with the name, by a decision with a day; a correction cannot do it', async () => {
    const { id } = (await office.json('/committees?q=小河镇')).body.items[0];
    const corrected = await office.send(`/committees/${id}`, { form: '工委', version: 2 }, 'PATCH');
    expect([corrected.status, corrected.body.fields.form]).toEqual([422, expect.stringContaining('请在“机构调整”里办理更名')]);
    const one = (await office.send('/reorganisations', { ...decided, kind: 'rename', committee_ids: [id], new_name: '小河镇政协工委', effective_on: '2025-06-01' })).body;
    expect((await office.get(`/reorganisations/${one.id}`)).text).toContain('机构形式由联络委改为工委');
    expect((await office.send(`/reorganisations/${one.id}/effect`, {})).body.state).toBe('effected');
    expect((await office.json(`/committees/${id}`)).body).toMatchObject({ name: '小河镇政协工委', form: '工委' });
  });

  test('lists are as long as the figures', () =>
    expectListsEqualFigures(county.house, slices.flatMap(({ figures = [] }) => figures), { actors: [county.cast.office], committees: [county.here.committee, county.there.committee] }));
});

describe('whatever is renamed, merged and split', () => {
  let county: EmptyCounty;
  beforeAll(async () => void (county = await emptyCounty(slices)));
  afterAll(() => county.drop());

  const PLACES = ['甲镇', '乙镇', '丙乡', '丁乡'];
  const MONTHS = ['2024-03-01', '2024-06-01', '2024-09-01', '2025-01-01', '2025-04-01'];
  const deeds = fc.array(fc.record({ kind: fc.constantFrom('rename', 'merge', 'split'), which: fc.nat(), whither: fc.nat(), continues: fc.boolean(), some: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }) }), { minLength: 3, maxLength: MONTHS.length });

  test('the committees of any day add up to the county, and those that did not stand count nothing', async () => {
    const [script] = fc.sample(deeds, { seed: 17, numRuns: 1 });
    const { office } = castOf(county.id, own, other);
    await county.act(settled);
    const moments: Date[] = [];
    for (const [n, deed] of script!.entries()) {
      await county.act((act) => reorganise(act, deed, MONTHS[n]!, n), office);
      moments.push(await reading(county.house, office, async ({ db }) => (await db.selectFrom('journal_heads').select('at').executeTakeFirstOrThrow()).at));
    }
    const figures = slices.flatMap(({ figures = [] }) => figures).filter((one) => one.committee && one.span);
    expect(figures.map(({ name }) => name)).toEqual(expect.arrayContaining(['committees_established', 'members_stationed', 'directors']));
    for (const asOf of [...moments, undefined]) {
      for (const to of ['2023-12-31', '2024-02-29', ...MONTHS, '2025-12-31', undefined]) {
        await reading(county.house, office, async (plain) => {
          const look = { ...plain, asOf };
          const committees = await list<Committee>(look, committee, { limit: 100 });
          const whole = await countFigures(look, figures, { to });
          const parts = await Promise.all(committees.map(async (one) => ({ one, counts: await countFigures(look, figures, { to, committee: one.id }) })));
          for (const { name } of figures.filter((figure) => figure.name !== 'members_current')) {
            expect(parts.reduce((sum, { counts }) => sum + counts.get(name)!, 0), `${name} to ${to} as of ${asOf?.toISOString()}`).toBe(whole.get(name));
          }
          const gone = parts.filter(({ one }) => to !== undefined && ((one.founded_on ?? '9999') > to || (one.abolished_on ?? '9999') <= to));
          for (const { one, counts } of gone) for (const { name } of figures) expect(counts.get(name), `${name} of ${one.name} to ${to}`).toBe(0);
        });
      }
    }
  });

  async function settled(act: Parameters<typeof reorganise>[0]): Promise<void> {
    const committees = await createMany<Committee>(act, committee, PLACES.map((place, rank) => ({ state: 'established', name: `${place}政协联络委`, place, place_kind: place.endsWith('镇') ? 'town' : 'township', form: '联络委', founded_on: '2022-03-01', rank })));
    const people = await createMany<Person>(act, person, Array.from({ length: 12 }, (_, n) => ({ name: `委员${n}` })));
    await createMany<Member>(act, member, people.map(({ id, name }, n) => ({ person_id: id, name, term: 9, joined_on: '2022-01-10', committee_id: committees[n % 4]!.id, name_key: '' })));
    await createMany<Post>(act, post, people.slice(0, 4).map(({ id, name }, n) => ({ person_id: id, name, role: 'director', committee_id: committees[n]!.id, since: '2022-03-01' })));
  }

  async function reorganise(act: Parameters<Parameters<EmptyCounty['act']>[0]>[0], { kind, which, whither, continues, some }: { kind: string; which: number; whither: number; continues: boolean; some: boolean[] }, day: string, n: number): Promise<void> {
    const standing = await list<Committee>(act, committee, { where: is('state', 'established'), order: [{ column: 'id' }], limit: 100 });
    const one = standing[which % standing.length]!;
    const others = standing.filter(({ id }) => id !== one.id);
    const fresh = kind === 'split' ? await createMany<Committee>(act, committee, [{ name: `新${n}政协联络委`, place: `新${n}乡`, place_kind: 'township', form: '联络委', rank: 9 }]) : [];
    const to = kind === 'merge' ? [others[whither % others.length]!] : fresh;
    const row = await create<Reorganisation>(act, reorganisation, {
      kind, committee_ids: [one.id], successor_ids: to.map(({ id }) => id), continues: kind === 'split' && continues, document_no: `${n}号`, decided_on: day, effective_on: day,
      new_name: kind === 'rename' ? `改名${n}政协联络委` : null, new_place: kind === 'rename' ? `改名${n}镇` : null,
    });
    const members = await list<Member>(act, member, { where: is('committee_id', one.id), order: [{ column: 'id' }], limit: 100 });
    const moves = kind === 'split' ? members.filter((_, place) => some[place % some.length]).map(({ id }) => `${id}:${fresh[0]!.id}`) : [];
    await take(act, reorganisation, row.id, 'effect', { input: { moves }, effect: effecting([]) as never });
    expect((await get<Reorganisation>(act, reorganisation, row.id)).state).toBe('effected');
  }
});
