import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { goodPassword, settle, withAccount } from '#platform/identity/fixtures.ts';
import { today } from '#platform/time.ts';
import { take } from '#platform/records/write.ts';
import { effects, enterEvent } from '#archives/events/actions.ts';
import { archiveEvent, type ArchiveEvent } from '#archives/events/record.ts';
import { projectRoot } from '#platform/root.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { stage, type Stage } from '../setup/stage.ts';
import { violationsOn } from '../setup/violations.ts';

/** 石大山 is a member stationed in 白石镇; the committee recorded a training last year and left the rest to its list. */
describe.skipIf(!hasBrowser())('a member finds the own archive wrong, and the year is sealed', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'volume-'));
  const year = Number(today().slice(0, 4)) - 1;
  let county: TestCounty;
  let theatre: Stage;
  let member: Page;
  let office: Page;

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { id } = await county.act((act) => enterEvent(act, { title: '委员政策培训会', kind: 'training', held_on: `${year}-04-16`, committee_id: county.here.committee, who: 'own' }, {}), county.cast.worker);
    for (const step of ['mark', 'close'] as const) await county.act((act) => take<ArchiveEvent>(act, archiveEvent, id, step, { effect: effects[step] }), county.cast.worker);
    const person = await settle(county.database.ownerPool, county.id, '李梅', { posts: [{ role: 'county_office' }] });
    await withAccount(county.house, county.id, person, 'li');
    office = await theatre.signIn('li', { password: `${goodPassword}li` });
    await withAccount(county.house, county.id, county.here.person, 'shi');
    member = await theatre.signIn('shi', { password: `${goodPassword}shi`, context: { viewport: { width: 390, height: 844 } } });
  }, 240_000);

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await theatre?.close();
  });

  test('it is one tap from the first page of the phone; at the line that is wrong a correction is asked for', async () => {
    await member.goto(`${theatre.address}/`);
    await member.getByRole('main').getByRole('link', { name: '我的履职档案' }).click();
    await member.getByRole('heading', { name: '我的履职档案', level: 1 }).waitFor();
    expect(await member.getByRole('main').innerText()).toContain('委员政策培训会');
    expect((await violationsOn(member)).map(({ id }) => id)).toEqual([]);
    await member.getByRole('row', { name: /委员政策培训会/ }).getByRole('link', { name: '申请更正' }).click();
    await member.getByText('档案里的这一条').waitFor();
    await member.getByLabel('哪里不对、应该怎样').fill('这次培训我是主讲，不只是参加。');
    await member.getByRole('button', { name: '提出申请' }).click();
    await member.getByText('待答复').first().waitFor();
  });

  test('the office answers with its reason, and the archive shows it', async () => {
    await office.goto(`${theatre.address}/archive-corrections`);
    await office.getByRole('link', { name: /委员政策培训会/ }).click();
    await office.getByText('这次培训我是主讲').waitFor();
    const steps = office.getByRole('main').locator('ul.steps');
    await steps.locator('summary').filter({ hasText: '答复' }).click();
    await steps.getByLabel('已更正').check();
    await steps.getByLabel('答复和理由').fill('已在会议活动的内容里写明主讲。');
    await steps.locator('button[type=submit]').first().click();
    await office.getByText('已答复').first().waitFor();
    await member.goto(`${theatre.address}/archive`);
    await member.getByText('已在会议活动的内容里写明主讲').waitFor();
  });

  test('the office seals the year; the pack is checked without the program, and a turned bit is named', async () => {
    await office.goto(`${theatre.address}/archive-volumes/new`);
    await office.getByRole('button', { name: '开始生成' }).click();
    await office.waitForURL(/archive-volumes\/[0-9a-f-]{36}$/);
    await expect.poll(async () => {
      await office.reload();
      return office.getByRole('link', { name: '下载这一卷' }).count();
    }, { timeout: 60_000, interval: 500 }).toBe(1);
    const [download] = await Promise.all([office.waitForEvent('download'), office.getByRole('link', { name: '下载这一卷' }).click()]);
    const path = join(folder, 'volume.zip');
    await download.saveAs(path);
    const verifier = join(projectRoot, 'src', 'archives', 'volumes', 'verify.mjs');
    expect(execFileSync(process.execPath, [verifier, path]).toString()).toContain('都和封存时一样');
    const bytes = readFileSync(path);
    bytes[bytes.indexOf('dossiers/member-') + 200]! ^= 1;
    writeFileSync(path, bytes);
    expect(() => execFileSync(process.execPath, [verifier, path], { stdio: 'pipe' })).toThrow('Command failed');
    const said = ((): string => {
      try {
        return execFileSync(process.execPath, [verifier, path], { stdio: 'pipe' }).toString();
      } catch (error) {
        return String((error as { stdout: Buffer }).stdout);
      }
    })();
    expect(said).toMatch(/不对：dossiers\/member-\d{4}\.pdf：内容被改动/);
  });
});
