import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { standingAt } from '#platform/records/moment.ts';
import { createMany } from '#platform/records/write.ts';
import { consultation } from '#duties/consultations/record.ts';
import { consultationsSlice } from '#duties/consultations/slice.ts';
import { proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { reckon } from '#reports/quoting/reckoning.ts';
import { percentage } from '#platform/figures/percentage.ts';
import { writeSpeech } from '#reports/speech/speech.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

const slices = [parametersSlice, consultationsSlice, proposalsSlice];
const declared = {
  figures: slices.flatMap(({ figures = [] }) => figures), ratios: slices.flatMap(({ ratios = [] }) => ratios), claims: [],
};
const half = (n: 1 | 2) => ({ from: '2025-01-01', to: n === 1 ? '2025-06-30' : '2025-12-31' });

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
  const filed = (disposition: string) => ({ title: '修路', proposer_name: '县工商联', proposer_kind: 'organisation', term: 9, session: 5, submitted_on: '2025-01-10', state: 'filed', disposition });
  await county.act(async (act) => {
    await createMany(act, proposal, ['filed', 'merged', 'refused'].map(filed));
    await createMany(act, consultation, [{ committee_id: county.here.committee, topic: '停车', held_on: '2025-05-01', precision: 'day', state: 'held' }]);
    await createMany(act, parameterSetting, [
      { key: 'filing_rate.convention', value: 'with_merged', from_day: '2025-07-01' }, { key: 'label.consultation', value: '鼓楼协商', from_day: '2025-07-01' },
    ]);
  });
});
afterAll(() => county.drop());

async function speechOf(asked: { from: string; to: string }): Promise<string> {
  const told = { name: '云岭自治县', bodyName: '政协云岭自治县委员会' };
  const { paper } = await reading(county.house, county.cast.office, async (look) => writeSpeech(await standingAt(look), declared, told, asked));
  return paper.blocks.flatMap((block) => (block.kind === 'paragraph' ? block.runs.map(({ text }) => text) : [])).join('');
}

describe('the speech speaks by the plan in force on the last day of its period', () => {
  test('the filing rate, with its numerator, denominator and convention', async () => {
    expect(await speechOf(half(1))).toContain('立案率33.33%（1/3，并案不计入立案）');
    expect(await speechOf(half(2))).toContain('立案率66.67%（2/3，并案计入立案）');
  });

  test('the name of the consultations', async () => {
    expect(await speechOf(half(1))).toContain('开展协商活动1次');
    expect(await speechOf(half(2))).toContain('开展鼓楼协商1次');
  });

  test('the rates of both conventions stay, whichever is printed', async () => {
    const rates = (n: 1 | 2) => reading(county.house, county.cast.office, async (look) => (await reckon(await standingAt(look), declared, half(n))).ratios
      .filter(({ name }) => name.startsWith('filing_rate')).map(({ name, numerator, denominator, decimals, convention }) => `${name} ${percentage(numerator, denominator, decimals)} ${convention}`));
    const both = ['filing_rate_filed_only 33.33% 并案不计入立案', 'filing_rate_with_merged 66.67% 并案计入立案'];
    expect(await rates(1)).toEqual(['filing_rate 33.33% 并案不计入立案', ...both]);
    expect(await rates(2)).toEqual(['filing_rate 66.67% 并案计入立案', ...both]);
  });
});
