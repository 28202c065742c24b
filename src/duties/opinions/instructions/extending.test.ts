import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { create, createMany, take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { effects } from '#duties/opinions/instructions/actions.ts';
import { figures } from '#duties/opinions/instructions/facts.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { extensionsAwaited } from '#duties/opinions/instructions/waiting.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { countFigures } from '#platform/figures/count.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf } from '../../../../test/visitor.ts';

const slices = [parametersSlice, workCalendarSlice, opinionsSlice];
let county: TestCounty;
let item: OpinionItem;
beforeAll(async () => {
  county = await testCounty(slices);
  [item] = await county.act((act) => createMany<OpinionItem>(act, opinionItem, [{ title: '路灯不亮', state: 'issued', committee_id: county.here.committee, submitted_on: '2025-03-02', precision: 'day' }])) as [OpinionItem];
});
afterAll(() => county.drop());

const inDays = (n: number): string => new Date(Date.parse(today()) + n * 86_400_000).toISOString().slice(0, 10);
/** Handed to the unit here, chased by the county office, due in some days. */
const handed = async (days: number, more: Partial<Instruction> = {}): Promise<Instruction> => (await county.act((act) => createMany<Instruction>(act, instruction, [{
  item_id: item.id, title: item.title, leader: '县长 吴某某', level: 'county', instructed_on: inDays(-30), committee_id: county.here.committee, state: 'handed',
  handed_on: inDays(-20), counted_from: inDays(-20), due_on: inDays(days), days: 15, lead_unit_id: county.here.unit, ...more,
}])))[0]!;
const step = (who: Actor, { id }: Instruction, name: string, input: Record<string, unknown> = {}, reason?: string): Promise<Instruction> =>
  county.act((act) => take<Instruction>(act, instruction, id, name, { input, reason, effect: effects[name as 'accept'] }), who);
const asks = (row: Instruction, extension_to = inDays(10)) => step(county.cast['unit clerk'], row, 'askExtension', { extension_to }, '要等枯水期');
const inTime = async () => (await reading(county.house, county.cast.office, (look) => countFigures(look, figures, {}))).get('instructions_in_time');

describe('more time for a unit', () => {
  test('is asked for with a reason, granted by those who chase it, and counts as in time', async () => {
    const { cast } = county;
    const row = await handed(1);
    await expect(step(cast['unit clerk'], row, 'askExtension', { extension_to: inDays(10) })).rejects.toMatchObject({ status: 422, fields: { reason: expect.any(String) } });
    expect(await asks(row)).toMatchObject({ state: 'handed', extension_to: inDays(10), due_on: inDays(1) });
    await expect(asks(row, inDays(20))).rejects.toMatchObject({ status: 403 }); // one at a time
    await expect(step(cast['unit clerk'], row, 'grantExtension')).rejects.toMatchObject({ status: 403 });
    await expect(step(cast.office, row, 'extend', { due_on: inDays(30) }, '汛期')).rejects.toMatchObject({ status: 403 }); // it is decided as it was asked
    const before = await inTime();
    expect(await step(cast.office, row, 'grantExtension')).toMatchObject({ due_on: inDays(10), days: null, extension_to: null, extensions: 1 });
    expect(await step(cast['unit clerk'], row, 'feedBack', { result: 'solved', feedback: '已修' })).toMatchObject({ on_time: true });
    expect(await inTime()).toBe(before! + 1);
  });

  test('declined with a reason the day stays, and it may be asked for again', async () => {
    const row = await handed(5);
    await asks(row);
    await expect(step(county.cast.office, row, 'denyExtension')).rejects.toMatchObject({ status: 422 });
    expect(await step(county.cast.office, row, 'denyExtension', {}, '群众等不及')).toMatchObject({ due_on: inDays(5), extension_to: null, extensions: 0 });
    expect(await asks(row)).toMatchObject({ extension_to: inDays(10) });
    expect(await step(county.cast['unit clerk'], row, 'feedBack', { result: 'solved', feedback: '不用等了' })).toMatchObject({ extension_to: null, on_time: true });
  });

  test('before its day, later than that, and as often as the plan says', async () => {
    await expect(asks(await handed(-1))).rejects.toThrow('已经过了反馈期限');
    const row = await handed(3);
    await expect(asks(row, inDays(3))).rejects.toMatchObject({ fields: { extension_to: expect.stringContaining('要晚于') } });
    await asks(row);
    await step(county.cast.office, row, 'grantExtension');
    await expect(asks(row, inDays(20))).rejects.toThrow('一件最多延期1次');
    await county.act((act) => create<ParameterSetting>(act, parameterSetting, { key: 'instruction.most_extensions', value: '2', from_day: '2020-01-01' }), county.cast.office);
    expect(await asks(row, inDays(20))).toMatchObject({ extension_to: inDays(20) });
  });

  test('who handles it does not grant it, whatever other post they hold', async () => {
    const row = await handed(3);
    await asks(row);
    const both: Actor = { ...county.cast.office, posts: [...county.cast.office.posts, ...county.cast['unit clerk'].posts] };
    await expect(step(both, row, 'grantExtension')).rejects.toMatchObject({ status: 403 });
  });

  test('waits on the board and among the work of those who decide, of nobody else', async () => {
    const row = await handed(3, { supervisor_unit_id: county.there.unit });
    await asks(row);
    const waiting = async (who: Actor) => (await reading(county.house, who, extensionsAwaited.find)).map(({ href }) => href);
    expect(await waiting(county.cast['other unit clerk'])).toEqual([`/instructions/${row.id}`]);
    expect(await waiting(county.cast['unit clerk'])).toEqual([]);
    expect(await waiting(county.cast.office)).toContain(`/instructions/${row.id}`);
    const { text } = await (await siteOf(county, slices)({ role: 'unit_clerk', unit: county.there.unit })).get('/instructions/board');
    expect(text).toContain(`申请延到${inDays(10)}`);
    expect(text).toContain('申请延期等着决定1件');
  });
});
