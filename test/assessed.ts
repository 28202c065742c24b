import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { assessmentSheet, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { assessmentScheme } from '#assessment/schemes/record.ts';
import { createMany, type Values } from '#platform/records/write.ts';
import type { TestCounty } from './county.ts';

/** An assessment of the two committees of a test county, as far as a test needs it: nothing is reckoned. */
export interface Assessed {
  about: Assessment;
  here: AssessmentSheet;
  there: AssessmentSheet;
}

const SCHEME = `方案: 联络委考核办法
对象: 联络委
最多: 100
部分:
  - 名称: 测评
    项目:
      - { 名称: 满意度, 测评: { 测评表: 民主测评, 得: 100, 折算: { 满意: 1, 基本满意: 0.6, 不满意: 0 } } }
折算为: 5
`;

export async function assessed(county: TestCounty, year: number, values: Values<Assessment> = {}, sheets: { here?: Values<AssessmentSheet>; there?: Values<AssessmentSheet> } = {}): Promise<Assessed> {
  return county.act(async (act) => {
    const [scheme] = await createMany(act, assessmentScheme, [{ title: `联络委考核办法${year}`, subject: 'committee', source: SCHEME, series: county.here.committee, edition: year - 2000, state: 'adopted', valid_from: `${year}-01-01` }]);
    const [about] = await createMany(act, assessment, [{
      title: `${year}年度联络委考核`, subject: 'committee', scheme_id: scheme!.id, year, from_day: `${year}-01-01`, to_day: `${year}-12-31`, state: 'checking', ...values,
    }]);
    const ofCommittee = (committee_id: string, name: string, more: Values<AssessmentSheet> = {}) =>
      ({ assessment_id: about!.id, subject: 'committee', committee_id, name, year, state: about!.decided_on ? 'final' : 'checking', ...more });
    const [here, there] = await createMany(act, assessmentSheet, [
      ofCommittee(county.here.committee, '白石镇政协联络委', sheets.here), ofCommittee(county.there.committee, '小河乡政协联络委', sheets.there),
    ]);
    return { about: about!, here: here!, there: there! };
  });
}
