import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program } from '#platform/identity/actor.ts';
import { openSession } from '#platform/identity/sessions.ts';
import { reading } from '#platform/records/act.ts';
import { county } from '../../db/demo-county/places.ts';
import { hasBrowser } from '../setup/browser.ts';
import { demoDatabase } from '../setup/demo.ts';
import { phone } from '../setup/hands.ts';
import { crowdingOn, paragraphsOn, runningOutOn, targetsOn, typeOn, type Target } from '../setup/layout.ts';
import { stage, type Stage } from '../setup/stage.ts';

/** Those of a resident, of a member with a telephone, and of staff, of each kind that the parts make. */
const pages = [
  ['nobody', `/r/${county.slug}`], ['nobody', 'report'], ['nobody', `/r/${county.slug}/status`], ['nobody', '/login'],
  ['member', '/'], ['member', '/deeds/new'],
  ['worker', '/'], ['worker', '/ledger'], ['worker', 'entry'], ['worker', '/ledger/new'],
] as const;

/**
 * What is asked of large type (MIIT's general specification for apps, 2021, and what we asked of ourselves beside it), each with how it is measured
 * on the telephone. dp is the CSS pixel. `usual`: what is asked without large type, where that is something else.
 */
const figures = {
  'main text, px': { least: 22, usual: 17 },
  'any text, px': { least: 18, usual: 12 },
  'main text at the largest setting of the browser, px': { least: 30 },
  'height of a line by its type': { least: 1.3, usual: 1.3 },
  'from paragraph to paragraph by the height of a line': { least: 1.3, usual: 1.3 },
  'height of a main target, px': { least: 60, usual: 44 },
  'width of a main target, px': { least: 60, usual: 44 },
  'height of a button that sends, px': { least: 64, usual: 48 },
} as const;

const rounding = 0.5;

describe.skipIf(!hasBrowser())('ten pages serve every hand', { timeout: 120_000 }, () => {
  let theatre: Stage;
  const contexts = new Map<string, BrowserContext>();
  const addresses = new Map<string, string>();

  beforeAll(async () => {
    theatre = await stage(await demoDatabase());
    for (const who of ['nobody', 'member', 'worker']) contexts.set(who, await theatre.browser.newContext({ locale: 'zh-CN', ...phone }));
    await contexts.get('worker')!.addCookies(await (await theatre.signIn('worker')).context().cookies());
    await contexts.get('member')!.addCookies([{ name: 'session', value: await aMember(), url: theatre.address }]);
    addresses.set('report', await linkOn('nobody', `/r/${county.slug}`, '.choices a'));
    addresses.set('entry', await linkOn('worker', '/ledger', '.row-link'));
  }, 240_000);
  afterAll(() => theatre?.close());

  async function aMember(): Promise<string> {
    const { db } = theatre.house;
    const { county_id } = await db.selectFrom('counties').select('county_id').where('slug', '=', county.slug).executeTakeFirstOrThrow();
    const account = await reading(theatre.house, program(county_id), (look) => look.db.selectFrom('accounts').innerJoin('members', 'members.person_id', 'accounts.person_id')
      .select('accounts.id').where('accounts.county_id', '=', county_id).where('accounts.login', 'is', null).orderBy('accounts.id').limit(1).executeTakeFirstOrThrow());
    return openSession(theatre.house, county_id, account.id, 'test');
  }

  async function linkOn(who: string, path: string, link: string): Promise<string> {
    const page = await contexts.get(who)!.newPage();
    await page.goto(theatre.address + path);
    const found = await page.locator(link).first().getAttribute('href');
    await page.close();
    return found!;
  }

  async function open(who: string, path: string): Promise<Page> {
    const page = await contexts.get(who)!.newPage();
    page.setDefaultTimeout(30_000);
    const answer = await page.goto(theatre.address + (addresses.get(path) ?? path));
    expect(answer?.status()).toBe(200);
    return page;
  }

  const setting = (page: Page, name: 'elder' | 'contrast', on: boolean) => page.evaluate(`document.documentElement.classList.toggle('${name}', ${on})`);

  /** The smallest of what is found, and what it is found on. */
  const least = (found: readonly (readonly [number, string])[]) => found.toSorted(([a], [b]) => a - b)[0] ?? ([Number.POSITIVE_INFINITY, ''] as const);

  /** Text in running sentences, in fields and in cells; notes, counts and the frame are smaller. */
  async function measured(page: Page): Promise<Record<string, readonly [number, string]>> {
    const type = await typeOn(page);
    const targets = await targetsOn(page);
    const body = await page.evaluate<number>("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)");
    const sides = (side: 'width' | 'height', of: readonly Target[]) => least(of.map((target) => [target[side], target.words] as const));
    const sending = await page.locator('main .form-actions .btn:visible').evaluateAll((found) => found.map((one) => [one.getBoundingClientRect().height, one.textContent] as [number, string]));
    return {
      'main text, px': [body, 'main'],
      'any text, px': least(type.map(({ size, words }) => [size, words] as const)),
      'height of a line by its type': least(type.map(({ line, words }) => [line, words] as const)),
      'from paragraph to paragraph by the height of a line': least((await paragraphsOn(page)).map((gap) => [gap, 'p'] as const)),
      'height of a main target, px': sides('height', targets),
      'width of a main target, px': sides('width', targets),
      'height of a button that sends, px': least(sending),
    };
  }

  test.each(pages)('%s at %s', async (who, path) => {
    const page = await open(who, path);
    await saysWhatItDoes(page);
    for (const elder of [false, true]) {
      await setting(page, 'elder', elder);
      await keepsTheFigures(page, elder);
    }
    await keepsTheLargest(page);
    await setting(page, 'contrast', true);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().withRules(['color-contrast-enhanced']).analyze();
    expect.soft(violations.flatMap(({ nodes }) => nodes.map(({ html, any }) => `${any[0]?.message} ${html.slice(0, 100)}`)), 'high contrast: 7 to 1').toEqual([]);
    await page.close();
  });

  /** Each control says to a screen reader what it does, and no two say the same of different things. */
  async function saysWhatItDoes(page: Page): Promise<void> {
    const controls = await controlsOn(page);
    expect(controls.length).toBeGreaterThan(3);
    expect.soft(controls.filter(({ name }) => !/[\p{Script=Han}A-Za-z]{2}/u.test(name)), 'nameless').toEqual([]);
    expect.soft(controls.filter(({ role, name }) => role === 'button' && /^(?:button|按钮|确定|编辑|修改|删除|查看)$/.test(name)), 'of what?').toEqual([]);
    expect.soft(alike(controls), 'alike').toEqual([]);
  }

  async function keepsTheFigures(page: Page, elder: boolean): Promise<void> {
    for (const [name, [value, words]] of Object.entries(await measured(page))) {
      const wanted = figures[name as keyof typeof figures];
      const bound = elder ? wanted.least : 'usual' in wanted ? wanted.usual : 0;
      expect.soft(value, `${name}${elder ? ' in large type' : ''}: ${words}`).toBeGreaterThanOrEqual(bound - (name.endsWith('px') ? rounding : 0.01));
    }
  }

  /** Large type besides the largest that a browser is told: nothing runs out or lies over another. */
  async function keepsTheLargest(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setFontSizes', { fontSizes: { standard: 24 } });
    expect.soft(await page.evaluate<number>("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)")).toBeGreaterThanOrEqual(figures['main text at the largest setting of the browser, px'].least);
    expect.soft(await runningOutOn(page)).toEqual([]);
    expect.soft(await crowdingOn(page)).toEqual([]);
  }

  test('the switch for large type stands on the first screen of every page, and what presses or is late is not told by colour alone', async () => {
    for (const [who, path] of [pages[0], pages[3], pages[4]]) {
      const page = await open(who, path);
      expect(await page.getByRole('button', { name: '大字' }).boundingBox().then((box) => box!.y + box!.height)).toBeLessThan(phone.viewport!.height);
      await page.close();
    }
    const page = await open('worker', '/');
    const lights = await page.locator('.light:visible').evaluateAll((found) => found.map((light) => ({ shape: light.querySelector('svg') !== null, words: light.textContent })));
    expect(lights.length).toBeGreaterThan(0);
    expect(lights.filter(({ shape, words }) => !shape || !words)).toEqual([]);
  });
});

