import { unzipSync, strFromU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMany, take } from '#platform/records/write.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { effects, enterDispute } from '#duties/opinions/disputes/actions.ts';
import { dispute, type Dispute } from '#duties/opinions/disputes/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { participant } from '#institutions/participants/record.ts';
import { person } from '#institutions/people/record.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

/** What may be read nowhere by those who do not know the parties. */
const SECRETS = /石志明|龙老三|杨秀英|19900001234|三分地|老水沟|各让一步/;

let county: TestCounty;
let everybody: Record<'office' | 'worker' | 'director' | 'member' | 'chair' | 'auditor' | 'stranger' | 'outsider', Visitor>;
let [open, sealed] = ['', ''];
const slices = [parametersSlice, opinionsSlice];

beforeAll(async () => {
  county = await testCounty(slices);
  const { here, there } = county;
  const visitor = siteOf(county, slices);
  everybody = {
    office: await visitor({ role: 'county_office' }), chair: await visitor({ role: 'chair' }), auditor: await visitor({ role: 'auditor' }),
    worker: await visitor({ role: 'worker', committee: here.committee }), director: await visitor({ role: 'director', committee: here.committee }),
    member: await visitor({ person: here.person }), stranger: await visitor({ role: 'worker', committee: there.committee }), outsider: await visitor({ role: 'participant', committee: here.committee, kind: '信息员' }),
  };
  open = await begun('ordinary');
  sealed = await begun('sealed');
  await indexPending(county.house, county.id);
}, 120_000);
afterAll(() => county.drop());

/** A dispute that a member mediates, after a session and with its terms drafted. */
async function begun(secrecy: string): Promise<string> {
  const as = { ...county.cast.worker, personId: everybody.worker.person };
  const step = (id: string, name: string, input: object) => county.act((act) => take<Dispute>(act, dispute, id, name, { input: { ...input }, effect: effects[name] }), as);
  const { id } = await county.act((act) => enterDispute(act, {
    committee_id: county.here.committee, taken_on: '2025-05-06', cause: '土地山林纠纷', place: '岩脚村', secrecy, party_a: '石志明', party_a_kind: 'person', party_a_contact: '19900001234',
    party_b: '龙老三', party_b_kind: 'person', other_parties: '杨秀英', account: '石志明说界石被移动，多占三分地',
  }, {}), as);
  await step(id, 'assign', { mediator_ids: [county.here.person] });
  await step(id, 'hold', { held_on: '2025-05-10', present: '石志明、龙老三', said: '双方各让一步' });
  await step(id, 'draft', { points: '以老水沟为界' });
  return id;
}

const read = async (who: Visitor, path: string): Promise<string> => {
  const answer = await who.fetch(path);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? Object.values(unzipSync(bytes)).map((part) => strFromU8(part)).join('\n') : new TextDecoder().decode(bytes);
};

const places = (id: string) => [
  '/disputes', '/disputes.csv', '/disputes.xlsx', '/api/v1/disputes', `/disputes/${id}`, `/api/v1/disputes/${id}`, '/disputes/causes', `/disputes/${id}/agreement.docx`, `/disputes/${id}/edit`,
  '/ledger', '/ledger.csv', '/api/v1/ledger', '/api/v1/disputes?q=石志明', '/api/v1/disputes?q=三分地', '/api/v1/search?q=石志明',
];

