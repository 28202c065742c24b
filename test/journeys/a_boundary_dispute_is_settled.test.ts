import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countFigures } from '#platform/figures/count.ts';
import { reading } from '#platform/records/act.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { siteOf, type Visitor } from '../visitor.ts';

/** Two villagers quarrel over a boundary stone. */
describe('a boundary dispute is taken, mediated twice, agreed, confirmed by the court and called back', { timeout: 120_000 }, () => {
  const slices = [parametersSlice, opinionsSlice];
  let county: TestCounty;
  let [worker, member, office]: Visitor[] = [];
  let entry = '';
  let file = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    const visitor = siteOf(county, slices);
    worker = await visitor({ role: 'worker', committee: county.here.committee });
    member = await visitor({ person: county.here.person });
    office = await visitor({ role: 'county_office' });
  });
  afterAll(() => county.drop());

  /** What the speech says of disputes at this moment: received, settled. */
  const spoken = () => reading(county.house, county.cast.office, async (look) => {
    const figures = opinionsSlice.figures!.filter(({ name }) => ['disputes_received', 'disputes_settled', 'mediations_taken', 'mediations_settled', 'agreements_performed', 'judicial_confirmations'].includes(name));
    return Object.fromEntries(await countFigures(look, figures, { from: '2025-01-01', to: '2025-12-31' }));
  });
  const act = async (who: Visitor, noun: string, content: object) => {
    const { status, body } = await who.send(`/disputes/${file}/${noun}`, content);
    expect(body).toMatchObject({ id: file });
    expect(status).toBe(200);
    return body;
  };

  test('given a villager has told it to the worker, when a file is opened, then the ledger leads there', async () => {
    entry = (await worker!.send('/ledger', { committee_id: county.here.committee, received_on: '2025-04-01', matter: '岩脚村两户为界石争吵，差点动手', place: '岩脚村', way: 'visit', dispute: true })).body.id;
    const { body } = await worker!.send('/disputes', {
      entry_id: entry, committee_id: county.here.committee, taken_on: '2025-04-02', cause: '土地山林纠纷', party_a: '石志明', party_a_kind: 'person', party_a_contact: '19900001234，岩脚村三组',
      party_b: '龙老三', party_b_kind: 'person', account: '石志明说龙老三挖沟时把界石移了半丈；龙老三说界石本来就在那里', place: '岩脚村', secrecy: 'sealed',
    });
    file = body.id;
    expect((await worker!.json(`/ledger/${entry}`)).body).toMatchObject({ state: 'in_hand', dispute_id: file, settled: null });
    expect(await spoken()).toMatchObject({ disputes_received: 1, disputes_settled: 0, mediations_taken: 1 });
  });

  test('only the member who is named finds it, and notes two sessions, one in the field', async () => {
    expect((await member!.get(`/disputes/${file}`)).status).toBe(404);
    await act(worker!, 'mediators', { mediator_ids: [county.here.person], outside_mediators: '杨法官（岩脚巡回法庭）' });
    expect((await member!.get(`/disputes/${file}`)).text).toContain('登记一次调解');
    await act(member!, 'sessions', { held_on: '2025-04-05', place: '村委会', present: '石志明、龙老三、村支书', said: '各说各的理，没有谈拢' });
    await act(member!, 'sessions', { held_on: '2025-04-12', place: '界石处', present: '石志明、龙老三、两位老人', said: '老人指认了老水沟，双方愿意以沟为界' });
    expect((await member!.get(`/disputes/${file}`)).text).toContain('老人指认了老水沟');
  });

  test('the paper is drafted and signed; the speech counts it as settled that day, once', async () => {
    await act(member!, 'draft-agreement', { points: '以老水沟中线为界\n龙老三十日内把界石移回', perform_by: '2025-04-30' });
    expect((await member!.fetch(`/disputes/${file}/agreement.docx`)).status).toBe(200);
    await act(member!, 'agreement', { agreed_on: '2025-04-15', agreement_form: 'written', points: '以老水沟中线为界\n龙老三十日内把界石移回', perform_by: '2025-04-30' });
    expect(await spoken()).toMatchObject({ disputes_received: 1, disputes_settled: 1, mediations_settled: 1, agreements_performed: 0 });
    expect((await worker!.json(`/ledger/${entry}`)).body).toMatchObject({ state: 'in_hand', settled: true });
  });

  test('the court confirms it', async () => {
    await act(worker!, 'confirmation-request', { confirm_applied_on: '2025-04-20', court: '县人民法院' });
    await act(worker!, 'confirmation', { confirm_result: 'confirmed', confirmed_on: '2025-04-28', confirm_no: '（2025）民特3号' });
    expect(await spoken()).toMatchObject({ judicial_confirmations: 1 });
  });

  test('called back it was performed: the file closes and the ledger with it', async () => {
    await act(worker!, 'performance', { called_on: '2025-05-20', call_words: '界石已移回，两家和好' });
    expect((await worker!.json(`/ledger/${entry}`)).body).toMatchObject({ state: 'closed', outcome: 'solved', settled: true, closed_on: '2025-05-20' });
    expect(await spoken()).toMatchObject({ disputes_received: 1, disputes_settled: 1, mediations_taken: 1, mediations_settled: 1, agreements_performed: 1 });
  });

  test('the county office has followed every step and never learnt who they were', async () => {
    const page = (await office!.get(`/disputes/${file}`)).text;
    for (const step of ['指定调解员', '登记一次调解', '登记达成协议', '登记司法确认结果', '回访：已履行']) expect(page).toContain(step);
    for (const path of [`/disputes/${file}`, '/disputes', `/ledger/${entry}`, '/ledger']) {
      const { status, text } = await office!.get(path);
      expect([path, status, /石志明|龙老三|老水沟/.test(text)]).toEqual([path, 200, false]);
    }
  });
});
