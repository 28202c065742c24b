import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { program } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { SPOKEN } from '#duties/opinions/residents/report.ts';
import { county, places } from '../../db/demo-county/places.ts';
import * as made from '../files.ts';
import { hasBrowser } from '../setup/browser.ts';
import { demoDatabase } from '../setup/demo.ts';
import { wireTo, type Wire } from '../setup/network.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

/** What a village has: 400 kbit/s, and nearly half a second until anything answers. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const LIMIT_BYTES = 60_000;

describe.skipIf(!hasBrowser())('a resident with an old phone and a bad network', () => {
  let theatre: Stage;
  let wire: Wire;
  let at: string;

  beforeAll(async () => {
    theatre = await stage(await demoDatabase());
    wire = await wireTo(Number(new URL(theatre.address).port));
    at = `${wire.address}/r/${county.slug}/${await placeNamed(places[0][0])}`;
  }, 240_000);

  afterAll(async () => {
    await wire?.close();
    await theatre?.close();
  });

  /** The phone says so, and nothing gets through. */
  async function signal(page: Page, there: boolean): Promise<void> {
    if (there) wire.mend();
    else wire.cut();
    await page.context().setOffline(!there);
  }

  const countyId = async (): Promise<string> => (await theatre.house.db.selectFrom('counties').select('county_id').where('slug', '=', county.slug).executeTakeFirstOrThrow()).county_id;

  async function placeNamed(place: string): Promise<string> {
    const [found] = await reading(theatre.house, program(await countyId()), (look) => list(look, committee, { where: is<Committee>('place', place), limit: 1 }));
    return found!.id;
  }

  async function entered(matter: string): Promise<LedgerEntry[]> {
    return reading(theatre.house, program(await countyId()), (look) => list(look, ledgerEntry, { where: is<LedgerEntry>('matter', matter), limit: 5 }));
  }

  const phone = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };
  const opened = async (more: object = {}): Promise<Page> => (await theatre.browser.newContext({ ...phone, ...more })).newPage();

  async function seen(page: Page, name: string): Promise<void> {
    if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth'), `${name}: pixels too wide`).toBe(0);
    const violations = await violationsOn(page);
    expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  }

  async function network(page: Page): Promise<{ session: CDPSession; bytes: () => number }> {
    const session = await page.context().newCDPSession(page);
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength));
    await session.send('Network.enable');
    return { session, bytes: () => bytes };
  }

  test('the whole page weighs less than 60 kB and is there within the time of a breath', { timeout: 60_000 }, async () => {
    const page = await opened();
    const { session, bytes } = await network(page);
    await session.send('Network.emulateNetworkConditions', SLOW);
    const begun = Date.now();
    await page.goto(at, { waitUntil: 'commit' });
    await page.getByLabel('您想反映什么').waitFor();
    const usable = Date.now() - begun;
    await page.waitForLoadState('load');
    console.log(`resident page at 400 kbit/s: usable after ${usable} ms, whole after ${Date.now() - begun} ms, ${bytes()} bytes in all`);
    expect(bytes()).toBeGreaterThan(1_000);
    expect(bytes()).toBeLessThan(LIMIT_BYTES);
    await seen(page, 'slow');
  });

  test('large type and high contrast from the first screen, also without script', { timeout: 60_000 }, async () => {
    const page = await opened({ javaScriptEnabled: false });
    await page.goto(at);
    await page.getByRole('button', { name: '高对比' }).click();
    await page.getByRole('button', { name: '大字' }).click();
    expect(await page.locator('html').getAttribute('class')).toBe('public elder contrast');
    const scripted = await opened();
    await scripted.goto(at);
    await scripted.getByLabel('您想反映什么').fill('字要大一点');
    await scripted.getByRole('button', { name: '高对比' }).click();
    expect(await scripted.locator('html').getAttribute('class')).toBe('public contrast');
    expect(await scripted.getByLabel('您想反映什么').inputValue()).toBe('字要大一点');
    await seen(scripted, 'contrast');
  });

  test('what was written without a signal is kept on the phone and sent when it returns, once', { timeout: 60_000 }, async () => {
    const matter = '没有信号时写的：山上的水管断了';
    const page = await opened();
    await page.goto(at);
    await signal(page, false);
    await page.getByLabel('您想反映什么').fill(matter);
    await page.getByLabel('在哪个村（社区）').fill('岩脚村');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已保存在手机上，有信号时自动发送').waitFor();
    expect(await page.getByLabel('您想反映什么').inputValue()).toBe('');
    expect(await entered(matter)).toEqual([]);
    await seen(page, 'kept');
    await signal(page, true);
    await page.getByRole('link', { name: /已发送，回执号/ }).waitFor({ timeout: 30_000 });
    expect(await entered(matter)).toHaveLength(1);
    expect(await page.evaluate<string | null>("localStorage.getItem('outbox')")).toBe(null);
    await page.goto(`${wire.address}/r/${county.slug}/status`);
    await page.getByText('这部手机上反映过的').waitFor();
    await page.locator('my-receipts a').first().click();
    await page.getByText('等待工作人员办理').waitFor();
  });

  test('an answer that was lost on the way is asked for again, and nothing is doubled', { timeout: 60_000 }, async () => {
    const matter = '回音丢了的：路边的树要倒了';
    const page = await opened();
    await page.goto(at);
    let lost = 0;
    await page.route('**/api/v1/r/**', async (route) => {
      lost += 1;
      if (lost > 1) return route.continue();
      await route.fetch(); // it arrives, and the answer does not
      return route.abort('connectionreset');
    });
    await page.getByLabel('您想反映什么').fill(matter);
    await page.getByLabel('在哪个村（社区）').fill('岩脚村');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已保存在手机上，有信号时自动发送').waitFor();
    await page.evaluate("window.dispatchEvent(new Event('online'))");
    await page.getByRole('link', { name: /已发送，回执号/ }).waitFor({ timeout: 30_000 });
    expect(await entered(matter)).toHaveLength(1);
  });

  test('the page opens again without a signal, and what is written on it then is a matter of its own', { timeout: 60_000 }, async () => {
    const [before, after, another] = ['有信号时写的：桥栏杆松了', '没有信号时打开页面写的：又断了一根', '再打开一次写的：井盖不见了'] as const;
    const page = await opened();
    const write = async (matter: string): Promise<void> => {
      await page.getByLabel('您想反映什么').fill(matter);
      await page.getByRole('button', { name: '提交' }).click();
    };
    await page.goto(`${at}?v=岩脚村`);
    await expect.poll(() => page.evaluate(keptHere)).toBe(true);
    await write(before);
    await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor();
    await signal(page, false);
    await page.goto(`${at}?v=岩脚村`);
    expect(await page.getByLabel('在哪个村（社区）').inputValue()).toBe('岩脚村');
    await seen(page, 'offline');
    await write(after);
    await page.getByText('已保存在手机上，有信号时自动发送').waitFor();
    await page.goto(at);
    await page.getByText('已保存在手机上，有信号时自动发送').waitFor();
    await page.getByLabel('在哪个村（社区）').fill('岩脚村');
    await write(another);
    await expect.poll(() => page.getByText('已保存在手机上，有信号时自动发送').count()).toBe(2);
    expect(await entered(after)).toEqual([]);
    await signal(page, true);
    await expect.poll(() => page.getByRole('link', { name: /已发送，回执号/ }).count(), { timeout: 30_000 }).toBe(2);
    expect((await Promise.all([before, after, another].map(entered))).map((found) => found.length)).toEqual([1, 1, 1]);
    expect(await page.evaluate(kept)).toEqual([new URL(at).pathname]);
  });

  test('a photo is made small on the phone and brought along', { timeout: 60_000 }, async () => {
    const matter = '附了照片的：井盖没有了';
    const page = await opened();
    await page.goto(at);
    await page.getByText('附照片、说给我们听').click();
    await page.locator('photo-field input').setInputFiles({ name: '井盖.jpg', mimeType: 'image/jpeg', buffer: await made.photo(3_000, 2_000) });
    await page.locator('.photos-seen img').waitFor();
    const edge = await page.evaluate<number>("createImageBitmap(document.querySelector('photo-field input').files[0]).then((picture) => Math.max(picture.width, picture.height))");
    expect(edge).toBe(1_600);
    await page.getByLabel('您想反映什么').fill(matter);
    await page.getByLabel('在哪个村（社区）').fill('岩脚村');
    await seen(page, 'photo');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor();
    const [entry] = await entered(matter);
    const clerk = await theatre.signIn('worker');
    await clerk.goto(`${theatre.address}/ledger/${entry!.id}`);
    expect(await clerk.locator('main').innerText()).toContain('井盖.jpg');
  });

  test('who does not write says it: a recording travels, to be written down by staff', { timeout: 60_000 }, async () => {
    const page = await opened();
    await page.addInitScript(humming);
    await page.goto(at);
    await page.getByText('附照片、说给我们听').click();
    await page.getByRole('button', { name: '开始录音' }).click();
    await page.getByRole('button', { name: /停止录音，还剩 5\d/ }).click();
    await page.locator('.voice-heard audio').waitFor();
    await page.getByLabel('在哪个村（社区）').fill('只有声音的村');
    await seen(page, 'voice');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor();
    const [entry] = (await entered(SPOKEN)).filter(({ place }) => place === '只有声音的村');
    const clerk = await theatre.signIn('worker');
    await clerk.goto(`${theatre.address}/ledger/${entry!.id}`);
    expect(await clerk.locator('main').innerText()).toContain('voice.webm');
  });

  test('the answer is read in two taps, 没有解决 brings it back to the handler, 解决了 ends it', { timeout: 120_000 }, async () => {
    const matter = '要说没有解决的：灶房漏水';
    const resident = await opened({ javaScriptEnabled: false });
    await resident.goto(at);
    await resident.getByLabel('您想反映什么').fill(matter);
    await resident.getByLabel('在哪个村（社区）').fill('岩脚村');
    await resident.getByRole('button', { name: '提交' }).click();
    const receipt = (await resident.locator('.big-code-code').innerText()).replace(' ', '');
    expect(await resident.locator('main').innerText()).toMatch(/已过0个工作日，应在.+前答复您/);
    const [entry] = await entered(matter);
    const clerk = await theatre.signIn('worker', { context: { viewport: { width: 1366, height: 860 } } });
    const answer = async (words: string): Promise<void> => {
      await clerk.goto(`${theatre.address}/ledger/${entry!.id}`);
      await clerk.locator('summary.btn', { hasText: '答复群众' }).click();
      await clerk.getByLabel('答复内容').fill(words);
      await clerk.getByRole('button', { name: '确定答复群众' }).click();
      await clerk.getByText('已答复群众。').waitFor();
    };
    await answer('已经修了屋顶');
    await resident.goto(`${theatre.address}/r/${county.slug}/status?receipt=${receipt}`);
    const looking = await opened();
    await looking.goto(resident.url());
    await seen(looking, 'answered');
    await resident.locator('summary', { hasText: '没有解决' }).click();
    await resident.getByLabel('还差什么').fill('昨天下雨还是漏');
    await resident.getByRole('button', { name: '请重新办理' }).click();
    await resident.getByText('已经告诉办理的人').waitFor();
    await clerk.goto(`${theatre.address}/tasks`);
    expect(await clerk.locator('main').innerText()).toContain('群众说没有解决');
    await clerk.goto(`${theatre.address}/ledger/${entry!.id}`);
    expect(await clerk.locator('main').innerText()).toContain('昨天下雨还是漏');
    await seen(clerk, 'objected');
    await answer('换了瓦，雨天去看过，不漏了');
    await resident.goto(`${theatre.address}/r/${county.slug}/status?receipt=${receipt}`);
    await resident.locator('summary', { hasText: '解决了' }).first().click();
    await resident.getByLabel('对办理过程').selectOption({ label: '满意' });
    await resident.getByLabel('对办理结果').selectOption({ label: '很满意' });
    await resident.getByRole('button', { name: '提交评价' }).click();
    await resident.getByText('谢谢您的评价。').waitFor();
    expect(await entered(matter)).toMatchObject([{ state: 'answered', reopened: 1, handling_rating: 4, result_rating: 5 }]);
  });

  test('what waits to be looked at is decided in one go', { timeout: 60_000 }, async () => {
    const clerk = await theatre.signIn('office', { context: { viewport: { width: 1366, height: 860 } } });
    await clerk.goto(`${theatre.address}/ledger/screening`);
    await seen(clerk, 'screening');
    await clerk.getByRole('checkbox').first().check();
    await clerk.getByRole('button', { name: '通过' }).click();
    await clerk.getByText('1件已通过。').waitFor();
  });

  test('after many from the same network the browser does a little work by itself, and the report waits to be looked at', { timeout: 60_000 }, async () => {
    const matter = '三十一件之后，真有事的';
    const page = await opened();
    await page.goto(at);
    expect(await page.evaluate<number>(crowding)).toBe(429);
    await page.getByLabel('您想反映什么').fill(matter);
    await page.getByLabel('在哪个村（社区）').fill('岩脚村');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor();
    expect(await entered(matter)).toMatchObject([{ screened: 'waiting', state: 'received' }]);
  });
});

/** Whether the browser has put this page by, and what gives it without a network is at work. */
const keptHere = '(async () => Boolean(await caches.match(location.href)) && Boolean((await navigator.serviceWorker.getRegistration())?.active))()';

/** The pages that were put by: the blank form and no other. */
const kept = `(async () => {
  const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return [...new Set(all.flat().map(({ url }) => new URL(url).pathname).filter((path) => !path.startsWith('/assets/')))];
})()`;

/** A microphone where there is none: a tone. */
const humming = `navigator.mediaDevices.getUserMedia = async () => {
  const sound = new AudioContext();
  const into = sound.createMediaStreamDestination();
  const tone = sound.createOscillator();
  tone.connect(into);
  tone.start();
  return into.stream;
};`;

/** Sends as a program would, until it is told to wait. */
const crowding = `(async () => {
  let status = 200;
  for (let n = 0; n < 31 && status !== 429; n += 1) {
    ({ status } = await fetch(location.pathname, { method: 'POST', body: new URLSearchParams({ matter: '来得很密的', place: '岩脚村' }) }));
  }
  return status;
})()`;
