import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { countFigures } from '#platform/figures/count.ts';
import { reading } from '#platform/records/act.ts';
import { createMany, edit } from '#platform/records/write.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { proposalAnswer } from '#duties/proposals/answers/record.ts';
import { covered, faultIn } from '#duties/proposals/publishing/covering.ts';
import { protectedCounts } from '#duties/proposals/publishing/data-summary.ts';
import { figures } from '#duties/proposals/publishing/facts.ts';
import { publication, publicationFields } from '#duties/proposals/publishing/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectStill, numbersNow } from '../../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

/** Two agree, two review, three hands: the way of one proposal and its reply to everybody, and off again. */

let county: TestCounty;
let [office, second, chair, unit, other, author, auditor]: Visitor[] = [];
beforeAll(async () => {
  county = await testCounty(slices);
  const as = siteOf(county, slices);
  office = await as({ role: 'county_office' });
  second = await as({ role: 'county_office' });
  chair = await as({ role: 'chair' });
  unit = await as({ role: 'unit_clerk', unit: county.here.unit });
  other = await as({ role: 'unit_clerk', unit: county.there.unit });
  author = await as({ person: county.here.person });
  auditor = await as({ role: 'auditor' });
});
afterAll(() => county?.drop());

let number = 0;
const answered = async (more: Partial<Proposal> = {}, openness: string | null = 'open'): Promise<Proposal> => county.act(async (act) => {
  number += 1;
  const [row] = await createMany<Proposal>(act, proposal, [{
    title: '关于解决饮水困难的提案', state: 'replied', proposer_kind: 'member', proposer_name: '石大山', member_id: county.here.member, term: 9, session: 5, time_class: 'session', submitted_on: '2025-01-10', serial_no: number,
    disposition: 'filed', proposal_no: number, lead_unit_id: county.here.unit, situation: '村民杨秀英家没有水，可打13910004321', advice: '修水池', public_ok: true, reply: '已列入计划。联系人：陆小川，0855-5550123', replied_on: '2025-05-06', result: 'PLANNED', letter: 'B', ...more,
  }]);
  if (openness) await createMany(act, proposalAnswer, [{ proposal_id: row!.id, unit_id: county.here.unit, role: 'lead', state: 'sent', year: 2025, body: '已列入计划。', openness, contact_name: '陆小川', contact_phone: '0855-5550123', sent_on: '2025-05-06', round: 1 }]);
  return row!;
});
const text = { extent: 'full', title: '关于解决饮水困难的提案', matter: '村民家没有水', answer: '已列入计划' };
const draft = async (row: Proposal): Promise<{ path: string; code: string }> => {
  const made = await office!.send('/publications', { proposal_id: row.id, ...text });
  expect(made.status).toBe(201);
  return { path: `/publications/${made.body.id}`, code: made.body.code };
};
const publish = async (row: Proposal) => {
  const made = await draft(row);
  await office!.send(`${made.path}/submission`, {});
  await unit!.send(`${made.path}/clearance`, { cleared_by: '陆小川' });
  expect((await second!.send(`${made.path}/publication`, {})).body).toMatchObject({ state: 'published' });
  return made;
};
const inPublic = (code: string, path = '') => office!.fetch(`/p/test/${code}${path}`, { headers: { cookie: '' } });

test('who may do what in which state', () => {
  expect(faultsOfPath(publication, ['office_review'])).toEqual([]); // where its effect leads when the last unit has agreed
  const { cast, here, there } = county;
  expect(matrix(publication, {
    'written by the office, of the own unit and member': { author_id: cast.office.personId, unit_ids: [here.unit], cleared_ids: [], clearer_ids: [], member_id: here.member, title: '饮水' },
    'of another unit, reviewed by the chair as its clerk': { author_id: null, unit_ids: [there.unit], cleared_ids: [there.unit], clearer_ids: [cast.chair.personId], title: '饮水' },
  }, cast)).toMatchSnapshot();
});

test('relations mean the same in memory and in SQL', () => {
  const { cast, here, there } = county;
  return expectRelationsAgree(county.house, publication, publicationFields, {
    actors: cast,
    columns: { author_id: [cast.office.personId, cast.chair.personId, null], unit_ids: [[here.unit], [there.unit], []], cleared_ids: [[here.unit], []], clearer_ids: [[cast.office.personId], []], member_id: [here.member, null] },
  });
});

