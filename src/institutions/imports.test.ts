import { existsSync, readFileSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sheetFile } from '../../db/demo-county/sheet-files.ts';
import { testCounty, type TestCounty } from '../../test/county.ts';
import { committeeImport } from '#institutions/committees/imports.ts';
import { committee } from '#institutions/committees/record.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { memberImport } from '#institutions/members/imports.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { peopleSlice } from '#institutions/people/slice.ts';
import { participantImport } from '#institutions/participants/imports.ts';
import { participant, type Participant } from '#institutions/participants/record.ts';
import { participantWordsOn } from '#plans/facts.ts';
import { postImport } from '#institutions/posts/imports.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { groupingsSlice } from '#institutions/groupings/slice.ts';
import { unitImport } from '#institutions/units/imports.ts';
import { unit } from '#institutions/units/record.ts';
import { unitsSlice } from '#institutions/units/slice.ts';
import { planImport } from '#plans/documents/imports.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { recogniseWorkbook } from '#platform/importing/recognition.ts';
import { takeSheet } from '#platform/importing/taking.ts';
import { foundingKey, newColumns, type ImportTarget } from '#platform/importing/target.ts';
import { judgeRows } from '#platform/importing/verdict.ts';
import { readWorkbook } from '#platform/importing/workbook.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { is, type Predicate } from '#platform/predicate.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';

const slices = [committeesSlice(), groupingsSlice, unitsSlice, peopleSlice, membersSlice, postsSlice];
let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
});
afterAll(() => county.drop());

type Cells = (string | number | null)[];
const bookOf = (title: string, header: string[], rows: Cells[]) =>
  sheetFile('xlsx', [{ name: '表', rows: [[title, ...header.slice(1).map(() => null)], header, ...rows], merges: [[1, 1, 1, header.length]], hiddenColumns: [] }]);

/** As the import's page does it: what is missing is founded, all needs are granted, what stands is updated. */
async function importRows(target: ImportTarget, bytes: Uint8Array, fileName: string) {
  const [found] = recogniseWorkbook(await readWorkbook(bytes, fileName), [target.kind], {});
  const taken = takeSheet(found!.sheet, found!.recognition!, { today: '2026-01-13' });
  const judged = judgeRows(target.kind, taken.rows);
  const good = judged.filter(({ verdict }) => verdict === 'new');
  return county.act(async (act) => {
    const batch = uuidv7();
    const first = await target.resolve(act, good);
    const needs = new Map(first.flatMap((row) => row.needs).map((need) => [need.key, need]));
    const ids = new Map<string, string>();
    for (const founder of slices.flatMap((slice) => slice.founders ?? [])) {
      const theirs = [...needs.values()].filter(({ what }) => what === founder.what);
      if (theirs.length > 0) for (const [key, id] of await founder.found(act, theirs, batch)) ids.set(key, id);
    }
    const standing = await target.existing(act, first);
    const asFounded = (value: unknown) => ids.get(foundingKey(value) ?? '') ?? value;
    const rows = first.filter(({ problems }) => !problems.some(({ level }) => level === 'refuse'))
      .map((row) => ({ ...row, columns: Object.fromEntries(Object.entries(row.columns).map(([column, value]) => [column, asFounded(value)])) }));
    const fresh = rows.filter(({ index }) => !standing.has(index));
    const entered = target.enter ? await target.enter(act, fresh, batch) : await createMany(act, target.declared, fresh.map(newColumns), { batch });
    for (const row of rows) if (standing.has(row.index) && target.update) await target.update(act, standing.get(row.index)!, row, batch);
    return { judged, needs: [...needs.keys()], problems: first.flatMap(({ problems }) => problems.map(({ sentence }) => sentence)), entered: entered.length, standing: standing.size };
  }, county.cast.office);
}

const all = <T,>(declared: Lifecycle, where?: Predicate<any>): Promise<T[]> =>
  reading(county.house, county.cast.office, (look) => list(look, declared, { where, limit: 1_000 })) as Promise<T[]>;

const header = ['姓名', '性别', '民族', '出生年月', '界别', '单位及职务', '手机', '所在乡镇（街道）'];

