import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { reading } from '#platform/records/act.ts';
import { is } from '#platform/predicate.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { plenary } from '#duties/proposals/plenaries/record.ts';
import { proposalRating, type ProposalRating } from '#duties/proposals/ratings/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fill, fillIn, phone, read, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { siteOf, type Visitor } from '../visitor.ts';

const inDays = (n: number): string => dayOf(new Date(Date.now() + n * 86_400_000));
const seal = '盖章（签名）的纸质件收到日期';

/** A body or a group, whose paper the office enters: by what it is called, whether the plan wants its seal or the convenor's signature, whether only while the plenary sits. */
const bodies: readonly { kind: string; name: string; sealed: boolean; onlySitting: boolean; way: 'paper' | 'link' }[] = [
  { kind: '党派提案', name: '民建云岭县支部', sealed: true, onlySitting: false, way: 'paper' },
  { kind: '人民团体提案', name: '县工商联', sealed: true, onlySitting: false, way: 'link' },
  { kind: '专门委员会提案', name: '经济委员会', sealed: true, onlySitting: false, way: 'paper' },
  { kind: '界别提案', name: '农业界', sealed: true, onlySitting: true, way: 'link' },
  { kind: '委员小组提案', name: '白石镇委员小组', sealed: true, onlySitting: true, way: 'paper' },
  { kind: '联络委提案', name: '白石镇政协联络委', sealed: false, onlySitting: false, way: 'paper' },
];

