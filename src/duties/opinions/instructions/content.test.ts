import { afterAll, beforeAll, expect, test } from 'vitest';
import { create, edit, take } from '#platform/records/write.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { effects, noteInstruction } from '#duties/opinions/instructions/actions.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { linkEntries } from '#duties/opinions/links.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([parametersSlice, workCalendarSlice, opinionsSlice]);
});
afterAll(() => county.drop());

test('what the units read names none of those who told it: left out to begin with, refused when it was written in again', async () => {
  const { here, cast } = county;
  const row = await county.act(async (act) => {
    const entry = await enterOne(act, { committee_id: here.committee, received_on: '2025-05-06', matter: '路灯不亮', reporter: '欧阳雪莲', phone: '13910004321', proxy: '邻居王小花' }, {});
    const item = await create<OpinionItem>(act, opinionItem, { title: '路灯', situation: '欧阳雪莲（139 1000 4321）说路灯不亮', advice: '王小花建议换灯', state: 'issued', committee_id: here.committee, submitted_on: '2025-05-07', precision: 'day', sources: 1 } as Partial<OpinionItem>);
    await linkEntries(act, item.id, [entry.id]);
    return noteInstruction(act, { item_id: item.id, leader: '县长', instructed_on: '2025-06-20', level: 'county' }, {});
  }, cast.program);
  expect(row.content).toBe('欧某（〔电话号码略〕）说路灯不亮\n王某建议换灯');
  const handOver = () => county.act((act) => take<Instruction>(act, instruction, row.id, 'handOver', { input: { lead_unit_id: here.unit, days: 5 }, effect: effects.handOver }), cast.office);
  const write = (content: string) => county.act((act) => edit<Instruction>(act, instruction, row.id, undefined, { content }), cast.office);
  await write('请向王小花了解');
  await expect(handOver()).rejects.toThrow('反映人的信息（王小花）');
  await write('请向反映人了解');
  expect(await handOver()).toMatchObject({ state: 'handed' });
});
