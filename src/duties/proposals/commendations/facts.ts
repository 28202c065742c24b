import { figure, ratio, type Figure } from '#platform/figures/figure.ts';
import { all, is, oneOf, type Predicate } from '#platform/predicate.ts';
import { commendation, type Commendation } from '#duties/proposals/commendations/record.ts';

/** Decided, and not taken back. */
export const standing = oneOf<Commendation>('state', ['awarded', 'published']);

/** By the day of the decision; what was revoked later does not count any more. */
const awardFigure = (name: string, label: string, definition: string, unit: '件' | '个' | '人', ...where: Predicate<Commendation>[]): Figure<Commendation> =>
  figure<Commendation>({ name, label, definition, where: all(standing, ...where), record: commendation.name, day: 'awarded_on', unit });

const excellent = awardFigure('excellent_proposals', '优秀提案', '决定日期在期间内、评为优秀提案的件数；后来撤销的不计。', '件', is<Commendation>('kind', 'proposal'));
const collective = awardFigure('excellent_collective', '集体优秀提案', '决定日期在期间内的优秀提案中，党派、人民团体、专委会等集体提出的件数。', '件', is<Commendation>('kind', 'proposal'), is<Commendation>('collective', true));
const units = awardFigure('commended_units', '先进承办单位', '决定日期在期间内、评为先进承办单位的个数；后来撤销的不计。', '个', is<Commendation>('kind', 'unit'));
const persons = awardFigure('commended_persons', '提案办理先进个人', '决定日期在期间内、评为提案办理先进个人的人数；后来撤销的不计。', '人', is<Commendation>('kind', 'person'));

export const figures = [excellent, collective, units, persons];
export const ratios = [
  ratio({ name: 'excellent_collective_rate', label: '优秀提案中集体提案的比例', definition: '集体提案占优秀提案的百分比。', numerator: collective.name, denominator: excellent.name, decimals: 1, convention: '按件数；第一提案人是委员的都算委员提案' }),
];