test('the draft begins without what must not be read; three hands bring it to everybody', async () => {
  const row = await answered();
  const form = (await office!.get(`/publications/new?proposal=${row.id}`)).text;
  expect(form).toContain('村民杨某家没有水，可打〔电话号码略〕');
  expect(form).not.toMatch(/杨秀英|13910004321|陆小川|0855/);
  const { path, code } = await draft(row);
  expect((await unit!.json(path)).status).toBe(404);
  expect((await inPublic(code)).status).toBe(404);
  await office!.send(`${path}/submission`, {});
  expect((await other!.json(path)).status).toBe(404);
  expect(await office!.send(`${path}/publication`, {})).toMatchObject({ status: 403 });
  expect((await unit!.send(`${path}/clearance`, { cleared_by: '陆小川', clear_note: '不涉密' })).body).toMatchObject({ state: 'office_review', openness: 'open', cleared_by: '陆小川' });
  expect((await office!.send(`${path}/publication`, {})).body.detail).toContain('没有经手拟稿');
  expect((await inPublic(code)).status).toBe(404);
  expect((await second!.send(`${path}/publication`, { review_note: '可以公开' })).body).toMatchObject({ state: 'published', review_note: '可以公开' });
  const page = await (await inPublic(code)).text();
  expect(page).toContain('石大山');
  expect(page).toContain('已列入计划');
  expect(page).not.toContain(row.id);
  expect((await auditor!.json(`/proposals/${row.id}`)).body.situation).toContain('13910004321'); // the original stays
});

test('whoever corrects it becomes its author, and then somebody else publishes', async () => {
  const { path } = await draft(await answered());
  await second!.send(path, { answer: '已列入明年计划' }, 'PATCH');
  await second!.send(`${path}/submission`, {});
  await unit!.send(`${path}/clearance`, { cleared_by: '陆小川' });
  expect((await second!.send(`${path}/publication`, {})).status).toBe(403);
  expect((await chair!.send(`${path}/publication`, {})).status).toBe(200);
});

test('without the consent of the proposer nothing begins; taken back, it is gone at once; given again, it is reviewed anew', async () => {
  const silent = await answered({ public_ok: false, public_why: '涉及村里的事' });
  expect((await office!.send('/publications', { proposal_id: silent.id, ...text })).body.fields.proposal_id).toContain('涉及村里的事');
  const row = await answered();
  const { path, code } = await publish(row);
  expect((await author!.send(`/proposals/${row.id}/publicity-refusal`, { public_why: '村里有人不高兴' })).status).toBe(200);
  expect((await office!.json(path)).body).toMatchObject({ state: 'withdrawn', ground: 'consent' });
  expect((await inPublic(code)).status).toBe(410);
  expect((await author!.send(`/proposals/${row.id}/publicity-consent`, {})).status).toBe(200);
  expect((await office!.json(path)).body).toMatchObject({ state: 'draft', code });
  expect((await inPublic(code)).status).toBe(410);
});

test('a draft goes where the consent goes, also when the office corrects the tick', async () => {
  const row = await answered();
  const { path } = await draft(row);
  expect((await office!.send(`/proposals/${row.id}`, { public_ok: false }, 'PATCH')).status).toBe(200);
  expect((await office!.json(path)).body).toMatchObject({ state: 'withheld', withheld_by: 'proposer' });
});

test('what the unit says of its reply is a condition of its own: it can change its mind, or refuse with a ground', async () => {
  const closed = await answered({}, 'closed');
  const standing = async (row: Proposal) => (await office!.json('/publications/standing')).body.items.find(({ proposal_id: id }: { proposal_id: string }) => id === row.id);
  expect(await standing(closed)).toMatchObject({ standing: 'unit' });
  const { path } = await draft(closed);
  expect((await office!.send(`${path}/submission`, {})).body).toMatchObject({ openness: 'closed' });
  expect((await unit!.send(`${path}/unit-refusal`, { ground: 'work_secret', cleared_by: '陆小川' })).body).toMatchObject({ state: 'withheld', withheld_by: 'unit', ground: 'work_secret' });
  expect(await standing(closed)).toMatchObject({ standing: 'unit', ground: 'work_secret' });
  await office!.send(`${path}/revision`, { reason: '单位再看了一次' });
  await office!.send(`${path}/submission`, {});
  expect((await unit!.send(`${path}/clearance`, { cleared_by: '陆小川' })).body).toMatchObject({ state: 'office_review', openness: 'open' });
});

test('the office enters the unit’s paper, and the journal says for whom; of separate replies every unit reviews', async () => {
  const row = await answered({ mode: 'separate', separate_ids: [county.there.unit] }, null);
  const { path } = await draft(row);
  await office!.send(`${path}/submission`, {});
  expect((await unit!.send(`${path}/clearance`, { cleared_by: '陆小川' })).body).toMatchObject({ state: 'unit_review' });
  expect((await unit!.send(`${path}/clearance`, { cleared_by: '陆小川' })).status).toBe(403);
  expect((await office!.send(`${path}/clearance`, { cleared_by: '吴局长', clear_note: '不涉密' })).body).toMatchObject({ state: 'office_review', cleared_by: '陆小川；吴局长' });
  expect((await office!.get(path)).text).toContain('代承办单位');
});

