import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { all, is } from '#platform/predicate.ts';
import { program } from '#platform/identity/actor.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { emptyCounty, type EmptyCounty } from './county.ts';
import { rosterOfTenthTerm, settleNinthTerm, type NinthTerm } from './ninth-term.ts';
import { siteOf, type Visitor } from './visitor.ts';

describe('the register of a prepared term comes from a workbook', () => {
  let county: EmptyCounty;
  let office: Visitor;
  let ninth: NinthTerm;
  let next: string;
  let batch: string;

  const nominated = () => reading(county.house, program(county.id), (at) => list<Member>(at, member, { where: all(is<Member>('state', 'nominated'), is<Member>('term', 10)), order: [{ column: 'name_key' }], limit: 50 }));
  const people = () => reading(county.house, program(county.id), (at) => list<Person>(at, person, { limit: 50 }));
  const rows = async () => (await office.json(`/imports/${batch}?size=50`)).body.rows.items as { row: number; verdict: string; remarks: { field: string; level: string; sentence: string }[] }[];
  const send = async () => (await office.upload('/imports', [{ name: '第十届名册.xlsx', bytes: await rosterOfTenthTerm() }])).body.items[0].id as string;

  beforeAll(async () => {
    county = await emptyCounty(slices);
    ninth = await settleNinthTerm(county);
    office = await siteOf(county as Parameters<typeof siteOf>[0], slices)({ role: 'county_office' });
    await office.send('/terms', { number: 9, starts_on: '2021-12-01', seats: 8 });
    next = (await office.send('/terms', { number: 10, starts_on: '2026-12-01', seats: 7 })).body.id;
    batch = await send();
  });
  afterAll(() => county?.drop());

  test('those of whom only the name agrees are asked about, row by row, and nobody else', async () => {
    const asked = (await rows()).filter(({ verdict }) => verdict === 'refused');
    expect(asked.map(({ row, remarks }) => [row, remarks.find(({ level }) => level === 'refuse')!.sentence])).toEqual([
      [8, expect.stringContaining('本届委员里有同名的“龙远”（小河乡农技站站长，手机尾号0005）')],
      [9, expect.stringContaining('本届委员里有同名的“王芳”')],
    ]);
  });

  test('an answer that cannot be is asked again', async () => {
    const answer = (row: number, staying: string) => office.send(`/imports/${batch}/rows/0/${row}`, { staying });
    const nobody = await answer(10, '是');
    expect(nobody.body.remarks).toContainEqual(expect.objectContaining({ field: 'staying', sentence: expect.stringContaining('本届委员里没有“韦新”') }));
    expect((await answer(10, '否')).body.verdict).toBe('new');
    expect((await answer(8, '续任')).body.verdict).toBe('new');
    expect((await answer(9, '否')).body.verdict).toBe('new');
  });

  test('who stays keeps the person, whatever dot was typed; who changed the sector has the new one; the new are new', async () => {
    const entered = await office.send(`/imports/${batch}/entering`, { foundings: [] });
    expect(entered).toMatchObject({ status: 200, body: { entered: 7 } });
    const register = await nominated();
    expect(register.map(({ name }) => name)).toEqual(['王芳', '韦新', '石大山', '龙远', '杨小河', '阿卜杜拉·艾山', '阿依古丽·买买提']);
    const personOf = (name: string) => register.find((one) => one.name === name)!.person_id;
    for (const name of ['石大山', '杨小河', '龙远', '阿卜杜拉·艾山', '阿依古丽·买买提']) expect(personOf(name), name).toBe(ninth.members[name]!.person);
    expect(personOf('王芳')).not.toBe(ninth.members['王芳']!.person);
    expect(register.find(({ name }) => name === '杨小河')).toMatchObject({ sector_id: ninth.sectors['农业'], joined_on: '2026-12-01', committee_id: ninth.committees['白石镇'] });
    expect(register.find(({ name }) => name === '石大山')).toMatchObject({ standing: true });
    expect((await people()).filter(({ name }) => name === '王芳')).toHaveLength(2);
  });

  test('the page of the term tells stays, new, leaves, and where the seats do not suffice', async () => {
    await office.send('/quotas', { term: 10, sector_id: ninth.sectors['农业'], seats: 3, reserved: 0 });
    const { text } = await office.get(`/terms/${next}`);
    const section = (title: string) => text.split(title)[1]!.split('</section>')[0]!;
    expect(section('>新任')).toContain('韦新');
    expect(section('>新任')).toContain('王芳');
    expect(section('>续任')).toContain('阿卜杜拉·艾山');
    for (const name of ['王芳', '吴秀英', '陆远']) expect(section('第9届离任')).toContain(name);
    expect(text).toContain('农业界别已有4人，超出名额3人');
    expect(text).toContain('小河乡');
  });

  test('the same file again finds everybody', async () => {
    batch = await send();
    for (const row of [8, 9, 10]) await office.send(`/imports/${batch}/rows/0/${row}`, { staying: row === 8 ? '是' : '否' });
    const verdicts = (await rows()).map(({ row, verdict }) => `${row} ${verdict}`);
    expect(verdicts.filter((one) => one.endsWith(' new'))).toEqual([]);
  });

  test('into a register that is closed or frozen nobody is entered', async () => {
    const current = (await office.json('/terms')).body.items.find(({ number }: { number: number }) => number === 9);
    expect((await office.send(`/terms/${current.id}/freezing`, { frozen_on: '2020-11-20', reason: '换届' })).body.fields).toMatchObject({ frozen_on: expect.stringContaining('不能早于') });
    expect((await office.send(`/terms/${current.id}/freezing`, { frozen_on: '2026-11-20', reason: '换届' })).body).toMatchObject({ state: 'current', frozen_on: '2026-11-20' });
    expect((await office.send(`/terms/${current.id}/freezing`, { frozen_on: '2026-11-21', reason: '换届' })).status).toBe(403);
    const refused = await office.send('/members', { name: '丁晚', term: 9, joined_on: '2026-11-22' });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('已从2026-11-20起冻结') } });
    expect((await office.send(`/members/${ninth.members['石大山']!.member}`, { sector_id: ninth.sectors['教育'] }, 'PATCH')).status).toBe(409);
    const nomination = await office.send('/by-appointments', { person_id: (await people()).find(({ name }) => name === '韦新')!.id, term: 9, nominated_on: '2026-11-22' });
    expect(nomination.status).toBe(409);
    expect((await office.send(`/people/${ninth.members['石大山']!.person}`, { position: '白石镇稻鱼联合社理事长' }, 'PATCH')).status).toBe(200);
    expect((await office.send(`/terms/${current.id}/thawing`, { reason: '还要增补一人' })).body).toMatchObject({ frozen_on: null });
    expect((await office.send('/members', { name: '丁晚', term: 9, joined_on: '2026-11-22' })).status).toBe(201);
  });
});
