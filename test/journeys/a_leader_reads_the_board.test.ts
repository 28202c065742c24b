import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, desk, phone, read, seen } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const year = Number(today().slice(0, 4)) - 1;
const period = `from=${year}-01-01&to=${year}-12-31`;

/** Two minutes a week: what the leader leads, what is late, whether people are content; and the same sheet for the wall and for a committee. */
describe.skipIf(!hasBrowser())('a leader reads the board', { timeout: 120_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [leader, worker]: Page[] = [];

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { here, there } = county;
    const yang = await county.act(async (act) => {
      const [who] = await createMany<Person>(act, person, [{ name: '杨建国' }]);
      await createMany(act, post, [{ person_id: who!.id, name: who!.name, role: 'leader', since: '2022-01-10', committee_id: null, unit_id: null, acting: false }]);
      const [road] = await createMany<Proposal>(act, proposal, ['关于维修乡道的提案', '关于建设水厂的提案'].map((title, n) => ({
        title, proposal_no: n + 1, state: 'accepted', proposer_kind: 'member', proposer_name: '石大山', member_id: here.member, committee_id: here.committee, term: 9, session: 5, time_class: 'session',
        submitted_on: `${year}-01-10`, disposition: 'filed', lead_unit_id: here.unit, due_on: `${year}-06-20`,
      })));
      await createMany<KeySelection>(act, keySelection, [{ proposal_id: road!.id, subject: '第1号 关于维修乡道的提案', year, state: 'supervised', why: '盼了多年', nominator: '县政协', nominator_kind: 'office', nominated_on: `${year}-02-01`, decided_on: `${year}-03-01`, led_by: '杨建国副县长', leader_id: who!.id }]);
      await createMany<LedgerEntry>(act, ledgerEntry, Array.from({ length: 9 }, (_, n) => ({
        number: n + 1, committee_id: n < 6 ? here.committee : there.committee, received_on: `${year}-0${n + 1}-05`, precision: 'day', way: 'visit', matter: `寨门口的路灯坏了（第${n + 1}盏）`, reporter: '吴秀英',
        state: 'closed', outcome: n % 2 === 0 ? 'solved' : 'answered', dispute: false, settled: false, ...(n === 2 && { verified_on: `${year}-04-01`, called_back_on: `${year}-04-01`, result_rating: 5 }),
      })));
      return who!.id;
    });
    leader = await comeIn(county, theatre, { person: yang, staff: 'yang' });
    worker = await comeIn(county, theatre, { name: '潘小文', role: 'worker', committee: here.committee }, phone);
  }, 120_000);
  afterAll(() => theatre?.close());

  test('the menu leads to the own board: what is led, what is late at units with its days, and the two rates beside each other', async () => {
    const page = leader!;
    await page.goto(`${theatre.address}/`);
    await page.getByText('统计与文书').first().click();
    await page.getByRole('link', { name: '看板', exact: true }).click();
    await page.getByRole('heading', { name: '领导看板' }).waitFor();
    await page.goto(`${theatre.address}/boards/leader?${period}`);
    await page.getByRole('heading', { name: '您领衔督办的重点提案' }).waitFor();
    const text = await read(page);
    expect(text).toMatch(/关于维修乡道的提案[\s\S]*杨建国副县长/u);
    expect(text).toMatch(/县水务局\s*2\s*件\s*逾期约?\d+个工作日/u);
    expect(text).toMatch(/解决率\s*55\.6%\s*5 \/ 9/u);
    expect(text).toMatch(/满意率\s*100%\s*1 \/ 1/u);
    expect(text).not.toContain('吴秀英');
    await seen(page, 'board-leader');
  });

  test('a number opens its list, and the county\'s board stands beside it', async () => {
    const page = leader!;
    await page.locator('.board-overdue').getByRole('link', { name: '2件', exact: true }).click();
    await page.getByRole('heading', { name: '逾期没有办的', exact: true }).waitFor();
    expect(await page.locator('.list tbody tr').count()).toBe(2);
    await page.goto(`${theatre.address}/boards/leader?${period}`);
    await page.getByRole('link', { name: '全县看板' }).click();
    await page.getByRole('heading', { name: '近十二个月' }).waitFor();
    await seen(page, 'board-county');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.getByRole('link', { name: '放大上墙' }).click();
    await page.getByRole('link', { name: '停止自己更新' }).click();
    await page.getByText('不会自己更新').waitFor();
    await seen(page, 'board-wall');
    await page.setViewportSize(desk.viewport!);
  });

  test('a committee has its own on the telephone, and in large type', async () => {
    const page = worker!;
    await page.goto(`${theatre.address}/boards?${period}`);
    await page.getByRole('heading', { name: '白石镇看板' }).waitFor();
    expect(await read(page)).toMatch(/解决率\s*50%/u);
    await seen(page, 'board-committee-phone');
    await page.getByRole('link', { name: '数据质量' }).click();
    await page.getByRole('heading', { name: '各联络委的记录' }).waitFor();
    await seen(page, 'board-quality-phone');
    await page.getByRole('button', { name: '大字' }).click();
    await page.getByRole('button', { name: '标准字号' }).waitFor();
    await page.setViewportSize(desk.viewport!);
    await page.goto(`${theatre.address}/boards?${period}`);
    await page.getByRole('heading', { name: '近十二个月' }).waitFor();
    await seen(page, 'board-committee-elder');
  });
});