test('a later reply is another text', async () => {
  const row = await answered();
  const { path } = await draft(row);
  await office!.send(`${path}/submission`, {});
  await unit!.send(`${path}/clearance`, { cleared_by: '陆小川' });
  await county.database.ownerPool.query(`select set_config('app.county', $1, false)`, [county.id]);
  await county.database.ownerPool.query(`update proposals set replied_on = '2025-08-01', round = 2 where id = $1`, [row.id]);
  expect(await second!.send(`${path}/publication`, {})).toMatchObject({ status: 409, body: { detail: expect.stringContaining('又答复了') } });
});

test.each([
  ['请打139 1000 4321', '电话号码'], ['请打１３９１０００４３２１', '电话号码'], ['拨一三九一〇〇〇四三二一', '电话号码'], ['(0855) 5550123', '电话号码'], ['证件522601 19850101 1234', '身份证号'],
  ['微信：yang_1985', '联系方式'], ['写信到 a.b@gov.cn', '邮箱'], ['这是机密★五年', '国家秘密'],
])('%s does not go out', (words, what) => {
  expect(faultIn(`修水池。${words}。`, [])).toContain(what);
  if (what !== '国家秘密') expect(faultIn(covered(`修水池。${words}。`, []), [])).toBeUndefined();
});

test('numbers that are no one’s stay', () => {
  for (const words of ['投入1380万元，长2 300米，2024年12月31日前办完', '请打12345热线', '受益3500人，人均15平方米']) expect(faultIn(words, [])).toBeUndefined();
});

test('bulk: begins, reviews and publishes what may be, and says what was left', async () => {
  const [one, two] = [await answered({ title: '甲' }), await answered({ title: '乙', situation: null, advice: null })];
  const begun = await office!.send('/publications/standing', { id: [one.id, two.id], act: 'begin' });
  expect(begun.body).toMatchObject({ done: 1, left: [expect.stringContaining('只在纸上')] });
  expect((await unit!.send('/publications/standing', { id: [one.id], act: 'clear' })).body).toMatchObject({ done: 1 });
  expect((await office!.send('/publications/standing', { id: [one.id, two.id], act: 'publish' })).body).toMatchObject({ done: 0 });
  expect((await second!.send('/publications/standing', { id: [one.id], act: 'publish' })).body).toMatchObject({ done: 1, left: [] });
  expect((await office!.json('/publications/standing?figure=proposals_published')).body.items.some(({ proposal_id: id }: { proposal_id: string }) => id === one.id)).toBe(true);
});

test('figures are as long as their lists, for whoever looks; a proposal with two replies counts once and its replies twice', async () => {
  const row = await answered({ mode: 'separate', separate_ids: [county.there.unit], submitted_on: '2024-02-01' });
  await county.act((act) => createMany(act, proposalAnswer, [{ proposal_id: row.id, unit_id: county.there.unit, role: 'separate', state: 'sent', year: 2025, body: '已列入计划。', openness: 'open', sent_on: '2025-05-07', round: 1 }]));
  const { path } = await draft(row);
  await office!.send(`${path}/submission`, {});
  for (const one of [unit, other]) await one!.send(`${path}/clearance`, { cleared_by: '审查人' });
  expect((await chair!.send(`${path}/publication`, {})).status).toBe(200);
  for (const [actor, visitor] of [[county.cast.office, office], [county.cast['other unit clerk'], other]] as const) {
    const numbers = await reading(county.house, actor, (look) => countFigures(look, figures, {}));
    for (const { name } of figures) expect((await visitor!.json(`/publications/standing?figure=${name}`)).body.total, name).toBe(numbers.get(name));
  }
  const inPeriod = await reading(county.house, county.cast.office, (look) => countFigures(look, figures, { from: '2024-01-01', to: '2024-12-31' }));
  expect([inPeriod.get('publications_answered'), inPeriod.get('proposals_published'), inPeriod.get('replies_published')]).toEqual([1, 1, 2]);
});

test('a past moment counts as it did: what was public then, and what was answered', async () => {
  const row = await answered();
  const { path } = await publish(row);
  const then = await numbersNow(county.house, county.cast.office, figures);
  await unit!.send(`${path}/withdrawal`, { ground: 'mistake', reason: '写错了' });
  await author!.send(`/proposals/${(await answered()).id}/publicity-refusal`, { public_why: '不想公开' });
  expect((await numbersNow(county.house, county.cast.office, figures)).numbers).not.toEqual(then.numbers);
  await expectStill(county.house, county.cast.office, figures, then);
});

