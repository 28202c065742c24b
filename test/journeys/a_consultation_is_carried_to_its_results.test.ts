import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import * as made from '../files.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fillIn, phone, read, seen, stepOf, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const topic = '农贸市场停车';

/** From the first word to the closed result list and its filing: somebody disagrees, and nothing is closed over it. */
describe.skipIf(!hasBrowser())('a consultation is carried to its results', { timeout: 300_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [recorder, worker, office, resident, clerk]: Page[] = [];
  let id = '';
  let list = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const [row] = await county.act((act) => createMany<Consultation>(act, consultation, [{ committee_id: county.here.committee, topic, held_on: '2026-03-02', precision: 'day', state: 'held', kind: 'grassroots', place: '白石镇议事室', residents: 12, agreed: 1 }]));
    id = row!.id;
    recorder = await comeIn(county, theatre, { name: '记录员小王', role: 'worker', committee: county.here.committee }, phone);
    worker = await comeIn(county, theatre, { name: '干事老李', role: 'worker', committee: county.here.committee });
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    clerk = await comeIn(county, theatre, { name: '赵水', role: 'unit_clerk', unit: county.here.unit });
    resident = await (await theatre.browser.newContext({ locale: 'zh-CN', ...phone })).newPage();
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;
  const floor = () => at(`/consultations/${id}/floor`);

  test('the recorder writes down on the phone what is said, one after the other', async () => {
    await recorder!.goto(at(`/consultations/${id}`));
    await recorder!.getByRole('link', { name: '会场', exact: true }).click();
    await recorder!.waitForURL(floor());
    await seen(recorder!, 'floor-empty');
    await recorder!.getByRole('link', { name: '记一条发言' }).click();
    await recorder!.getByRole('heading', { name: '记一条发言' }).waitFor();
    await seen(recorder!, 'remark-form');
    await fillIn(recorder!, { 发言人: '张三', 身份: '群众代表', 发言要点: '赶场天车停得满街都是' });
    await recorder!.getByRole('button', { name: '记下，接着记下一位' }).click();
    await recorder!.getByText('可以接着记下一条').waitFor();
    await fillIn(recorder!, { 发言人: '李四', 身份: '商户', 发言要点: '划线可以，不要收费' });
    await recorder!.getByRole('button', { name: '记下', exact: true }).click();
    await recorder!.waitForURL(/\/consultation-remarks\/[0-9a-f-]{36}$/u);
    await recorder!.goto(floor());
    expect(await read(recorder!)).toContain('李四（商户） 划线可以，不要收费');
  });

  test('a voice may stand for the gist until it is written out', async () => {
    await recorder!.goto(at(`/consultation-remarks/new?consultation_id=${id}`));
    await fillIn(recorder!, { 发言人: '王五' });
    await recorder!.locator('voice-field input[type=file]').setInputFiles({ name: 'voice.webm', mimeType: 'audio/webm', buffer: made.webm() });
    await recorder!.getByRole('button', { name: '记下', exact: true }).click();
    await recorder!.waitForURL(/\/consultation-remarks\/[0-9a-f-]{36}$/u);
    expect(await read(recorder!)).toContain('只有录音，等补要点');
    await recorder!.getByText('voice.webm').first().waitFor();
  });

  test('a voice recorded without a signal waits on the phone and comes along when it is sent', async () => {
    await recorder!.goto(at(`/consultation-remarks/new?consultation_id=${id}`));
    await recorder!.getByRole('heading', { name: '记一条发言' }).waitFor();
    await recorder!.context().setOffline(true);
    await fillIn(recorder!, { 发言人: '孙七' });
    await recorder!.locator('voice-field input[type=file]').setInputFiles({ name: 'voice.webm', mimeType: 'audio/webm', buffer: made.webm() });
    await recorder!.locator('.voice-heard audio').waitFor();
    await recorder!.getByRole('button', { name: '记下', exact: true }).click();
    await recorder!.getByText('现在没有网络').waitFor();
    expect(await recorder!.locator('.voice-heard audio').count(), 'the form is free for the next').toBe(0);
    await recorder!.context().setOffline(false);
    await recorder!.goto(at('/consultation-remarks/drafts'));
    await recorder!.getByText('没有草稿，也没有等待发送的内容').waitFor();
    await recorder!.goto(floor());
    await recorder!.getByRole('link', { name: '孙七' }).click();
    await recorder!.getByText('voice.webm').first().waitFor();
  });

  test('what was agreed, what was not, a show of hands and a dissent are noted, and the advice is drafted from it', async () => {
    await recorder!.goto(floor());
    await recorder!.getByRole('link', { name: '记一条要点' }).click();
    await recorder!.getByRole('heading', { name: '记一条要点' }).waitFor();
    await fillIn(recorder!, { 是哪一种: '达成共识', 要点: '市场东侧划临时停车位' });
    await recorder!.getByRole('button', { name: '记下，接着记下一条' }).click();
    await recorder!.getByText('可以接着记下一条').waitFor();
    await fillIn(recorder!, { 是哪一种: '没有达成一致', 要点: '收不收停车费' });
    await recorder!.getByRole('button', { name: '记下', exact: true }).click();
    await recorder!.getByText('请写明不一致在哪里').first().waitFor();
    await fillIn(recorder!, { 不一致在哪里: '商户要收，住户不要' });
    await recorder!.getByRole('button', { name: '记下', exact: true }).click();
    await recorder!.waitForURL(/\/consultation-points\/[0-9a-f-]{36}$/u);

    await recorder!.goto(at(`/consultation-votes/new?consultation_id=${id}`));
    await fillIn(recorder!, { 表决什么: '东侧划临时停车位', 方式: '举手表决', 应到: '14', 到会: '12', 赞成: '9', 反对: '2', 弃权: '1' });
    await seen(recorder!, 'vote-form');
    await recorder!.getByRole('button', { name: '登记', exact: true }).click();
    await recorder!.waitForURL(/\/consultation-votes\/[0-9a-f-]{36}$/u);
    expect(await read(recorder!)).toContain('报党委、政府或村级组织参考，由他们决定');

    await recorder!.goto(at(`/consultation-objections/new?consultation_id=${id}`));
    await fillIn(recorder!, { 提出的人: '赵六', 身份: '利害关系人', 怎样提出的: '会上提出', 不同意见和理由: '停车位正对我家门口' });
    await recorder!.getByRole('button', { name: '登记', exact: true }).click();
    await recorder!.waitForURL(/\/consultation-objections\/[0-9a-f-]{36}$/u);

    await worker!.goto(floor());
    await seen(worker!, 'floor');
    await worker!.getByRole('button', { name: '由共识起草协商意见' }).click();
    await worker!.getByText('已由共识起草协商意见').waitFor();
    expect(await read(worker!)).toContain('1. 市场东侧划临时停车位。');
  });

  test('a secret vote: one ballot by a link on the phone, the others on paper, and only sums are told', async () => {
    await worker!.goto(at(`/consultation-votes/new?consultation_id=${id}`));
    await fillIn(worker!, { 表决什么: '赶场天也不收费', 方式: '无记名书面表决', 应到: '12' });
    await worker!.getByRole('button', { name: '登记', exact: true }).click();
    await worker!.waitForURL(/\/consultation-votes\/[0-9a-f-]{36}$/u);
    const vote = worker!.url();
    await worker!.getByRole('link', { name: '发表决链接' }).click();
    await worker!.getByRole('heading', { name: '制作表决链接' }).waitFor();
    await fillIn(worker!, { 发给谁: '张三' });
    await worker!.getByRole('button', { name: '制作链接' }).click();
    await worker!.getByRole('heading', { name: '请张三表决' }).waitFor();
    const link = (await worker!.locator('.paper-address').first().innerText()).trim();
    await resident!.goto(link);
    await resident!.getByRole('heading', { name: '书面表决' }).waitFor();
    await seen(resident!, 'vote-link');
    await resident!.getByRole('button', { name: '投票' }).click();
    await resident!.getByText('请选择“您的意见”').first().waitFor();
    await fillIn(resident!, { 您的意见: '赞成' });
    await resident!.getByRole('button', { name: '投票' }).click();
    await resident!.getByText('已收到您这一票').waitFor();
    await worker!.goto(vote);
    expect(await read(worker!)).toContain('1票（计票以后才显示怎样投的）');
    await take(worker!, vote, '计票', { 赞成: '3', 反对: '7', 弃权: '0' });
    const told = await read(worker!);
    expect(told).toContain('赞成4，反对7，弃权0');
    expect(told).toContain('没有达到多数');
    expect(told).not.toContain('张三');
    await resident!.goto(link);
    await resident!.getByText('您已经投过票了').waitFor();
  });

  test('the minutes are there with the list; the convenor’s name is entered, and the list is sent to who decides', async () => {
    await worker!.goto(floor());
    await worker!.getByRole('link', { name: '整理纪要和成果清单' }).click();
    await worker!.getByRole('heading', { name: '整理纪要和成果清单' }).waitFor();
    await fillIn(worker!, { 召集人: '李书记（第一召集人）', 出席: '群众代表：张三\n商户：李四' });
    await worker!.getByRole('button', { name: '开始整理' }).click();
    await worker!.waitForURL(/\/consultation-results\/[0-9a-f-]{36}$/u);
    list = worker!.url();
    await seen(worker!, 'result-list');
    await worker!.getByRole('link', { name: '市场东侧划临时停车位' }).click();
    await worker!.waitForURL(/\/consultation-tasks\/[0-9a-f-]{36}$/u);
    const task = worker!.url();
    await worker!.goto(`${task}/edit`);
    await fillIn(worker!, { 建议谁办: '县水务局', 怎样办: '划线立牌' });
    await worker!.getByRole('button', { name: '保存修改' }).click();
    await worker!.waitForURL(task);
    await worker!.goto(list);
    await worker!.getByRole('link', { name: '纪要', exact: true }).click();
    await worker!.getByRole('heading', { name: '纪要', exact: true }).waitFor();
    await seen(worker!, 'minutes');
    const minutes = await read(worker!);
    for (const part of ['张三（群众代表）：赶场天车停得满街都是。', '王五：（录音另附）', '赞成9，反对2，弃权1', '不一致在于：商户要收，住户不要。', '赵六（利害关系人）认为：停车位正对我家门口。还没有答复。', '由他们决定']) expect(minutes).toContain(part);
    const download = worker!.waitForEvent('download');
    await worker!.getByRole('link', { name: '下载 Word' }).click();
    expect((await download).suggestedFilename()).toMatch(/纪要\.docx$/u);
    await take(worker!, list, '确认纪要', { 确认人: '李书记', 确认日期: '2026-03-04' });
    await take(worker!, list, '报送成果', { 报给谁决定: '白石镇党委', 报送日期: '2026-03-05' });
    await worker!.goto(at(`/consultations/${id}`));
    expect(await worker!.locator('.status').first().textContent()).toBe('意见已报送');
    await take(worker!, task, '登记采纳', { 怎样采纳: '采纳', 谁决定的: '白石镇党委', 决定日期: '2026-03-10' });
    await take(clerk!, task, '报办理结果', { 办理结果: '划了二十个车位，立了牌。' });
    await seen(clerk!, 'task-of-unit');
    expect(await stepOf(clerk!, '确认落实').count()).toBe(0);
    await take(worker!, task, '确认落实');
  });

  test('somebody who was there reads on the phone what became of it, judges it, and objects', async () => {
    await worker!.goto(`${list}/slips`);
    await worker!.getByRole('heading', { name: '制作评价链接' }).waitFor();
    await worker!.getByLabel('发给谁').fill('张三\n李四');
    await seen(worker!, 'result-slips-choose');
    await worker!.getByRole('button', { name: '制作链接' }).click();
    await worker!.getByRole('heading', { name: '请张三评价' }).waitFor();
    await seen(worker!, 'result-slips');
    const link = (await worker!.locator('.paper', { hasText: '请张三评价' }).locator('.paper-address').innerText()).trim();
    await resident!.goto(link);
    await resident!.getByRole('heading', { name: '协商成果' }).waitFor();
    await seen(resident!, 'result-link');
    expect(await read(resident!)).toContain('划了二十个车位，立了牌。');
    await fillIn(resident!, { 对办得怎样: '满意' });
    await resident!.getByRole('button', { name: '提交评价' }).click();
    await resident!.getByText('已收到您的评价').waitFor();
    await resident!.getByText('我有不同意见').click();
    await fillIn(resident!, { 不同意见和理由: '消防通道也划进去了' });
    await resident!.getByRole('button', { name: '提出意见' }).click();
    await resident!.getByText('已收到您的意见').waitFor();
    await seen(resident!, 'result-link-objected');

    await take(worker!, list, '报县政协备案');
    await take(office!, list, '收存备案');
    expect(await read(office!)).toMatch(/协商备〔\d{4}〕1号/u);
    await worker!.goto(list);
    await worker!.getByText('还有2条不同意见没有答复').first().waitFor();
    await seen(worker!, 'result-list-open');
    await answer('消防通道也划进去了', '消防通道已让出，重新划线。');
    await resident!.goto(link);
    await resident!.getByText('消防通道已让出').waitFor();
    await worker!.goto(list);
    await worker!.getByText('还有1条不同意见没有答复').first().waitFor();
    await answer('停车位正对我家门口', '门口三米不划。');
    await take(worker!, list, '清单销号');
    expect(await worker!.locator('.status').first().textContent()).toBe('已销号');
    expect(await read(worker!)).toContain('请2人评价，1人评了：满意1人');
    await take(worker!, at(`/consultations/${id}`), '归档');
  });

  async function answer(words: string, reply: string): Promise<void> {
    await worker!.goto(floor());
    await worker!.locator('li', { hasText: words }).getByRole('link').click();
    await worker!.waitForURL(/\/consultation-objections\/[0-9a-f-]{36}$/u);
    await take(worker!, worker!.url(), '答复', { 答复: reply, 谁答复的: '主持人' });
  }
});