describe('the parties are known to the mediators and whoever must know', () => {
  test.each(['office', 'chair', 'auditor', 'stranger', 'outsider'] as const)('%s reads it nowhere', async (who) => {
    if (who === 'office') for (const path of ['/disputes', '/disputes.csv', '/disputes.xlsx', `/disputes/${open}`, '/ledger']) expect([path, (await everybody.office.fetch(path)).status]).toEqual([path, 200]);
    for (const id of [open, sealed]) for (const path of places(id)) expect(await read(everybody[who], path), `${who} ${path}`).not.toMatch(SECRETS);
  });

  test('the director reads an ordinary one and not one that is mediated in private; lists name nobody for anybody', async () => {
    expect(await read(everybody.director, `/disputes/${open}`)).toMatch('龙老三');
    expect(await read(everybody.director, `/disputes/${sealed}`)).not.toMatch(SECRETS);
    for (const path of ['/disputes', '/disputes.csv', '/disputes.xlsx', '/api/v1/disputes']) expect(await read(everybody.worker, path), path).not.toMatch(SECRETS);
    expect(await read(everybody.office, '/disputes')).toMatch('石某与龙某等：土地山林纠纷');
  });

  test('the mediator and whoever entered it read what they need, also in private', async () => {
    for (const who of ['member', 'worker'] as const) {
      const page = await read(everybody[who], `/disputes/${sealed}`);
      for (const words of ['石志明', '龙老三', '杨秀英', '三分地', '双方各让一步', '以老水沟为界']) expect(page).toContain(words);
    }
    expect((await everybody.stranger.get(`/disputes/${open}`)).status).toBe(404);
  });

  test('a participant who mediates finds it, another does not', async () => {
    expect((await everybody.outsider.get(`/disputes/${open}`)).status).toBe(404);
    const who = await county.act(async (act) => {
      const [one] = await createMany(act, person, [{ name: '吴寨老' }]);
      await createMany(act, participant, [{ person_id: one!.id, name: '吴寨老', kind: '界别群众代表', committee_id: county.here.committee, since: '2022-01-10' }]);
      return one!.id;
    });
    const elder = await siteOf(county, slices)({ person: who });
    expect((await everybody.worker.send(`/disputes/${open}/mediators`, { mediator_ids: [county.here.person, who], outside_mediators: '镇司法所 潘律师' })).body).toMatchObject({ mediators: '石大山（委员）、吴寨老（界别群众代表）' });
    expect(await read(elder, `/disputes/${open}`)).toContain('石志明');
    expect((await elder.send(`/disputes/${open}/sessions`, { held_on: '2025-05-11', present: '双方', said: '再谈' })).body).toMatchObject({ sessions: 2 });
  });
});

test('the agreement is a paper with the parties, the terms and room for signatures; the office is refused', async () => {
  expect((await everybody.office.fetch(`/disputes/${open}/agreement.docx`)).status).toBe(403);
  const paper = await read(everybody.member, `/disputes/${open}/agreement.docx`);
  for (const words of ['调解协议书', '甲方：石志明，19900001234', '乙方：龙老三', '丙方：杨秀英', '1. 以老水沟为界。', '按指印', '调解员石大山（签名）']) expect(paper).toContain(words);
});

test('the list behind a cause and a number of the page by cause is as long as the number', async () => {
  const page = await everybody.office.get('/disputes/causes?year=2025');
  expect(page.text).toContain('土地山林纠纷');
  const { body } = await everybody.office.json(`/disputes?${new URLSearchParams({ figure: 'mediations_taken', from: '2025-01-01', to: '2025-12-31', cause: '土地山林纠纷' })}`);
  expect(body.total).toBe(2);
  expect((await everybody.office.json('/disputes?cause=%00%27')).status).toBe(200);
  expect((await everybody.office.get('/disputes/causes?year=nonsense')).status).toBe(200);
});

test('the form begins with what the ledger entry says; the entry leads to the file and back', async () => {
  const { body: entry } = await everybody.worker.send('/ledger', { committee_id: county.here.committee, received_on: '2025-06-01', matter: '两家为水沟争吵', place: '新寨村', dispute: true });
  expect((await everybody.worker.get(`/ledger/${entry.id}`)).text).toContain(`/disputes/new?entry=${entry.id}`);
  const form = (await everybody.worker.get(`/disputes/new?entry=${entry.id}`)).text;
  expect(form).toContain('两家为水沟争吵');
  const { body: row, status } = await everybody.worker.send('/disputes', {
    entry_id: entry.id, committee_id: county.here.committee, taken_on: '2025-06-02', cause: '水利纠纷', party_a: '吴建国', party_a_kind: 'person', party_b: '岩脚村二组', party_b_kind: 'organisation', account: '放水先后', secrecy: 'ordinary',
  });
  expect([status, row.entry_id]).toEqual([201, entry.id]);
  expect((await everybody.worker.get(`/ledger/${entry.id}`)).text).toContain(`/disputes/${row.id}`);
  expect((await everybody.worker.get(`/disputes/${row.id}`)).text).toContain(`/ledger/${entry.id}`);
  expect((await everybody.worker.send('/disputes', { ...row, entry_id: 'nonsense' })).status).toBe(422);
});