describe('the roster of members', () => {
  const roster: Cells[] = [
    ['阿依古丽•买买提', '女', '维吾尔', '1974.2', '教育', '青山乡党委副书记', '13811110001', '青山乡'],
    ['吴组宣', '男', '苗', '1980.5', '教育界', '青山乡组宣统委员', '13811110002', '青山乡'],
    ['王芳', '女', '汉', '1970.1', '工商联', '清溪超市经理', '13811110003', '白石镇'],
    ['王芳', '女', '侗', '1985.6', '工商联', '白石小学教师', '13811110004', '白石镇'],
  ];
  const title = '云岭自治县政协委员名册（第九届）';

  test('founds the committee and the sectors, proposes the posts of Party offices, keeps two people of one name apart', async () => {
    const done = await importRows(memberImport, await bookOf(title, header, roster), '名册.xlsx');
    expect(done.needs).toEqual(['post:director:青山乡:阿依古丽·买买提', 'sector:教育', 'committee:青山乡', 'post:deputy_director:青山乡:吴组宣', 'sector:工商联']);
    expect(done).toMatchObject({ entered: 4, standing: 0, problems: [] });
    const members = await all<Member>(member);
    const founded = (await all<{ id: string; place: string }>(committee)).find(({ place }) => place === '青山乡')!;
    expect(members.filter(({ name }) => name === '王芳')).toHaveLength(2);
    expect(members.find(({ name }) => name.startsWith('阿依'))).toMatchObject({ committee_id: founded.id, term: 9, joined_on: null, state: 'current' });
    const posts = await all<Post>(post, is('committee_id', founded.id));
    expect(posts.map(({ role, name }) => `${role} ${name}`).toSorted()).toEqual(['deputy_director 吴组宣', 'director 阿依古丽·买买提']);
    expect(await all<Person>(person, is('name', '吴组宣'))).toMatchObject([{ party_post: 'commissioner', party_place: '青山乡', born_month: '1980-05', ethnic: '苗族' }]);
  });

  test('the same roster again adds nobody; what changed is brought to the person', async () => {
    const later = roster.map((row) => (row[6] === '13811110003' ? [...row.slice(0, 5), '清溪商会会长', ...row.slice(6)] : row));
    const done = await importRows(memberImport, await bookOf(title, header, later), '名册2.xlsx');
    expect(done).toMatchObject({ entered: 0, standing: 4 });
    expect((await all<Person>(person, is('name', '王芳'))).map(({ position }) => position).toSorted()).toEqual(['清溪商会会长', '白石小学教师']);
    expect((await all<Post>(post)).filter(({ role }) => role === 'director')).toHaveLength(1);
  });
});

test('the roster of a committee: known members are known, a second director is refused, the added are told', async () => {
  const rows: Cells[] = [
    ['主任', '石大山', '白石镇党委副书记', '是', '13822220001', '2022.3.1', '云委〔2022〕3号'],
    ['主任', '龙第二', '白石镇党委副书记', '是', '13822220002', null, null],
    ['副主任', '吴正式', '白石镇组宣统委员', '否', '13822220003', '2022年3月', null],
    ['吸纳代表', '田局长', '县水务局副局长', '否', null, null, null],
    ['工作人员', '杨干事', '白石镇党政办干部', '否', '13822220005', null, null],
  ];
  const done = await importRows(postImport, await bookOf('白石镇政协联络委组成人员名册', ['职务', '姓名', '党内/行政职务', '是否县政协委员', '电话', '任职时间', '任免依据文号'], rows), '组成人员.xlsx');
  expect(done.problems).toEqual([
    '白石镇已有主任石大山，一个联络委只有一名主任。换人请先在“职务”里为原主任办理卸任；写重了请改正职务。',
    '田局长不是县政协委员，不任联络委职务。请把这一行放进“参加人员名册”导入，写明是哪一类。',
  ]);
  expect(done.entered).toBe(3);
  const posts = await all<Post>(post, is('committee_id', county.here.committee));
  expect(posts.find(({ name }) => name === '石大山')).toMatchObject({ person_id: county.here.person, role: 'director', since: '2022-03-01', document_no: '云委〔2022〕3号' });
  expect(posts.map(({ name }) => name)).not.toContain('田局长');
});

