import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toBoundPdf } from '#platform/documents/pdf.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { attendingSlice } from '#duties/attending/slice.ts';
import { effects, write } from '#archives/annuals/actions.ts';
import { memberAnnual, annualFields, LONGEST_SUMMARY, type MemberAnnual } from '#archives/annuals/record.ts';
import { annualsSlice } from '#archives/annuals/slice.ts';
import { correctionsSlice } from '#archives/corrections/slice.ts';
import { annualPapers } from '#archives/dossiers/annual-paper.ts';
import type { Dossier } from '#archives/dossiers/facts.ts';
import { dossiersSlice } from '#archives/dossiers/slice.ts';
import { eventsSlice } from '#archives/events/slice.ts';
import { enterNotes } from '#archives/notes/actions.ts';
import { notesSlice } from '#archives/notes/slice.ts';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { siteOf } from '../../../test/visitor.ts';

const works = () => [...eventsSlice.work!, ...notesSlice.work!];
const slices = [parametersSlice, workCalendarSlice, attendingSlice, eventsSlice, notesSlice, correctionsSlice(works), annualsSlice, dossiersSlice(works)];
const year = Number(today().slice(0, 4));
let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
});
afterAll(() => county.drop());

const summary = '本人参加了三次调研，帮群众修通了一段水沟。';
const wrote = (values: object = {}, who: Actor = county.cast.member): Promise<MemberAnnual> => county.act((act) => write(act, { member_id: county.here.member, year, summary, ...values }, {}), who);
const step = (row: MemberAnnual, name: keyof typeof memberAnnual.steps, input: Record<string, unknown> = {}, who: Actor = county.cast.office): Promise<MemberAnnual> =>
  county.act((act) => take<MemberAnnual>(act, memberAnnual, row.id, name, { input, effect: effects[name], reason: '请写得具体些' }), who);
const honour = (title: string) => county.act((act) => enterNotes(act, { kind: 'honour', title, day: `${year}-01-02`, level: 'county', member_ids: [county.here.member] } as never, {}), county.cast.office);

test('who may do what in which state', async () => {
  expect(faultsOfPath(memberAnnual as never)).toEqual([]);
  expect(matrix(memberAnnual as never, { 'of the own member': { member_id: own.member, committee_id: own.committee }, 'of another': { member_id: other.member, committee_id: other.committee } })).toMatchSnapshot();
  await expectRelationsAgree(county.house, memberAnnual, annualFields, { columns: { member_id: [own.member, other.member], committee_id: [own.committee, other.committee, null] } });
});

describe('a year', () => {
  test('is summed up by the member, once, for a year that the archive has, and by nobody else for him', async () => {
    const row = await wrote({ year: year - 1 });
    expect(row).toMatchObject({ state: 'written', name: '石大山', committee_id: county.here.committee, written_on: today() });
    await expect(wrote({ year: year - 1 })).rejects.toThrow('已经写过');
    await expect(wrote({ year: year + 1 })).rejects.toMatchObject({ fields: { year: expect.stringContaining('没有') } });
    await expect(wrote({ year: 2021 })).rejects.toMatchObject({ fields: { year: expect.stringContaining('没有2021年') } });
    for (const who of [county.cast['other member'], county.cast['other worker']]) await expect(wrote({ year: year - 2 }, who), who.name).rejects.toThrow('没有找到');
    await expect(wrote({ year: year - 2 }, county.cast.worker)).rejects.toMatchObject({ status: 403 });
    expect(await wrote({ year: year - 2 }, county.cast.office)).toMatchObject({ state: 'written' }); // from the paper
  });

  test('is confirmed by the office alone; what has to be said better goes back with a reason and comes again', async () => {
    const row = await wrote({ year: year - 3 });
    await expect(step(row, 'confirm', {}, county.cast.member)).rejects.toMatchObject({ status: 403 });
    await step(row, 'give_back');
    expect(await step(row, 'send_again', { summary: '修通了杨家寨的水沟，二十三户受益。' }, county.cast.member)).toMatchObject({ state: 'written', summary: expect.stringContaining('二十三户') });
    expect(await step(row, 'confirm')).toMatchObject({ state: 'confirmed', opinion: null, confirmed_on: today(), confirmed_by: county.cast.office.name });
    expect(await step(row, 'give_back')).toMatchObject({ state: 'returned', confirmed_on: null });
  });
});

describe('the pages', () => {
  const at = () => `/archives/members/${county.here.member}/annual?year=${year}`;

  test('the member finds the draft in the form and sends it with one tap more; then it stands there, and in every paper', async () => {
    const visitor = siteOf(county, slices);
    const member = await visitor({ person: county.here.person });
    const before = await member.get(at());
    expect(before.text).toContain('报送小结');
    expect(before.text).toMatch(new RegExp(`<textarea[^>]*name="summary"[^>]*>${year}年，本人`, 'u'));
    expect((await member.submit('/member-annuals', { member_id: county.here.member, year: String(year), summary })).status).toBe(303);
    const after = await member.get(at());
    expect(after.text).not.toContain('报送小结');
    for (const words of [summary, '待确认', '修改']) expect(after.text).toContain(words);
    for (const paper of [`/archives/members/${county.here.member}/annual.docx?year=${year}`, `/archives/members/${county.here.member}/archive.docx?year=${year}`]) {
      expect(strFromU8(unzipSync(new Uint8Array(await (await member.fetch(paper)).arrayBuffer()))['word/document.xml']!)).toContain(summary);
    }
  });

  test('the office confirms those that it ticks together; the form keeps the numbers of that moment', async () => {
    const office = await siteOf(county, slices)({ role: 'county_office' });
    await honour('优秀政协委员');
    const row = (await office.json('/member-annuals?state=written')).body.items.find((one: MemberAnnual) => one.year === year);
    expect((await office.submit('/member-annuals/confirmations', {})).status).toBe(422);
    const { body } = await office.send('/member-annuals/confirmations', { ids: [row.id] });
    expect(body.items).toMatchObject([{ id: row.id, state: 'confirmed' }]);
    await honour('确认以后登记的表彰');
    const told = (await office.json(at())).body;
    expect(told).toMatchObject({ summary: row.summary, state: 'confirmed', confirmed_on: today() });
    expect(JSON.stringify(told.parts)).toContain('优秀政协委员');
    expect(JSON.stringify(told.parts)).not.toContain('确认以后登记的表彰');
    expect((await office.get(at())).text).toContain(`已经确认，数字是`);
  });
});

test('the longest summary with the longest opinion still fits on the two sides of the sheet', async () => {
  const dossier = { subject: 'member', name: '买买提·阿不都热合曼', shown: { from: `${year}-01-01`, to: `${year}-12-31` }, year } as Dossier;
  const written = { year, summary: '修'.repeat(LONGEST_SUMMARY), state: 'confirmed', opinion: '好'.repeat(100), confirmed_on: today(), confirmed_by: '县政协办公室经办人' } as MemberAnnual;
  const bytes = await toBoundPdf(annualPapers({ dossier, profile: [], lines: [], possible: [], annuals: [written], corrections: [], organ: '政协岚溪县委员会', day: today() }));
  expect(Number(/\/Type \/Pages\s+\/Count (\d+)/u.exec(Buffer.from(bytes).toString('latin1'))?.[1])).toBe(2);
});
