import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { refer, type Referring } from '#duties/opinions/referrals/actions.ts';
import { wordsForUnits } from '#duties/opinions/referrals/around.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { knownIn, knownOf } from '#duties/opinions/shield/apart.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

/** Who wrote it down for somebody else is kept from units like the reporter. */

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([parametersSlice, workCalendarSlice, opinionsSlice]);
});
afterAll(() => county.drop());

const told = (proxy: string, matter = '路灯坏了'): Promise<LedgerEntry> =>
  county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: '2025-05-06', matter, reporter: '欧阳雪莲', proxy }, {}));
const send = (entry: LedgerEntry, more: Partial<Referring> = {}) =>
  county.act((act) => refer(act, { entry_id: entry.id, subject: '路灯', matter: '岩脚村口的路灯坏了', lead_unit_id: county.here.unit, ...more }, {}), county.cast.office);

describe('the words for the unit', () => {
  test.each(['matter', 'subject', 'place'] as const)('do not name the helper in %s, however the name is written', async (field) => {
    for (const words of ['王小花说的', '请找王 小花', '联系王小花（邻居）', '邻居王小花', '村民王小花说']) {
      await expect(send(await told('邻居王小花'), { [field]: words }), words).rejects.toMatchObject({ fields: { [field]: expect.stringContaining('王小花') } });
    }
  });

  test('may speak of neighbours and cadres where they name nobody', async () => {
    expect(await send(await told('邻居王小花'), { matter: '邻居的路灯坏了，村干部看过' })).toMatchObject({ state: 'sent' });
  });

  test('begin without the helper, and so does what is typed into the entry', async () => {
    const entry = await told('女儿石小妹（村医）', '石小妹代母亲反映，石小妹家门口路灯坏了');
    expect(entry.matter).not.toContain('石小妹');
    expect(JSON.stringify(wordsForUnits({ ...entry, matter: '请打给石小妹' }))).not.toContain('石小妹');
  });
});

test('nothing of a helper’s name passes, whatever stands around it in either text', () => {
  const name = fc.constantFrom('王小花', '石志明', '欧阳雪莲', '吴·桑吉');
  const role = fc.constantFrom('', '邻居', '女儿', '他的儿子', '村支书', '网格员');
  const tail = fc.constantFrom('', '（村干部）', '老师', '，电话另留', ' 13800001111', '主任');
  const around = fc.constantFrom('', '请找', '据', '，', '某某和');
  fc.assert(fc.property(name, role, tail, around, fc.boolean(), (who, before, behind, words, parted) => {
    const known = knownOf({ reporter: null, phone: null, proxy: `${before}${who}${behind}` });
    const text = `${words}${parted ? [...who].join(' ') : who}反映路灯坏了`;
    expect(knownIn(text, known), `${known.join('|')} in ${text}`).toBeDefined();
    expect(knownIn(`${words}邻居反映路灯坏了，请主任看看`, known)).toBeUndefined();
  }), { numRuns: 300 });
});
