import { createMany } from '#platform/records/write.ts';
import { listKey } from '#platform/people/strokes.ts';
import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { sector } from '#institutions/groupings/record.ts';
import { deed } from '#duties/deeds/record.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { proposal } from '#duties/proposals/record.ts';
import { sheetFile } from '../db/demo-county/sheet-files.ts';
import type { EmptyCounty } from './county.ts';

/** Members of the ninth term: name, place, sector, telephone, month of birth, position. */
const ninth = [
  ['石大山', '白石镇', '农业', '13811110001', '1970-03', '白石镇稻鱼合作社理事长'],
  ['杨小河', '白石镇', '教育', null, '1981-09', '白石中学教师'],
  ['阿依古丽·买买提', '白石镇', '工商联', '13811110003', '1985-06', '清溪商贸公司经理'],
  ['阿卜杜拉·艾山', '小河乡', '农业', '13811110004', '1979-01', '小河乡养殖大户'],
  ['龙远', '小河乡', '农业', '13811110005', null, '小河乡农技站站长'],
  ['王芳', '小河乡', '工商联', '13811110006', null, '清溪超市经理'],
  ['吴秀英', '白石镇', '教育', '13811110007', null, '白石小学教师'],
  ['陆远', '白石镇', '农业', '13811110008', null, '白石镇卫生院医生'],
] as const;

export interface NinthTerm {
  /** By name. */
  members: Record<string, { person: string; member: string }>;
  committees: Record<string, string>;
  sectors: Record<string, string>;
}

/** A county in its ninth term, with open work of some who will stay and some who will leave. */
export const settleNinthTerm = (county: EmptyCounty): Promise<NinthTerm> =>
  county.act(async (act) => {
    const committees = byName(await createMany(act, committee, ['白石镇', '小河乡'].map((place, rank) => ({
      state: 'established', name: `${place}政协联络委`, place, place_kind: place.endsWith('镇') ? 'town' : 'township', form: '联络委', founded_on: '2022-03-01', rank: rank + 1,
    }))), 'place');
    const sectors = byName(await createMany(act, sector, ['农业', '教育', '工商联'].map((name, rank) => ({ name, rank: rank + 1 }))), 'name');
    const people = await createMany(act, person, ninth.map(([name, , , phone, born_month, position]) => ({ name, phone, born_month, position, affiliation: '中共党员' })));
    const made = await createMany(act, member, people.map(({ id, name, affiliation }, n) => ({
      person_id: id, name, affiliation, term: 9, committee_id: committees[ninth[n]![1]]!, sector_id: sectors[ninth[n]![2]]!, joined_on: '2021-12-01', standing: n === 0, name_key: listKey(name, null),
    })));
    const members = Object.fromEntries(people.map(({ id, name }, n) => [name, { person: id, member: made[n]!.id }]));
    await createMany(act, post, ['石大山', '吴秀英'].map((name) => ({ person_id: members[name]!.person, name, role: 'committee_member', committee_id: committees['白石镇']!, since: '2022-03-01', acting: false })));
    await createMany(act, proposal, ['石大山', '吴秀英'].map((name, n) => ({
      state: 'replied', title: `关于第${n + 1}条路的提案`, proposer_name: name, proposer_kind: 'member', member_id: members[name]!.member, term: 9, session: 5, time_class: 'session',
      submitted_on: '2026-02-01', serial_no: n + 1, proposal_no: n + 1, disposition: 'filed', reply: '已经修好', replied_on: '2026-08-01', result: 'SOLVED',
    })));
    await createMany(act, deed, [{ state: 'promised', member_id: members['陆远']!.member, committee_id: committees['白石镇']!, deed: '为高寒村义诊', kind: 'clinic', done_on: '2026-05-01' }]);
    await createMany(act, opinionItem, [{ state: 'submitted', title: '关于渡口安全的反映', situation: '渡口没有栏杆', advice: '加装栏杆', route: 'county', submitted_on: '2026-06-01', member_id: members['王芳']!.member, committee_id: committees['小河乡']! }]);
    return { members, committees, sectors };
  });

const byName = <K extends string>(rows: readonly ({ id: string } & Record<K, string>)[], column: K): Record<string, string> => Object.fromEntries(rows.map((row) => [row[column], row.id]));

/** Who the tenth register has, as an office writes it: a title, two rows of headers, spaces and notes in names, any dot or none, a total row. */
const tenth = [
  [1, '石　大山', '男', '苗', '1970.3', '中共党员', '农业界', '白石镇稻鱼合作社理事长', '１３８１１１１０００１', '白石镇'],
  [2, '杨小河', '男', '侗', '1981年9月', '中共党员', '农业', '白石镇教育督导站站长', null, '白石镇'],
  [3, '阿依古丽•买买提（女，维吾尔族）', null, null, '1985.6', '中共', '工商联', '清溪商贸公司经理', '138 1111 0003', '白石镇'],
  [4, '阿卜杜拉艾山', '男', '维吾尔', '1979-01', '群众', '农业', '小河乡养殖大户', 13811110004, '小河乡'],
  [5, '龙 远', '男', '苗', null, '群众', '农业', '小河乡农业服务中心主任', '13822220005', '小河乡'],
  [6, '王芳', '女', '侗', '1990.2', '民盟', '教育', '小河小学教师', '13822220006', '小河乡'],
  [7, '韦新', '男', '汉', '1988.8', '无党派', '教育', '白石镇中心校校长', '13822220007', '白石镇'],
] as const;

export const rosterOfTenthTerm = (): Promise<Uint8Array> =>
  sheetFile('xlsx', [{
    name: '名册',
    rows: [
      ['政协云岭自治县第十届委员会委员名册', ...Array.from({ length: 9 }, () => null)],
      ['序号', '基本情况', null, null, null, '党派', '界别', '工作单位及职务', '联系电话', '所在乡镇'],
      [null, '姓名', '性别', '民族', '出生年月', null, null, null, null, null],
      ...tenth.map((row) => [...row]),
      ['合计', '7人', null, null, null, null, null, null, null, null],
    ],
    merges: [[1, 1, 1, 10], [2, 1, 3, 1], [2, 2, 2, 5], [2, 6, 3, 6], [2, 7, 3, 7], [2, 8, 3, 8], [2, 9, 3, 9], [2, 10, 3, 10]],
    hiddenColumns: [],
  }]);