/** Each kind of proposer, as the plan lets it propose, from the entry to the rating that is its own. */
describe.skipIf(!hasBrowser())('every kind of proposer', { timeout: 300_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [author, friend, office]: Page[] = [];
  let [clerk, stranger]: Visitor[] = [];

  beforeAll(async () => {
    county = await testCounty(slices);
    await county.act(async (act) => {
      await createMany(act, plenary, [{ state: 'open', term: 9, session: 5, opens_on: inDays(-1), closes_on: inDays(2), deadline_on: inDays(1), called_on: inDays(-20) }]);
      await createMany(act, parameterSetting, [
        { key: 'proposals.kinds', value: '委员、委员联名、党派、人民团体、专门委员会、界别、委员小组', from_day: '2020-01-01' },
        { key: 'proposals.sealed_kinds', value: '党派、人民团体、专门委员会、界别、委员小组', from_day: '2020-01-01' },
      ]);
    });
    theatre = await stage(county.database);
    author = await comeIn(county, theatre, { person: county.here.person }, phone);
    friend = await comeIn(county, theatre, { person: county.there.person }, phone);
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    const visit = siteOf(county, slices);
    clerk = await visit({ role: 'county_office' });
    stranger = await visit({ role: 'worker', committee: county.there.committee });
  }, 240_000);
  afterAll(() => theatre?.close());

  const now = (id: string): Promise<Proposal> => reading(county.house, county.cast.program, (look) => get(look, proposal, id));
  const ratingsOf = (id: string) => reading(county.house, county.cast.program, (look) => list(look, proposalRating, { where: is<ProposalRating>('proposal_id', id), order: [{ column: 'id' }], limit: 9 }));
  const good = { rating_work: 'satisfied', rating_result: 'satisfied' };

  const rates = async (page: Page, id: string): Promise<number> => (await page.request.post(`${theatre.address}/api/v1/proposals/${id}/rating`, { data: good })).status();

  /** From the office's desk to the reply. */
  async function answered(id: string): Promise<void> {
    for (const [noun, input] of [['filing', {}], ['assignment', { lead_unit_id: county.here.unit }], ['acceptance', {}], ['reply', { result: 'SOLVED', reply: '已办好。' }]] as const) {
      const { status, body } = await clerk!.send(`/proposals/${id}/${noun}`, input);
      expect(status, JSON.stringify(body)).toBe(200);
    }
  }

  async function linkFor(id: string): Promise<string> {
    const text = await (await clerk!.submit('/ratings/slips', { id, act: 'make' })).text();
    return /\/rate\/test\/[\w-]{19}/u.exec(text)![0];
  }
  const byLink = async (id: string): Promise<number> => {
    const path = await linkFor(id);
    return (await stranger!.fetch(`/api/v1${path}`, { method: 'POST', body: JSON.stringify(good), headers: { cookie: '', 'content-type': 'application/json' } })).status;
  };

  async function written(title: string): Promise<string> {
    await author!.goto(`${theatre.address}/proposals/new`);
    await fillIn(author!, { 案由: title, 情况和问题: '情况。' });
    await author!.locator('textarea[name=advice]').fill('一、办。');
    await author!.getByLabel('同意公开').first().check();
    return title;
  }
  async function kept(): Promise<string> {
    await author!.getByRole('button', { name: '保存', exact: true }).click();
    await author!.waitForURL(/\/proposals\/[0-9a-f-]{36}$/u);
    return author!.url();
  }
  const handIn = async (address: string): Promise<string> => {
    await take(author!, address, '提交', { 以上都不属于: '是' });
    return address.split('/').at(-1)!;
  };

  test('a member: writes and hands in alone, and alone rates', async () => {
    await written('关于一个人的提案');
    const id = await handIn(await kept());
    expect(await now(id)).toMatchObject({ proposer_kind: 'member', time_class: 'session', term: 9, session: 5 });
    await answered(id);
    expect(await rates(friend!, id), 'nobody else').toBe(404);
    await take(author!, `${theatre.address}/proposals/${id}`, '评价答复', { 对办理工作: '满意', 对办理结果: '满意' });
    expect(await now(id)).toMatchObject({ state: 'rated', raters_n: 1 });
    expect((await ratingsOf(id)).map(({ rater, way }) => [rater, way])).toEqual([['石大山', 'self']]);
  });

  test('several members: who has signed counts and rates, each for himself', async () => {
    await written('关于两个人的提案');
    await author!.getByLabel('杨小河（小河乡）').check();
    const address = await kept();
    await take(friend!, address, '同意联名');
    const id = await handIn(address);
    expect(await now(id)).toMatchObject({ proposer_kind: 'joint', cosigner_ids: [county.there.member] });
    await answered(id);
    expect(await rates(author!, id)).toBe(200);
    expect(await now(id), 'one of two').toMatchObject({ state: 'replied', raters_n: 2, rated_n: 1, rating_result: null });
    expect(await byLink(id)).toBe(201);
    expect(await now(id)).toMatchObject({ state: 'rated', rated_n: 2 });
    expect((await ratingsOf(id)).map(({ rater, way }) => [rater, way])).toEqual([['石大山', 'self'], ['杨小河', 'message']]);
  });

  const enter = async (fields: Record<string, string>): Promise<void> => {
    await office!.goto(`${theatre.address}/proposals/new`);
    await fill(office!, '提案类型', fields['提案类型']!);
    await fillIn(office!, fields);
    await office!.getByRole('button', { name: '保存', exact: true }).click();
  };
  const told = (words: string) => office!.locator('#problems').getByText(words).first().waitFor();

  test.each(bodies)('$kind of $name', async ({ kind, name, sealed, onlySitting, way }) => {
    const title = `关于${name}的事的提案`;
    const fields = { 提案类型: kind, 提案单位: name, 案由: title };
    if (kind === '联络委提案') {
      await enter(fields);
      await told('本县不收联络委提案');
      await county.act((act) => createMany(act, parameterSetting, [{ key: 'proposals.kinds', value: '委员、委员联名、党派、人民团体、专门委员会、界别、委员小组、联络委', from_day: '2020-01-02' }]));
    }
    if (onlySitting) {
      await enter({ ...fields, 提交日期: inDays(-30) });
      await told(`${kind}只在全体会议期间提出`);
    }
    if (sealed) {
      await enter(fields);
      await told('要盖章或由召集人签名');
    }
    await enter({ ...fields, ...(sealed ? { [seal]: inDays(0) } : {}) });
    await office!.waitForURL(/\/proposals\/[0-9a-f-]{36}$/u);
    const id = office!.url().split('/').at(-1)!;
    const page = await read(office!);
    expect(page).toMatch(new RegExp(`提案类型\\s*${kind}`, 'u'));
    expect(/盖章（签名）件收到/u.test(page), 'when its seal was seen').toBe(sealed);
    expect(page, 'for whom it was entered').toContain(`（代${name}）`);
    await answered(id);

    const notice = await clerk!.fetch(`/proposals/${id}/review-notice.docx`);
    expect(strFromU8(unzipSync(new Uint8Array(await notice.arrayBuffer()))['word/document.xml']!).replace(/<[^>]+>/gu, '')).toContain(`${name}：`);
    for (const member of [author!, friend!]) expect([403, 404], 'no member rates for it').toContain(await rates(member, id));
    if (way === 'link') expect(await byLink(id)).toBe(201);
    else {
      await office!.goto(`${theatre.address}/proposals/${id}`);
      await office!.getByRole('link', { name: '录入纸质评价' }).click();
      await office!.getByRole('heading', { name: '录入纸质评价' }).waitFor();
      await fillIn(office!, { 对办理工作: '满意', 对办理结果: '基本满意' });
      await office!.getByRole('button', { name: '录入', exact: true }).click();
      await office!.waitForURL(/\/ratings\/[0-9a-f-]{36}$/u);
    }
    expect((await ratingsOf(id)).map(({ rater, way, member_id }) => [rater, way, member_id])).toEqual([[name, way === 'link' ? 'message' : 'paper', null]]);
    await office!.goto(`${theatre.address}/proposals/${id}`);
    await stepOf(office!, '办结').waitFor();
    await take(office!, `${theatre.address}/proposals/${id}`, '办结');
    expect(await now(id)).toMatchObject({ state: 'closed', raters_n: 1 });
  });
});
