import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { today } from '#platform/time.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { siteOf, type Visitor } from '../visitor.ts';

describe('three things that residents said become one issue', () => {
  let county: TestCounty;
  let worker: Visitor;
  let office: Visitor;
  let chair: Visitor;
  const entries: string[] = [];
  let item: string;

  beforeAll(async () => {
    county = await testCounty(slices);
    const visitor = siteOf(county, slices);
    [worker, office, chair] = [await visitor({ role: 'worker', committee: county.here.committee }), await visitor({ role: 'county_office' }), await visitor({ role: 'chair' })];
    for (const matter of ['集镇赶集日停车难，救护车进不来', '货车白天在集镇卸货占道', '集镇路口没有人疏导，赶集日堵两个小时']) {
      entries.push((await worker.send('/ledger', { committee_id: county.here.committee, received_on: '2025-04-01', matter, place: '白石集镇' })).body.id);
    }
    await worker.send('/ledger', { committee_id: county.here.committee, received_on: '2025-04-02', matter: '村卫生室缺降压药' });
    await indexPending(county.house, county.id);
  });
  afterAll(() => county?.drop());

  const docx = async (visitor: Visitor, path: string) => {
    const answer = await visitor.fetch(path);
    expect(answer.status).toBe(200);
    return new TextDecoder().decode(unzipSync(new Uint8Array(await answer.arrayBuffer()))['word/document.xml']).replace(/<[^>]+>/gu, '');
  };

  test('given one of them, when its words are looked for, then the others are offered and what is ticked begins the form', async () => {
    const { text: found } = await worker.get(`/opinion-items/sources?q=${encodeURIComponent('集镇')}`);
    for (const id of entries) expect(found).toContain(id);
    expect(found).not.toContain('降压药');
    const { text: begun } = await worker.get(`/opinion-items/new?${entries.map((id) => `entry=${id}`).join('&')}`);
    expect(begun).toMatch(/[123]．白石集镇：集镇赶集日停车难/u);
    expect(begun).toContain('来自选中的民情台账');
  });

  test('when it is written and sent in without the tick, then it is asked for; with it, it waits on the editors’ desk', async () => {
    const written = await worker.send('/opinion-items', { title: '关于规范集镇停车秩序的建议', situation: '赶集日停车难，货车占道，无人疏导', advice: '划定停车位；限时卸货；逢集疏导', entries });
    expect(written).toMatchObject({ status: 201, body: { sources: 3, committee_id: county.here.committee } });
    item = written.body.id;
    expect((await worker.get(`/opinion-items/${item}`)).text).toContain('挑选来源');
    expect(await worker.send(`/opinion-items/${item}/submission`, { route: 'county', cleared: false })).toMatchObject({ status: 422, body: { fields: { cleared: expect.stringContaining('已核不涉密') } } });
    expect(await worker.send(`/opinion-items/${item}/submission`, { route: 'county', cleared: true })).toMatchObject({ status: 200, body: { state: 'submitted' } });
    const { text: desk } = await office.get('/opinion-desk');
    expect(desk).toContain('待审阅 1');
    expect(desk).toContain('关于规范集镇停车秩序的建议');
  });

  test('when it goes from hand to hand, then each is named, both texts stand, and the proof has the masthead', async () => {
    await office.send(`/opinion-items/${item}/review`, {});
    expect((await office.get(`/opinion-items/${item}`)).text).toContain('打开采编页');
    expect((await office.get(`/opinion-items/${item}/compiling`)).text).toContain('正文不超过1500字');
    expect((await worker.get(`/opinion-items/${item}/compiling`)).status).toBe(403);
    await office.send(`/opinion-items/${item}/compiling`, { title: '白石集镇停车秩序亟待规范', route: 'county', situation: '逢集停车难，货车占道，无人疏导' });
    await office.send(`/opinion-items/${item}/check`, { checked_by: '龙文山' });
    const { text: seen } = await office.get(`/opinion-items/${item}`);
    expect(seen).toContain('改动了标题、情况问题');
    expect(seen).toMatch(/<del class="word-removed">.*赶集日/u);
    expect(await docx(chair, `/opinion-items/${item}/paper.docx`)).toMatch(/社情民意信息.*清样.*白石集镇停车秩序亟待规范/u);
    expect((await chair.get('/tasks')).text).toContain('白石集镇停车秩序亟待规范');
    expect(await chair.send(`/opinion-items/${item}/signature`, { signed_on: today() })).toMatchObject({ status: 200, body: { state: 'signed' } });
  });

  test('then it is issued with its numbers, its addressees and who reflected it; the year has it; the entry leads to it', async () => {
    expect(await office.send(`/opinion-items/${item}/issuing`, { issued_on: today(), issue_total: 73 })).toMatchObject({ status: 200, body: { state: 'issued', issue: 1, issue_total: 73 } });
    const year = today().slice(0, 4);
    const printed = await docx(worker, `/opinion-items/${item}/paper.docx`);
    expect(printed).toContain(`〔${year}〕第1期（总第73期）`);
    expect(printed).toContain('报：县委、县人大常委会、县政府、市政协');
    expect(printed).toContain('（白石镇政协联络委反映）');
    expect(printed).toContain('核稿：龙文山');
    expect((await worker.get(`/opinion-issues?year=${year}`)).text).toContain('白石集镇停车秩序亟待规范');
    for (const id of entries) expect((await worker.get(`/ledger/${id}`)).text).toContain('白石集镇停车秩序亟待规范');
  });

  test('then the month’s circular counts it for its committee, tells silence apart, and prints again as it was', async () => {
    const period = today().slice(0, 7);
    const { body } = await office.json(`/opinion-bulletins?period=${period}`);
    const line = body.committees.find(({ id }: { id: string }) => id === county.here.committee);
    expect(line.numbers.slice(0, 3)).toEqual([0, 1, 1]); // told in April
    expect(body.issued.map(({ id }: { id: string }) => id)).toEqual([item]);
    const april = (await office.json('/opinion-bulletins?period=2025-04')).body;
    expect(april.committees.map(({ place, numbers, silent }: { place: string; numbers: number[]; silent: string[] }) => [place, numbers[0], silent.length])).toEqual(expect.arrayContaining([['白石镇', 4, 0], ['小河乡', 0, 1]]));
    expect(await docx(office, `/opinion-bulletins/paper.docx?period=${period}&asof=${encodeURIComponent(body.as_of)}`)).toMatch(/社情民意信息采用情况的通报.*白石集镇停车秩序亟待规范/u);
    expect((await office.json('/opinion-bulletins?period=2025-13')).status).toBe(400);
  });

  test('given two items of one matter, when the office merges them, then one goes on and the other stays beside it', async () => {
    const sent = async (title: string) => {
      const { body } = await worker.send('/opinion-items', { title, committee_id: county.here.committee, situation: '堵', advice: '疏' });
      await worker.send(`/opinion-items/${body.id}/submission`, { route: 'county', cleared: true });
      return body.id as string;
    };
    const [one, two] = [await sent('关于清运垃圾的建议'), await sent('关于加密垃圾清运的建议')];
    expect((await office.get(`/opinion-items/merging?id=${one}&id=${two}`)).text).toContain('以哪一条为主');
    expect((await office.get(`/opinion-items/merging?id=${one}`)).status).toBe(422);
    expect(await office.send(`/opinion-items/${two}/merging`, { merged_into: one })).toMatchObject({ status: 200, body: { state: 'merged' } });
    expect((await office.get(`/opinion-items/${one}`)).text).toContain('关于加密垃圾清运的建议');
    expect((await worker.get(`/opinion-items/${two}`)).text).toContain('关于清运垃圾的建议');
  });
});