test('the roster of those who are no members: kinds are the plan’s, a known person is known, the second time changes nothing', async () => {
  const target = participantImport(participantWordsOn);
  const header = ['类别', '姓名', '单位及职务', '电话', '聘请时间', '推荐单位', '聘书编号'];
  const rows: Cells[] = [
    ['民生部门负责人', '田局长', '县水务局副局长', null, '2022.3.1', '县水务局', null],
    ['信息员', '石阿岩', '白石镇新寨村村民', '13822220009', null, '新寨村村民委员会', '云协聘字第3号'],
    ['乡贤', '龙乡贤', '退休教师', null, null, null, null],
    ['信息员', '石大山', '白石镇党委副书记', null, null, null, null],
  ];
  const book = () => bookOf('白石镇政协联络委参加人员名册', header, rows);
  const done = await importRows(target, await book(), '参加人员.xlsx');
  expect(done.problems).toEqual(['本县方案里的类别是界别群众代表、民生部门负责人、信息员。请改成其中一类；要增加类别，请先在“办法参数”里设定。', '石大山与本联络委的一名在任委员同名。是委员本人的，不用登记为参加人员。']);
  expect(done.entered).toBe(3);
  const there = await all<Participant>(participant, is('committee_id', county.here.committee));
  expect(there.find(({ name }) => name === '田局长')).toMatchObject({ kind: '民生部门负责人', belongs: true, since: '2022-03-01', named_by: '县水务局' });
  expect(there.find(({ name }) => name === '石阿岩')).toMatchObject({ kind: '信息员', belongs: false, since: null, basis: '云协聘字第3号' });
  expect(await importRows(target, await book(), '参加人员2.xlsx')).toMatchObject({ entered: 0, standing: 3 });
});

test('lists of committees, units and plans', async () => {
  const committees = await importRows(committeeImport, await bookOf('联络委名单', ['乡镇（街道）', '联络委名称', '设立日期', '备注'], [['龙塘镇', '龙塘镇政协联络委', '2022-03-01', null], ['白石镇', null, null, '已有'], ['县水务局', null, null, '不是乡镇']]), '名单.xlsx');
  expect(committees).toMatchObject({ entered: 1, standing: 1, problems: ['“县水务局”不像乡镇、街道或开发区的名称。请写全称，如“白石镇”。'] });
  const units = await importRows(unitImport, await bookOf('承办单位名单', ['序号', '单位名称', '系统'], [[1, '县教育局', null], [2, '县委组织部', null], [3, '龙塘镇人民政府', '乡镇']]), '单位.xlsx');
  expect(units.entered).toBe(3);
  expect(Object.fromEntries((await all<{ name: string; side: string }>(unit)).map(({ name, side }) => [name, side]))).toMatchObject({ 县教育局: 'government', 县委组织部: 'party', 龙塘镇人民政府: 'township' });
  const plans = await importRows(planImport, await bookOf('方案文件目录', ['方案名称', '文号', '印发日期'], [
    ['乡镇（街道）政协联络委履职方案（修订）', '云政协〔2024〕3号', '2024-03-01'], ['乡镇（街道）政协联络委履职方案', '云政协〔2022〕3号', '2022-03-01'], ['乡镇（街道）政协联络委员会设置方案', '云委办〔2022〕5号', '2022-03-01'],
  ]), '方案.xlsx');
  expect(plans.entered).toBe(3);
  expect((await all<Plan>(plan)).map(({ kind, document_no, state }) => `${kind} ${document_no} ${state}`).toSorted()).toEqual([
    'duty 云政协〔2022〕3号 superseded', 'duty 云政协〔2024〕3号 adopted', 'setting_up 云委办〔2022〕5号 adopted',
  ]);
});

/** A roster kept beside the checkout, measured by its own truth. */
const shared = new URL('../../../shared/ledgers/%E6%94%BF%E5%8D%8F%E5%A7%94%E5%91%98%E5%90%8D%E5%86%8C.xlsx', import.meta.url);

test.runIf(existsSync(shared))('the roster beside the checkout comes in whole, with a director for each township', async () => {
  const done = await importRows(memberImport, readFileSync(shared), '政协委员名册.xlsx');
  const refused = done.judged.filter(({ verdict }) => verdict === 'refused').length;
  expect(done.entered + done.standing + refused).toBe(163);
  expect(refused).toBe(2);
  expect(done.needs.filter((key) => key.startsWith('post:director')).length).toBeGreaterThan(10);
});
