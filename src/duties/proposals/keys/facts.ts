import { allOf, claim } from '#platform/figures/claim.ts';
import { counted } from '#platform/figures/count.ts';
import { figure, ratio, type Figure } from '#platform/figures/figure.ts';
import { all, is, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import { count, list } from '#platform/records/read.ts';
import { keyAct, type KeyAct } from '#duties/proposals/keys/acts/record.ts';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';

const decided = oneOf<KeySelection>('state', ['chosen', 'supervised', 'concluded']);

/** By the day of the chair meeting: an old proposal that is chosen again counts in the year that chose it. */
const chosenFigure = (name: string, label: string, definition: string, ...where: Predicate<KeySelection>[]): Figure<KeySelection> =>
  figure<KeySelection>({ name, label, definition, where: all(decided, ...where), record: keySelection.name, day: 'decided_on', unit: '件' });

const actFigure = (name: string, label: string, definition: string, ...where: Predicate<KeyAct>[]): Figure<KeyAct> =>
  figure<KeyAct>({ name, label, definition, where: all(not(is<KeyAct>('state', 'void')), ...where), record: keyAct.name, day: 'held_on', unit: '次' });

const nominated = figure<KeySelection>({
  name: 'key_proposals_nominated', label: '推荐重点提案', definition: '推荐日期在期间内、推荐作重点提案的件数，一件提案一年只计一次；撤回推荐的不计，没有列入的也计。',
  where: not(is<KeySelection>('state', 'withdrawn')), record: keySelection.name, day: 'nominated_on', unit: '件',
});
const chosen = chosenFigure('key_proposals_chosen', '确定重点提案', '主席会议日期在期间内、确定由领导领衔督办的提案件数，往年提出的也计；后来不再督办的不计。');
const chosenOld = chosenFigure('key_proposals_taken_up', '往年提案再督办', '主席会议日期在期间内确定的重点提案中，往年提出、还没有落实的件数。', is<KeySelection>('old', true));
const planned = chosenFigure('key_proposals_planned', '重点提案督办方案', '主席会议日期在期间内确定的重点提案中，督办方案已经领衔领导审定的件数。', present<KeySelection>('approved_on'));
const implemented = chosenFigure('key_proposals_implemented', '重点提案落实', '主席会议日期在期间内确定的重点提案中，年度小结为“已落实”的件数；部分落实的、结转的不计。', is<KeySelection>('outcome', 'implemented'));
const held = actFigure('key_acts_held', '重点提案督办活动', '日期在期间内的督办会、现场视察、调研、协商座谈和听取汇报的次数；作废的不计。');
const reported = actFigure('key_problems_reported', '重点提案问题上报', '日期在期间内的督办活动中，把要决定的问题报党委政府的次数。', present<KeyAct>('reported_on'));

export const figures = [nominated, chosen, chosenOld, planned, implemented, held, reported];
export const ratios = [
  ratio({ name: 'key_implemented_rate', label: '重点提案落实率', definition: '年度小结为“已落实”的占确定的重点提案的百分比。', numerator: implemented.name, denominator: chosen.name, decimals: 1, convention: '还没有小结的也在分母里，部分落实的不在分子里' }),
];

/** More are not chosen in the years of a period. */
const MOST = 1_000;

export const claims = [
  claim({
    name: 'key_proposals_all_supervised',
    sentence: '重点提案件件开展督办',
    definition: '对主席会议日期在期间内确定的每一件重点提案，到现在都至少开展过一次督办活动。',
    clause: 'duty.yearly',
    href: `/${keySelection.path}?figure=${chosen.name}`,
    examine: async (reading, scope) => {
      const asked = counted(chosen, scope);
      const rows = await list(reading, keySelection, { where: all(asked, is<KeySelection>('acts_n', 0)), order: [{ column: 'decided_on' }], limit: MOST });
      return { examined: await count(reading, keySelection, asked), counterExamples: rows.map(({ id, subject }) => ({ label: subject, why: '还没有开展督办活动', href: `/${keySelection.path}/${id}` })) };
    },
    otherwise: ({ examined, counterExamples }) => `重点提案${examined}件，已开展督办${examined - counterExamples.length}件，还有${counterExamples.length}件没有开展`,
    none: (n) => `${n}件重点提案${allOf(n)}没有开展督办`,
  }),
];