interface Control {
  role: string;
  name: string;
  /** Where a link leads; what a field is called in the form. */
  does: string;
  /** Names a row of a list. */
  inRow: boolean;
}

const controlRoles = new Set(['button', 'link', 'textbox', 'searchbox', 'combobox', 'checkbox', 'radio', 'spinbutton', 'DisclosureTriangle', 'listbox', 'Date']);

/** What can be operated, as the accessibility tree has it. */
async function controlsOn(page: Page): Promise<Control[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const found: Control[] = [];
  for (const { role, name, ignored, backendDOMNodeId } of nodes) {
    if (ignored || !controlRoles.has(String(role?.value)) || backendDOMNodeId === undefined) continue;
    const { node } = await session.send('DOM.describeNode', { backendNodeId: backendDOMNodeId });
    const attributes = Object.fromEntries(Array.from({ length: (node.attributes?.length ?? 0) / 2 }, (_, n) => [node.attributes![2 * n]!, node.attributes![2 * n + 1]!]));
    found.push({ role: String(role!.value), name: String(name?.value ?? '').trim(), does: attributes['href'] ?? attributes['formaction'] ?? [attributes['name'], attributes['value'], attributes['id']].filter(Boolean).join(' '), inRow: attributes['class'] === 'row-link' || /^tick-/.test(attributes['id'] ?? '') });
  }
  return found;
}

/** Controls of one role and name that do different things; records that are called alike are told apart by their row. */
function alike(controls: readonly Control[]): string[] {
  const does = new Map<string, Set<string>>();
  for (const { role, name, does: what } of controls.filter(({ inRow }) => !inRow)) does.set(`${role} ${name}`, (does.get(`${role} ${name}`) ?? new Set()).add(what));
  return [...does].filter(([, what]) => what.size > 1).map(([name, what]) => `${name}: ${[...what].join(', ')}`);
}
