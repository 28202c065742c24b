import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createMemberAccount } from '#platform/identity/accounts.ts';
import type { Role } from '#platform/identity/actor.ts';
import { withAccount } from '#platform/identity/fixtures.ts';
import { openSession } from '#platform/identity/sessions.ts';
import { createMany } from '#platform/records/write.ts';
import { participant } from '#institutions/participants/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import type { EmptyCounty } from '../county.ts';
import type { Stage } from './stage.ts';
import { violationsOn } from './violations.ts';

/** What people do at the pages, alike in every journey: come in, fill in, take a step, look. */

/** Where to put pictures of what was seen, when somebody wants to look too. */
const pictures = process.env['PICTURES'];

export const desk: BrowserContextOptions = { viewport: { width: 1366, height: 860 } };
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Longer than a page takes on a machine three times slower. */
const PATIENCE = 30_000;

/** The holder of a post, a participant of a kind, or somebody who is there already, with their posts or only as a member. */
export type Comer = { name: string; role: Role; committee?: string; unit?: string; kind?: string } | { person: string; staff?: string };

/** A page of somebody who has signed in. How one signs in is a journey of its own. */
export async function comeIn(county: EmptyCounty, theatre: Stage, as: Comer, size: BrowserContextOptions = desk): Promise<Page> {
  const who = 'person' in as ? as.person : await settled(county, as);
  const login = 'person' in as ? as.staff : `by-${who.slice(-8)}`;
  const account = login ? await withAccount(county.house, county.id, who, login) : await county.act((act) => createMemberAccount(act, who));
  const context = await theatre.browser.newContext({ locale: 'zh-CN', ...size });
  await context.addCookies([{ name: 'session', value: await openSession(county.house, county.id, account, 'test'), url: theatre.address }]);
  context.setDefaultTimeout(PATIENCE);
  return context.newPage();
}

const settled = (county: EmptyCounty, { name, role, committee, unit, kind }: Exclude<Comer, { person: string }>): Promise<string> => county.act(async (act) => {
  const [somebody] = await createMany(act, person, [{ name }]);
  const since = { person_id: somebody!.id, name, since: '2022-01-10' };
  if (role === 'participant') await createMany(act, participant, [{ ...since, kind: kind!, committee_id: committee! }]);
  else await createMany(act, post, [{ ...since, role, committee_id: committee ?? null, unit_id: unit ?? null, acting: false }]);
  return somebody!.id;
});

/** As a person would: a few choices are ticked by how they begin, many are picked from a list, the rest is typed. `label` is the whole of it. */
export async function fill(scope: Page | Locator, label: string, text: string): Promise<void> {
  const named = new RegExp(`^${label}\\s*(?:必填|选填)?$`, 'u');
  const choices = scope.getByRole('group', { name: named });
  if (await choices.count()) return choices.getByLabel(new RegExp(`^${text}`, 'u')).first().check();
  const field = scope.getByLabel(named).first();
  if (await field.locator('option').count()) await field.selectOption({ label: text });
  else if ((await field.getAttribute('type')) === 'checkbox') await field.check();
  else await field.fill(text);
}

export async function fillIn(scope: Page | Locator, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await fill(scope, label, text);
}

/** The place of one step on the page of a record. */
export const stepOf = (page: Page, label: string): Locator => page.locator('.steps > li').filter({ has: page.getByText(label, { exact: true }) });

/** Goes to a record, opens what a step asks, fills it in, takes it, and waits until the page says that it is taken. */
export async function take(page: Page, address: string, label: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.goto(address);
  const step = stepOf(page, label);
  await step.waitFor();
  if (await step.locator('summary').count()) await step.locator('summary').first().click();
  await fillIn(step, fields);
  await step.getByRole('button').last().click();
  await page.getByRole('status').filter({ hasText: `已${label}。` }).waitFor();
}

/** Nothing for axe to say and nothing beyond the edge; a picture for whoever asks. */
export async function seen(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(over, `${name}: pixels too wide`).toBe(0);
  const violations = await violationsOn(page);
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
}

/** What stands on the page for whoever reads it. */
export const read = (page: Page): Promise<string> => page.locator('main').innerText();
