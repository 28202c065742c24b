import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { today } from '#platform/time.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fillIn, phone, read, seen, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const year = Number(today().slice(0, 4));

/** A resident scans the code, the committee chooses with a public reason, the Party committee agrees on paper, people are asked by role, and it is held. */
describe.skipIf(!hasBrowser())('a topic becomes a consultation', { timeout: 240_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [resident, worker, member]: Page[] = [];
  let [topicAddress, meeting] = ['', ''];

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    resident = await (await theatre.browser.newContext({ locale: 'zh-CN', ...phone })).newPage();
    worker = await comeIn(county, theatre, { name: '周敏', role: 'worker', committee: county.here.committee });
    member = await comeIn(county, theatre, { person: county.here.person }, phone);
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;
  const told = (page: Page, sentence: string) => page.getByRole('status').filter({ hasText: sentence }).waitFor();
  /** What is downloaded, as plain text. */
  const paperOf = async (page: Page, label: string): Promise<string> => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: label }).click()]);
    const path = `${theatre.folder}/${label}.docx`;
    await download.saveAs(path);
    return strFromU8(unzipSync(new Uint8Array(await readFile(path)))['word/document.xml']!).replace(/<[^>]+>/gu, '');
  };

  test('a resident scans the poster and says what should be talked over', async () => {
    await worker!.goto(at(`/committees/${county.here.committee}/topic-poster`));
    const scanned = (await worker!.locator('.paper-address').innerText()).trim();
    await seen(worker!, 'topic-poster');
    await resident!.goto(at(new URL(scanned).pathname));
    await resident!.getByRole('heading', { name: '我有事想商量' }).waitFor();
    await seen(resident!, 'topic-suggest');
    await fillIn(resident!, { 您想和大家商量什么事: '鼓楼坪晚上太黑，想商量装几盏路灯', '在哪个村（社区）': '新寨村' });
    await resident!.getByRole('button', { name: '提出' }).click();
    await resident!.getByRole('heading', { name: '收到了，谢谢您' }).waitFor();
    await seen(resident!, 'topic-receipt');
  });

  test('the committee chooses it with a reason that everybody reads', async () => {
    await worker!.goto(at('/topics'));
    await worker!.getByRole('link', { name: '鼓楼坪晚上太黑' }).click();
    await worker!.getByRole('heading', { name: '基本信息' }).waitFor();
    topicAddress = worker!.url();
    await seen(worker!, 'topic-collected');
    await take(worker!, topicAddress, '选定', { 议题: '鼓楼坪装路灯', 协商的形式: '基层小微协商', 选定的理由: '老人多，晚上走路不安全' });
    await resident!.goto(at('/t/test'));
    await resident!.getByText('理由：老人多，晚上走路不安全').waitFor();
    await seen(resident!, 'topics-public');
    expect(await read(resident!)).not.toContain('晚上太黑');
  });

  test('the Party committee is asked on paper, and its reply is entered', async () => {
    await worker!.goto(topicAddress);
    await worker!.getByRole('link', { name: '写请示' }).click();
    await worker!.getByRole('button', { name: '保存' }).waitFor();
    await worker!.getByRole('button', { name: '保存' }).click();
    await told(worker!, '已登记');
    const plan = worker!.url();
    await seen(worker!, 'topic-request');
    expect(await paperOf(worker!, '请示（Word）')).toContain('妥否，请批示。');
    await take(worker!, plan, '报送请示', { 请示文号: `白联委〔${year}〕1号` });
    await take(worker!, plan, '登记批复', { 批复文号: `白党发〔${year}〕3号` });
    await worker!.goto(topicAddress);
    await worker!.getByText(`白党发〔${year}〕3号`).first().waitFor();
  });

  test('a consultation is arranged from the topic, people are asked by role, and a member answers on the phone', async () => {
    await worker!.getByRole('link', { name: '安排协商' }).click();
    await worker!.getByRole('button', { name: '登记' }).last().waitFor();
    await fillIn(worker!, { 地点: '鼓楼坪', 几点: '晚上7时', 第一召集人: '镇党委书记' });
    await worker!.getByRole('button', { name: '登记' }).last().click();
    await told(worker!, '已登记');
    meeting = worker!.url();
    await worker!.getByRole('link', { name: '邀请人' }).click();
    await worker!.getByRole('heading', { name: '邀请人' }).waitFor();
    await fillIn(worker!, { 其他的人: '党政领导 镇长\n群众代表 石老大\n利害关系人 供电所' });
    await worker!.getByRole('button', { name: '邀请', exact: true }).click();
    await told(worker!, '已列入名单');
    await take(worker!, meeting, '发出通知');
    await seen(worker!, 'consultation-convened');
    const notices = await paperOf(worker!, '通知（Word）');
    for (const words of ['石老大', '怎么想就怎么说', '会上不作决定', '镇党委书记']) expect(notices).toContain(words);
    await member!.goto(meeting);
    await member!.getByRole('button', { name: '参加' }).first().click();
    await told(member!, '已参加');
    await member!.goto(meeting);
    await member!.getByText('您的答复：参加').waitFor();
    await seen(member!, 'consultation-answered');
  });

  test('it is held, who was there is marked, and the page says what is short of the rule', async () => {
    await take(worker!, meeting, '登记已召开', { 参加群众: '12', '形成共识（条）': '2' });
    await worker!.goto(`${meeting}/attendance`);
    await worker!.getByRole('button', { name: '保存出席情况' }).click();
    await told(worker!, '已登记出席');
    const page = await read(worker!);
    expect(page).toMatch(/参加群众不少于10人\s*达到/u);
    expect(page).toMatch(/有成果清单\s*欠缺/u);
    expect(page).toContain('到会4人');
    await seen(worker!, 'consultation-held');
    await worker!.goto(at('/consultations/standing'));
    await worker!.getByText('有成果清单：没有成果清单').waitFor();
    await seen(worker!, 'consultations-standing');
    await resident!.goto(at('/t/test'));
    await resident!.getByText('已经商量过').waitFor();
  });
});
