import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import { folderStore } from '#platform/files/store.ts';
import { createStaffAccount } from '#platform/identity/accounts.ts';
import { program } from '#platform/identity/actor.ts';
import { openSession } from '#platform/identity/sessions.ts';
import { transact } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { create, createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { findChromium, launch } from '../test/setup/chromium.ts';
import type { Child } from './children.ts';
import type { FilledCounty } from './fill.ts';
import { Hands, type Handled } from './hands.ts';

/** How long somebody who knows the page takes to write something down: issue of the monthly duty, 45 s for an entry, 30 s for an outcome. */
export interface Entered extends Handled {
  what: string;
  aim: number;
}

/** Sixty characters, as a clerk writes what a visitor tells. */
const matter = '岩脚村三组吴大娘反映，村口到学校的路灯坏了三盏已半个月，孩子晚上放学看不清路，前天有一个老人摔伤，盼着早日修好，都着急。';
const [ENTRY_SECONDS, OUTCOME_SECONDS] = [45, 30];
const outside = { name: '吴桂花', phone: '13900004321' };

/** In a browser before the running program, with a clerk of a committee and the secretary of the county office. */
export async function entering(ours: Child, county: FilledCounty): Promise<Entered[]> {
  const browser = await launch(await findChromium());
  const folder = await mkdtemp(join(tmpdir(), 'entering-'));
  try {
    const paper = join(folder, '批示原件.jpg');
    await writeFile(paper, await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#fffdf5' } }).jpeg().toBuffer());
    const { clerk, item } = await given(county);
    const clerks = await pageOf(browser, ours, clerk);
    const secretarys = await pageOf(browser, ours, county.session);
    return [...(await entries(ours, clerks)), ...(await outcomes(ours, secretarys, item, paper))];
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A clerk with a session, and an item that was issued and whose leader has written on one before. */
async function given({ address, id, committees }: FilledCounty): Promise<{ clerk: string; item: string }> {
  const database = connectDatabase(address);
  const house = { ...(await openHouse(database.app, slices, folderStore(tmpdir()))), indexSoon: undefined };
  const made = await transact(house, program(id), null, async (act) => {
    const somebody = await create(act, person, { name: '王小梅' });
    await create(act, post, { person_id: somebody.id, name: somebody.name, role: 'worker', committee_id: committees[0]!, since: '2022-01-01', acting: false });
    const account = await createStaffAccount(act, somebody.id, `clerk-${somebody.id.slice(-12)}`, 'a long password only for the benchmark 8');
    const items = await createMany(act, opinionItem, ['集镇停车秩序亟待规范', '村卫生室药品短缺'].map((title, n) => ({
      title, situation: '逢集两侧停满车。', advice: '划定停车位。', state: 'issued', route: 'county', committee_id: committees[0]!, submitted_on: today(), issued_on: today(), issue_year: 1900 + n, issue: Math.floor(performance.now()) + n, precision: 'day', sources: 0,
    })));
    await createMany(act, instruction, [{ item_id: items[1]!.id, committee_id: committees[0]!, title: items[1]!.title, leader: '县委书记 石某某', instructed_on: today(), level: 'county' }]);
    return { account, item: items[0]!.id };
  });
  const clerk = await openSession(house, id, made.account, 'benchmark');
  await database.end();
  return { clerk, item: made.item };
}

async function pageOf(browser: Browser, ours: Child, session: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 860 } });
  await context.addCookies([{ name: 'session', value: session, url: ours.url }]);
  return context.newPage();
}

/** What a clerk writes down: the first words are those of the form, which has the focus when it opens. */
async function entries(ours: Child, page: Page): Promise<Entered[]> {
  const field = (name: string) => page.locator(`.entry-grid [name=${name}], entry-help > .field [name=${name}]`).first();
  const entered = page.getByText('可以接着记下一条');

  const write = async (what: string, rest: (hands: Hands) => Promise<void>, { again = false, link = '登记民情', enter = 'Control+Enter' } = {}): Promise<Entered> => {
    const hands = new Hands(page);
    hands.think();
    if (!again) {
      await page.goto(`${ours.url}/ledger`);
      await hands.load(() => hands.point(page.getByRole('link', { name: link, exact: true }).first()), field('matter'));
    }
    await hands.tabTo('matter');
    await hands.type(matter);
    await rest(hands);
    hands.think();
    await hands.load(() => hands.press(enter), entered);
    return { what, aim: ENTRY_SECONDS, ...hands.done() };
  };
  const named = async (hands: Hands) => {
    await hands.tabTo('reporter');
    await hands.type(outside.name);
  };

  const numbered = async (hands: Hands) => {
    await named(hands);
    await hands.tabTo('phone');
    await hands.type(outside.phone);
  };
  // So that there are some before, as there are on every day but the first.
  await write('', async (hands) => {
    await named(hands);
    await hands.tabTo('place');
    await hands.press('Control+a');
    await hands.type('新寨村');
  });
  await write('', async (hands) => {
    await named(hands);
    await hands.tabTo('place');
    await hands.press('Control+a');
    await hands.type('岩脚村');
    await hands.tabTo('way');
    await hands.press('ArrowDown');
  });
  return [
    await write('clerk: a visit, at the place of the one before', named),
    await write('clerk: a telephone call, with its number', numbered, { link: '登记来电', enter: 'Enter' }),
    await write('clerk: the next call, on the form that stays', numbered, { again: true, enter: 'Enter' }),
    await write('clerk: a paper slip, of another village', async (hands) => {
      await named(hands);
      await hands.tabTo('place');
      await hands.takeOffered(field('place'), '新寨村');
      await hands.tabTo('way');
      await hands.press('s'); // 书信、意见箱
    }),
  ];
}

/** What the secretary types from the paper that came back, and photographs; and that an item was printed elsewhere. */
async function outcomes(ours: Child, page: Page, item: string, paper: string): Promise<Entered[]> {
  const note = async (what: string, link: string, write: (hands: Hands) => Promise<void>): Promise<Entered> => {
    const hands = new Hands(page);
    await page.goto(`${ours.url}/opinion-items/${item}`);
    hands.think();
    await hands.load(() => hands.point(page.getByRole('link', { name: link, exact: true })), page.locator('form.form textarea'));
    await write(hands);
    hands.think();
    await hands.load(() => hands.point(page.getByRole('button', { name: '登记', exact: true })), page.locator('.notice[role=status]'));
    return { what, aim: OUTCOME_SECONDS, ...hands.done() };
  };
  /** Into the first field: with its focus when the page gives it, else with a click. */
  const into = async (hands: Hands, name: string) => {
    if (!(await page.evaluate(`document.activeElement?.name === ${JSON.stringify(name)}`))) await hands.point(page.locator(`form.form [name=${name}]`).first());
  };
  return [
    await note('secretary: a leader’s words, with the photograph', '登记批示', async (hands) => {
      await into(hands, 'leader');
      await hands.type('县委书记 石某某');
      await hands.tabTo('instructed_on');
      await hands.press('Control+a');
      await hands.type(today().replaceAll('-', ''));
      await hands.tabTo('words');
      await hands.type('请水务局牵头研办，结果告诉群众。');
      await hands.choose(page.locator('form.form input[type=file]').first(), paper);
    }),
    await note('secretary: adopted by the city’s office', '登记采用', async (hands) => {
      await hands.pick(page.locator('form.form select[name=level]'), '市');
      await hands.tabTo('body');
      await hands.type('市政协办公室');
      await hands.tabTo('publication');
      await hands.type('社情民意第12期');
    }),
  ];
}
