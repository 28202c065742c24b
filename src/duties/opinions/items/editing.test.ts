import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Actor } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { create, createMany, take } from '#platform/records/write.ts';
import { countLive } from '#platform/figures/count.ts';
import { today } from '#platform/time.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { parameters } from '#plans/parameters.ts';
import { inspection } from '#duties/inspections/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { correctItem, effects, enterItem } from '#duties/opinions/items/actions.ts';
import { itemsFromProposals, itemsIssued, itemsSubmitted } from '#duties/opinions/items/facts.ts';
import { originalsOf } from '#duties/opinions/items/merging.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { secretMark } from '#platform/secret-marks.ts';
import { lengthOf, sentWording } from '#duties/opinions/items/wording.ts';
import { enterMany } from '#duties/opinions/ledger/actions.ts';
import { itemsMadeFrom } from '#duties/opinions/links.ts';
import { itemsOf } from '#duties/crossings/facts.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([opinionsSlice]);
});
afterAll(() => county.drop());

const text = { situation: '逢集拥堵，救护车进不来', advice: '划定停车位，逢集派人疏导' };
const step = (actor: Actor, id: string, name: string, input: Record<string, unknown> = {}, reason?: string) =>
  county.act((act) => take(act, opinionItem, id, name, { input, reason, effect: effects[name] }), actor);
const written = (values: Partial<OpinionItem> & { entries?: string[] } = {}) =>
  county.act((act) => enterItem(act, { title: '关于规范集镇停车的建议', committee_id: county.here.committee, ...text, ...values }, {}), county.cast.worker);
const sentIn = async (values: Partial<OpinionItem> = {}, route = 'county') => {
  const item = await written(values);
  return step(county.cast.worker, item.id, 'submit', { route, cleared: true });
};
const set = (key: string, value: string, from_day = '2020-01-01') => county.act((act) => create<ParameterSetting>(act, parameterSetting, { key, value, from_day }));
/** The usual value again, from the day after. */
const unset = (key: 'items.hands' | 'items.limit_direct' | 'items.from_proposal') => set(key, String(parameters[key].default), '2020-01-02');

describe('from hand to hand', () => {
  test('reviewed, edited, checked, signed and issued, with its numbers, its hands and its addressees; the text that was sent in stays', async () => {
    const { worker, office, chair } = county.cast;
    const item = await sentIn();
    expect(item).toMatchObject({ state: 'submitted', cleared_on: today(), sent_title: '关于规范集镇停车的建议', counted_as_proposal: false });
    await step(office, item.id, 'review');
    await expect(step(worker, item.id, 'withdraw')).rejects.toMatchObject({ status: 409 }); // only while nobody has looked at it
    const edited = await step(office, item.id, 'compile', { title: '集镇停车秩序亟待规范', route: 'county', situation: '赶集日拥堵，救护车进不来', editor_note: '此件反映的问题较普遍' });
    expect(sentWording(edited)).toEqual({ title: '关于规范集镇停车的建议', causes: null, ...text });
    expect(edited).toMatchObject({ situation: '赶集日拥堵，救护车进不来', advice: text.advice, edited_by: office.name });
    await step(office, item.id, 'check', { checked_by: '龙文山' });
    await expect(step(office, item.id, 'sign', { signed_on: '2025-06-17' })).rejects.toMatchObject({ fields: { signed_by: expect.stringContaining('谁签发') } });
    await step(chair, item.id, 'sign', { signed_on: '2025-06-17' });
    await expect(step(office, item.id, 'issue', { issued_on: '2025-06-16' })).rejects.toMatchObject({ fields: { issued_on: expect.stringContaining('2025-06-17') } });
    const issued = await step(office, item.id, 'issue', { issued_on: '2025-06-18', issue_total: 73, copies: 60 });
    expect(issued).toMatchObject({ state: 'issued', issue_year: 2025, issue: 1, issue_total: 73, signed_by: chair.name, checked_by: '龙文山', copies: 60, report_to: expect.stringContaining('县委'), issuer_id: null });
  });

  test('issues are numbered on through the year and over the years; a running number is not given twice; a committee has its own series', async () => {
    const { worker, office, director } = county.cast;
    const signed = async (route = 'county') => {
      const item = await sentIn({}, route);
      const editor = route === 'township' ? worker : office;
      await step(editor, item.id, 'compile', { title: item.title, route });
      return route === 'township' ? step(director, item.id, 'sign', { signed_on: '2025-06-18' }) : step(office, item.id, 'sign', { signed_on: '2025-06-18', signed_by: '石主席' });
    };
    expect(await step(office, (await signed()).id, 'issue', { issued_on: '2025-07-01' })).toMatchObject({ issue: 2, issue_total: 74 });
    expect(await step(office, (await signed()).id, 'issue', { issued_on: '2026-01-08' })).toMatchObject({ issue_year: 2026, issue: 1, issue_total: 75 });
    await expect(step(office, (await signed()).id, 'issue', { issued_on: '2026-01-09', issue_total: 74 })).rejects.toMatchObject({ fields: { issue_total: expect.stringContaining('用过') } });
    expect(await step(worker, (await signed('township')).id, 'issue', { issued_on: '2025-07-02' })).toMatchObject({ issue: 1, issue_total: 1, issuer_id: county.here.committee, signed_by: director.name, report_to: expect.stringContaining('本乡镇') });
    const count = (look: Parameters<typeof countLive>[0]) => countLive(look, itemsIssued, { from: '2025-01-01', to: '2025-12-31' });
    expect(await reading(county.house, county.cast.office, count)).toBe(3);
  });

  test('where the plan asks for different hands, the same one is refused with the name', async () => {
    const { office, chair } = county.cast;
    await set('items.hands', 'separate');
    const item = await sentIn();
    await step(office, item.id, 'compile', { title: item.title, route: 'county' });
    await expect(step(chair, item.id, 'sign', { signed_on: '2025-06-17' })).rejects.toThrow('先核稿');
    await expect(step(office, item.id, 'check')).rejects.toMatchObject({ fields: { checked_by: expect.stringContaining(office.name) } });
    await step(office, item.id, 'check', { checked_by: '龙文山' });
    await expect(step(office, item.id, 'sign', { signed_by: '龙文山', signed_on: '2025-06-17' })).rejects.toMatchObject({ fields: { signed_by: expect.stringContaining('龙文山') } });
    expect(await step(chair, item.id, 'sign', { signed_on: '2025-06-17' })).toMatchObject({ state: 'signed' });
    await unset('items.hands');
  });

  test('given back, the writer has the own text again, and it keeps the day on which it first arrived', async () => {
    const { office, worker } = county.cast;
    const item = await sentIn();
    await step(office, item.id, 'compile', { title: '改过的标题', route: 'county', situation: '改过的情况' });
    const back = await step(office, item.id, 'giveBack', {}, '请补充涉及多少户');
    expect(back).toMatchObject({ state: 'returned', title: item.title, situation: text.situation, edited_by: null });
    const again = await step(worker, item.id, 'submit', { route: 'direct', cleared: true });
    expect(again).toMatchObject({ state: 'submitted', submitted_on: item.submitted_on, route: 'direct' });
  });
});

