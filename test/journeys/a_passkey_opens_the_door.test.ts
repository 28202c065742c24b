import { join } from 'node:path';
import type { BrowserContextOptions, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, setParameter, unproved, withAccount } from '#platform/identity/fixtures.ts';
import { emptyCounty, type EmptyCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const pictures = process.env['PICTURES'];

/** A telephone whose lock is opened when it is asked: the authenticator that Chromium plays for tests. */
class Telephone {
  page!: Page;
  devtools!: CDPSession;
  authenticator!: string;

  static async of(theatre: Stage, context: BrowserContextOptions = {}): Promise<Telephone> {
    const telephone = new Telephone();
    telephone.page = await (await theatre.browser.newContext({ locale: 'zh-CN', ...context })).newPage();
    telephone.devtools = await telephone.page.context().newCDPSession(telephone.page);
    await telephone.devtools.send('WebAuthn.enable');
    const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;
    telephone.authenticator = (await telephone.devtools.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId;
    return telephone;
  }

  /** The finger is the owner's, or not. */
  finger(right: boolean) {
    return this.devtools.send('WebAuthn.setUserVerified', { authenticatorId: this.authenticator, isUserVerified: right });
  }

  async keys() {
    return (await this.devtools.send('WebAuthn.getCredentials', { authenticatorId: this.authenticator })).credentials;
  }

  press(name: string) {
    return this.page.getByRole('button', { name, exact: true }).click();
  }
}

describe.skipIf(!hasBrowser())('a passkey opens the door', { timeout: 120_000 }, () => {
  let county: EmptyCounty;
  let theatre: Stage;
  let account: string;

  beforeAll(async () => {
    county = await emptyCounty(slices);
    theatre = await stage(county.database);
    const clerk = await settle(county.database.ownerPool, county.id, '王小梅', { posts: [{ role: 'county_office' }] });
    account = await withAccount(county.house, county.id, clerk, 'office');
    await settle(county.database.ownerPool, county.id, '龙秀英', { member: true });
  });
  afterAll(() => theatre?.close());

  async function lookAt(page: Page, name: string): Promise<void> {
    expect((await violationsOn(page)).map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'), name).toBe(true);
    if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }

  async function withPassword(desk: Telephone): Promise<void> {
    await desk.page.goto(`${theatre.address}/login`);
    await desk.page.getByLabel('登录名').fill('office');
    await desk.page.getByLabel('密码').fill(`${goodPassword}office`);
    await desk.press('登录');
  }

  const door = '用指纹、面容或锁屏密码进入';

  test('given a clerk has added a key, when she comes again one button lets her in, and what signs is proved by it', async () => {
    const desk = await Telephone.of(theatre);
    await withPassword(desk);
    await desk.page.waitForURL(`${theatre.address}/`);
    await desk.page.goto(`${theatre.address}/me/passkeys/new`);
    await lookAt(desk.page, 'passkey-new-desk');
    await desk.page.getByLabel('给它起个名字').fill('办公室电脑');
    await desk.press('用这台设备添加');
    await desk.page.waitForURL('**/me/security');
    await desk.page.getByText('办公室电脑', { exact: true }).waitFor();
    await desk.page.getByText('还没有用过').waitFor();
    await lookAt(desk.page, 'passkeys-desk');
    const [key] = await desk.keys();
    expect(key).toMatchObject({ isResidentCredential: true, rpId: 'localhost' });
    expect(Buffer.from(key!.userHandle!, 'base64').toString('hex')).toBe(`${county.id}${account}`.replaceAll('-', ''));

    await desk.press('退出');
    await desk.page.waitForURL('**/login');
    await lookAt(desk.page, 'login-with-key-desk');
    await desk.press(door);
    await desk.page.waitForURL(`${theatre.address}/`);
    await desk.page.goto(`${theatre.address}/me/security`);
    await desk.page.getByText(/最近 .+ 用过/).first().waitFor();

    await unproved(county.database.ownerPool, county.id, account, 31);
    await desk.page.goto(`${theatre.address}/slips`);
    await desk.page.getByRole('row', { name: /龙秀英/ }).getByRole('checkbox').check();
    await desk.press('制作并打印激活单');
    await desk.page.getByRole('heading', { name: '请再核对一次是您本人' }).waitFor();
    await lookAt(desk.page, 'proof-by-key-desk');
    await desk.press('用通行密钥核对并办理');
    await desk.page.getByRole('heading', { name: '龙秀英 委员' }).waitFor();
  });

  test('the wrong finger opens nothing, a key that was removed neither', async () => {
    const desk = await Telephone.of(theatre);
    await withPassword(desk);
    await desk.page.goto(`${theatre.address}/me/passkeys/new`);
    await desk.press('用这台设备添加');
    await desk.page.waitForURL('**/me/security');
    await desk.press('退出');
    await desk.page.waitForURL('**/login');
    await desk.finger(false);
    await desk.press(door);
    await desk.page.getByText('没有核对成').waitFor();
    expect(desk.page.url()).toContain('/login');
    await desk.finger(true);
    await desk.press(door);
    await desk.page.waitForURL(`${theatre.address}/`);

    await desk.page.goto(`${theatre.address}/me/security`);
    await unproved(county.database.ownerPool, county.id, account, 31);
    const before = await desk.page.locator('.devices').first().locator('li').count();
    await desk.page.locator('.devices').first().locator('li').last().getByRole('button', { name: /停用/ }).click();
    await desk.page.getByRole('heading', { name: '请再核对一次是您本人' }).waitFor();
    await desk.page.getByLabel('登录密码').fill(`${goodPassword}office`);
    await desk.press('核对并办理');
    await desk.page.waitForURL('**/me/security');
    expect(await desk.page.locator('.devices').first().locator('li').count()).toBe(before - 1);
    await desk.press('退出');
    await desk.page.waitForURL('**/login');
    await desk.press(door);
    await desk.page.getByText('这把通行密钥没有对上').first().waitFor();
    await lookAt(desk.page, 'login-key-refused-desk');
  });

  test('a member is offered a key after the slip, and comes in with it from then on', async () => {
    const office = await Telephone.of(theatre);
    await withPassword(office);
    await office.page.waitForURL(`${theatre.address}/`);
    await office.page.goto(`${theatre.address}/slips`);
    await office.page.getByRole('row', { name: /龙秀英/ }).getByRole('checkbox').check();
    await office.press('制作并打印激活单');
    const code = await office.page.locator('.paper', { hasText: '龙秀英' }).locator('.paper-code').innerText();

    const hers = await Telephone.of(theatre, phone);
    await hers.page.goto(`${theatre.address}/activate/test/${code}`);
    await hers.press('开始使用');
    await hers.page.waitForURL('**/me/passkeys/first');
    await lookAt(hers.page, 'passkey-first-phone');
    await hers.press('好，存在这台设备上');
    await hers.page.waitForURL(`${theatre.address}/`);
    await hers.page.context().clearCookies();
    await hers.page.goto(`${theatre.address}/login`);
    await lookAt(hers.page, 'login-with-key-phone');
    await hers.page.context().addCookies([{ name: 'elder', value: '1', url: theatre.address }]);
    await hers.page.reload();
    await lookAt(hers.page, 'login-with-key-elder');
    await hers.press(door);
    await hers.page.waitForURL(`${theatre.address}/`);
    await hers.page.goto(`${theatre.address}/me/security`);
    await hers.page.getByText('激活单或通行密钥').waitFor();
    await lookAt(hers.page, 'passkeys-elder');
    expect(await hers.page.getByRole('link', { name: '修改密码' }).count()).toBe(0);
  });

  test('what the office sets for signing in elsewhere is fit to be seen: desk, phone, large type', async () => {
    const office = await Telephone.of(theatre);
    await withPassword(office);
    await office.page.waitForURL(`${theatre.address}/`);
    await office.page.goto(`${theatre.address}/sign-on`);
    await lookAt(office.page, 'sign-on-desk');
    await office.page.getByLabel('名称').fill('云州统一身份认证');
    await office.page.getByLabel('认证地址（issuer）').fill('https://sso.nowhere.invalid/county');
    await office.page.getByLabel('应用编号（client_id）').fill('lianxinqiao');
    await office.page.getByLabel('应用密钥（client_secret）').fill('not-a-real-one');
    await office.press('核对并启用');
    await office.page.getByText('现在连不上云州统一身份认证').waitFor();
    await lookAt(office.page, 'sign-on-set-desk');
    await office.page.goto(`${theatre.address}/slips`);
    await lookAt(office.page, 'slips-with-sign-on-desk');
    await office.page.getByRole('link', { name: '龙秀英的云州统一身份认证编号' }).click();
    await office.page.getByRole('heading', { name: '龙秀英的统一认证编号' }).waitFor();
    await lookAt(office.page, 'sign-on-person-desk');
    await office.page.setViewportSize({ width: 390, height: 844 });
    await office.page.goto(`${theatre.address}/sign-on`);
    await lookAt(office.page, 'sign-on-set-phone');
    await office.page.context().addCookies([{ name: 'elder', value: '1', url: theatre.address }]);
    await office.page.reload();
    await lookAt(office.page, 'sign-on-set-elder');
    const hers = await Telephone.of(theatre, phone);
    await hers.page.goto(`${theatre.address}/login`);
    await hers.page.getByRole('link', { name: '用云州统一身份认证登录' }).waitFor();
    await lookAt(hers.page, 'login-with-both-phone');
  });

  test('where a second factor is asked, a key may be it: set up at the first sign-in, asked for at the next', async () => {
    await setParameter(county.database.ownerPool, county.id, 'second_factor.posts', 'county');
    const person = await settle(county.database.ownerPool, county.id, '石小水', { posts: [{ role: 'chair' }] });
    await withAccount(county.house, county.id, person, 'chair');
    const desk = await Telephone.of(theatre);
    const enter = async () => {
      await desk.page.goto(`${theatre.address}/login`);
      await desk.page.getByLabel('登录名').fill('chair');
      await desk.page.getByLabel('密码').fill(`${goodPassword}chair`);
      await desk.press('登录');
    };
    await enter();
    await desk.page.waitForURL('**/login/enrolment');
    await lookAt(desk.page, 'enrolment-with-key');
    await desk.press('不装应用，改用这台设备的指纹、面容或锁屏密码');
    await desk.page.waitForURL(`${theatre.address}/`);
    await desk.press('退出');
    await desk.page.waitForURL('**/login');
    await enter();
    await desk.page.waitForURL('**/login/code');
    await lookAt(desk.page, 'code-by-key');
    await desk.press('用通行密钥进入');
    await desk.page.waitForURL(`${theatre.address}/`);
  });
});