test('a small number is left out, and with it another one, so that the total does not tell it', () => {
  const told = (counts: number[]) => protectedCounts(counts.map((count, n) => ({ name: `${n}`, count })), 3).map(({ count }) => count);
  expect(told([10, 2, 7, 5])).toEqual([10, null, 7, null]);
  expect(told([10, 2, 1, 5])).toEqual([10, null, null, 5]);
  expect(told([10, 0, 7])).toEqual([10, 0, 7]);
});

test('originals merged into it are named beside the lead’s text, each while its own proposer agrees; titles as they were reviewed', async () => {
  const lead = await answered({ title: '关于解决饮水困难的提案' });
  const merged = { ...lead, state: 'merged', disposition: 'merged', merged_root_id: lead.id, merged_into_id: lead.id, member_id: county.there.member, proposer_name: '杨小河' };
  const of = ({ title, public_ok }: { title: string; public_ok: boolean }, n: number) => ({ ...merged, id: undefined, version: undefined, changed_at: undefined, created_at: undefined, proposer_key: undefined, title, public_ok, serial_no: 700 + n, proposal_no: 700 + n }) as unknown as Partial<Proposal>;
  const [agreed, silent] = await county.act((act) => createMany<Proposal>(act, proposal, [of({ title: '关于修水池的提案，电话13910004321', public_ok: true }, 1), of({ title: '关于引水入户的提案', public_ok: false }, 2)]));
  const { path, code } = await publish(lead);
  const reviewed = (await office!.get(path)).text;
  expect(reviewed).toContain('关于修水池的提案');
  expect(reviewed).toMatch(/关于引水入户的提案<\/span>?.*提案人没有同意公开，公开页上不列|关于引水入户的提案.*公开页上不列/su);
  const shown = async () => (await (await inPublic(code)).text()).replaceAll(/<[^>]+>/g, ' ');
  const page = await shown();
  for (const words of ['并入这件一并答复的提案', '关于修水池的提案', '杨小河', '大会第701号']) expect(page).toContain(words);
  expect(page).not.toMatch(/13910004321|引水入户/u);
  await county.act((act) => edit(act, proposal, agreed!.id, undefined, { title: '关于修水池和别的事的提案' }), county.cast.office);
  expect(await shown(), 'what was reviewed stays').not.toContain('别的事');
  await office!.send(`/proposals/${silent!.id}/publicity-consent`, {});
  await office!.send(`/proposals/${agreed!.id}/publicity-refusal`, { public_why: '提案人改了主意' });
  expect(await shown()).toContain('引水入户');
  expect(await shown(), 'taken back is gone at once').not.toContain('修水池');
  const told = await (await office!.fetch(`/api/v1/p/test/${code}`, { headers: { cookie: '' } })).json();
  expect(told).toMatchObject({ merged: [{ number: '大会第702号', title: '关于引水入户的提案', proposer: '杨小河' }] });
  expect(JSON.stringify(told)).not.toContain(silent!.id);
});

test('a co-signer who objects is noted; it keeps the proposal back where the plan wants everybody’s consent', async () => {
  const cosigner = await siteOf(county, slices)({ person: county.there.person });
  const row = await answered({ proposer_kind: 'joint', cosigner_ids: [county.there.member] });
  const { path, code } = await publish(row);
  const own = `/proposals/${row.id}`;
  expect((await author!.send(`${own}/publicity-objection`, {})).status, 'the first proposer has a word of his own').toBe(403);
  expect((await cosigner.send(`${own}/publicity-objection`, {})).body).toMatchObject({ public_ok: true, public_against: [county.there.member] });
  expect((await office!.get(own)).text).toMatch(/联名人杨小河[^<]*不同意/u);
  expect((await inPublic(code)).status, 'the first proposer speaks for all').toBe(200);
  await cosigner.send(`${own}/publicity-objection-withdrawal`, {});
  await county.act((act) => createMany(act, parameterSetting, [{ key: 'publishing.signers', value: 'each', from_day: '2020-01-01' }]));
  expect((await cosigner.send(`${own}/publicity-objection`, {})).body).toMatchObject({ public_ok: false, public_why: '联名人中有人不同意公开' });
  expect((await inPublic(code)).status).toBe(410);
  const refused = await author!.send(`${own}/publicity-consent`, {});
  expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining('有1位联名人不同意公开')]);
  expect((await cosigner.send(`${own}/publicity-objection-withdrawal`, {})).body).toMatchObject({ public_ok: true, public_why: null, public_against: [] });
  expect((await office!.json(path)).body.state, 'and is reviewed anew').toBe('draft');
  await author!.send(`${own}/publicity-refusal`, { public_why: '另有原因' });
  await cosigner.send(`${own}/publicity-objection`, {});
  expect((await cosigner.send(`${own}/publicity-objection-withdrawal`, {})).body, 'the first proposer’s own no stays').toMatchObject({ public_ok: false, public_why: '另有原因' });
});