describe('what may stand in it', () => {
  test('longer than the plan allows is refused with the count; the direct channel has its own limit', async () => {
    await set('items.limit_direct', '100');
    const long = '字'.repeat(101);
    expect(lengthOf({ situation: `${long}\n 字` })).toBe(102);
    const item = await written({ situation: long, advice: '修' });
    await expect(step(county.cast.worker, item.id, 'submit', { route: 'direct' })).rejects.toMatchObject({ status: 422, fields: { situation: expect.stringMatching(/100字.*102字.*多了2字/u) } });
    expect(await step(county.cast.worker, item.id, 'submit', { route: 'county' })).toMatchObject({ state: 'submitted' });
    await unset('items.limit_direct');
  });

  test.each(['机密★一年', '【秘密】关于某事', '密级：绝密', '秘密级', '见县委机密文件〔2025〕3号', '秘密：', '正文\n绝密\n正文', '保密期限：长期'])('a mark of a state secret is refused: %s', async (marked) => {
    expect(secretMark(marked)).toBeTruthy();
    await expect(written({ situation: marked })).rejects.toMatchObject({ status: 422, fields: { situation: expect.stringContaining('不能录入本系统') } });
    const item = await written();
    await expect(county.act(async (act) => correctItem(act, await get(act, opinionItem, item.id), { title: marked }), county.cast.worker)).rejects.toMatchObject({ status: 422 });
    const arrived = await sentIn();
    await expect(step(county.cast.office, arrived.id, 'compile', { title: '标题', route: 'county', advice: marked })).rejects.toMatchObject({ fields: { advice: expect.stringContaining('保密员') } });
  });

  test.each(['村民代表秘密投票选举', '不得泄露商业秘密和个人隐私', '加强保密教育', '发现一个机密柜锁坏了', '村里的秘密花园'])('ordinary words are none: %s', (ordinary) => {
    expect(secretMark(ordinary)).toBeUndefined();
  });
});

describe('several become one', () => {
  test('the originals stay, linked both ways with their entries; taken apart, all is as before; an issued one is not', async () => {
    const { office, worker } = county.cast;
    const entries = await county.act((act) => enterMany(act, ['集镇停车难', '货车占道'].map((matter) => ({ committee_id: county.here.committee, received_on: '2025-04-01', matter })), {}));
    const [lead, other] = [await sentIn({ entries: [entries[0]!.id] } as Partial<OpinionItem>), await sentIn({ title: '关于货车占道的建议', entries: [entries[1]!.id] } as Partial<OpinionItem>)];
    await expect(step(office, lead.id, 'merge', { merged_into: lead.id })).rejects.toMatchObject({ status: 422 });
    expect(await step(office, other.id, 'merge', { merged_into: lead.id })).toMatchObject({ state: 'merged', merged_into: lead.id, sent_title: '关于货车占道的建议' });
    await reading(county.house, worker, async (look) => {
      expect((await get(look, opinionItem, lead.id)).originals).toBe(1);
      expect((await originalsOf(look, lead.id)).map(({ id }) => id)).toEqual([other.id]);
      expect((await itemsMadeFrom(look, [entries[1]!.id])).get(entries[1]!.id)!.map(({ id }) => id)).toEqual([lead.id, other.id].toSorted());
    });
    await expect(step(office, lead.id, 'setAside', {}, '重复')).rejects.toThrow('拆出');
    expect(await step(office, other.id, 'part', {}, '不是一件事')).toMatchObject({ state: 'reviewed', merged_into: null });
    await step(office, other.id, 'merge', { merged_into: lead.id });
    await step(office, lead.id, 'compile', { title: lead.title, route: 'county' });
    await step(office, lead.id, 'sign', { signed_by: '石主席', signed_on: '2025-06-17' });
    await step(office, lead.id, 'issue', { issued_on: '2025-06-18' });
    await expect(step(office, other.id, 'part', {}, '不是一件事')).rejects.toMatchObject({ status: 409 });
    const late = await sentIn();
    await expect(step(office, late.id, 'merge', { merged_into: lead.id })).rejects.toMatchObject({ fields: { merged_into: expect.stringContaining('已印发') } });
  });

  test('whatever is merged and parted, each item knows as many originals as point to it', async () => {
    const items: OpinionItem[] = [];
    for (let n = 0; n < 6; n += 1) items.push(await sentIn({ title: `建议${n}` }));
    const act = fc.tuple(fc.constantFrom('merge', 'part'), fc.nat(5), fc.nat(5));
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 20 }), async (acts) => {
      for (const [name, one, into] of acts) {
        await step(county.cast.office, items[one]!.id, name, name === 'merge' ? { merged_into: items[into]!.id } : {}, '试').catch((error) => expect([409, 422]).toContain(error.status));
      }
      const { rows } = await county.act((now) => sql<{ all: number; wrong: number }>`
        select count(*)::int as all, count(*) filter (where o.originals <> (select count(*) from opinion_items m where m.county_id = o.county_id and m.merged_into = o.id and m.state = 'merged'))::int as wrong
        from opinion_items o where o.id = any(${items.map(({ id }) => id)}::uuid[])`.execute(now.db));
      expect(rows).toEqual([{ all: 6, wrong: 0 }]);
    }), { numRuns: 3 });
  });
});

describe('made of another duty', () => {
  const proposals = (...states: string[]) => county.act((act) => createMany<Proposal>(act, proposal, states.map((state, n) => ({
    state, title: `关于第${n}件事的提案`, term: 9, session: 4, time_class: 'session', proposer_kind: 'member', proposer_name: '石大山', submitted_on: '2025-01-10', precision: 'day', public_ok: false,
    disposition: state === 'converted' ? 'converted' : null, invited_ids: [], cosigner_ids: [], other_cosigners: [], assisting_ids: [], countersigned_ids: [], round: 1,
  } as unknown as Partial<Proposal>))));
  const asOffice = (values: Partial<OpinionItem>) => county.act((act) => enterItem(act, { title: '提案转来', ...text, ...values }, {}), county.cast.office);
  const sendAsOffice = async (values: Partial<OpinionItem>) => step(county.cast.office, (await asOffice(values)).id, 'submit', { route: 'county', cleared: true });
  const numbers = () => reading(county.house, county.cast.office, async (look) => [await countLive(look, itemsSubmitted, {}), await countLive(look, itemsFromProposals, {})]);

  test('only a converted proposal becomes an item; it is linked both ways and counted once, or on both sides where the plan says so', async () => {
    const [converted, filed] = await proposals('converted', 'filed');
    await expect(asOffice({ proposal_id: filed!.id })).rejects.toMatchObject({ fields: { proposal_id: expect.stringContaining('转社情民意') } });
    const [submitted, from] = await numbers();
    const once = await sendAsOffice({ proposal_id: converted!.id });
    expect(once.counted_as_proposal).toBe(true);
    expect(await numbers()).toEqual([submitted, from! + 1]);
    expect(await reading(county.house, county.cast.office, (look) => itemsOf(look, 'proposal_id', converted!.id))).toEqual([{ title: '提案转来', href: `/opinion-items/${once.id}`, label: '已报送' }]);
    await set('items.from_proposal', 'both');
    const both = await sendAsOffice({ proposal_id: converted!.id });
    expect(both.counted_as_proposal).toBe(false);
    expect(await numbers()).toEqual([submitted! + 1, from! + 2]);
    await unset('items.from_proposal');
  });

  test('an inspection shows the items made of it', async () => {
    const looked = await county.act((act) => create(act, inspection, { state: 'held', committee_id: county.here.committee, topic: '饮水安全', kind: 'research', held_on: '2025-03-01', precision: 'day', joint: false, report: true, findings: '水压低' } as never));
    await written({ inspection_id: looked.id });
    expect(await reading(county.house, county.cast.worker, (look) => itemsOf(look, 'inspection_id', looked.id))).toHaveLength(1);
  });
});
