import { allOf, claim, type CounterExample } from '#platform/figures/claim.ts';
import { counted } from '#platform/figures/count.ts';
import { figure, ratio, type Figure } from '#platform/figures/figure.ts';
import { dated } from '#platform/obligations/dated.ts';
import { all, between, is, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import { count, list } from '#platform/records/read.ts';
import { dayOf } from '#platform/time.ts';
import { recommendation, stillOpen, type Recommendation } from '#duties/inspections/recommendations/record.ts';

const standing = not(is<Recommendation>('state', 'void'));

/** All count by the day on which it was made, whatever became of it later. */
const madeFigure = (name: string, label: string, definition: string, where: Predicate<Recommendation>): Figure<Recommendation> =>
  figure<Recommendation>({ name, label, definition, where, record: recommendation.name, day: 'made_on', committee: 'committee_id', unit: '条' });

const made = madeFigure('recommendations_made', '调研建议', '期间内从调研视察提出的建议条数，按提出的日期计，向几家提的分条计；作废的不计。', standing);
const answered = madeFigure('recommendations_answered', '调研建议已回复', '期间内提出的建议中，收到的单位已经回复采纳或不采纳的条数，回复的日期不限。', all(standing, present<Recommendation>('answered_on')));
const done = madeFigure('recommendations_done', '调研建议落实', '期间内提出的建议中，已经有人核实落实的条数；单位自己报办成、还没有核实的不计。', is<Recommendation>('state', 'done'));
const refused = madeFigure('recommendations_refused', '调研建议没有采纳', '期间内提出的建议中，收到的单位写明理由没有采纳的条数。', is<Recommendation>('state', 'refused'));
const open = madeFigure('recommendations_open', '调研建议在办', '期间内提出的建议中，还没有落实、也没有不采纳的条数。', oneOf<Recommendation>('state', stillOpen));

export const figures = [made, answered, done, refused, open];
export const ratios = [
  ratio({ name: 'recommendations_done_rate', label: '调研建议落实率', definition: '核实落实的建议占提出的建议的百分比。', numerator: done.name, denominator: made.name, decimals: 1, convention: '没有采纳的、还在办的都在分母里，作废的不在' }),
  ratio({ name: 'recommendations_answered_rate', label: '调研建议回复率', definition: '已经回复采纳或不采纳的建议占提出的建议的百分比。', numerator: answered.name, denominator: made.name, decimals: 1, convention: '还没有到回复期限的也在分母里，作废的不在' }),
];

/** More counter-examples than this are not listed one by one. */
const MOST = 1_000;
const DAY_MS = 86_400_000;

export const claims = [
  claim({
    name: 'recommendations_all_answered',
    sentence: '调研建议件件有回音',
    definition: '对期间内提出、回复期限已过的每一条调研建议，收到的单位都已回复采纳或不采纳；作废的不算在内。',
    clause: 'duty.quarterly',
    parameters: ['recommendations.answer_days'],
    href: `/${recommendation.path}?figure=${made.name}`,
    async examine(reading, scope) {
      const yesterday = dayOf(new Date((reading.asOf ?? new Date()).getTime() - DAY_MS));
      const past = all(counted(made, scope), between<Recommendation>('answer_by', undefined, yesterday));
      const rows = await list<Recommendation>(reading, recommendation, { where: all(past, not(present<Recommendation>('answered_on'))), order: [{ column: 'answer_by' }], limit: MOST });
      return {
        examined: await count<Recommendation>(reading, recommendation, past),
        counterExamples: rows.map((row): CounterExample => ({ label: recommendation.nameOf(row), why: `回复期限${row.answer_by}，还没有回复`, href: `/${recommendation.path}/${row.id}` })),
      };
    },
    otherwise: ({ examined, counterExamples }) => `到回复期限的调研建议${examined}条，已回复${examined - counterExamples.length}条，还有${counterExamples.length}条没有回音`,
    none: (n) => `到回复期限的${n}条调研建议${allOf(n)}没有回音`,
  }),
];

export const datedRecords = [dated<Recommendation>({ declared: recommendation, day: 'due_on', committee: 'committee_id', where: oneOf<Recommendation>('state', ['open', 'accepted', 'carried', 'reported', 'done', 'refused']), cancelled: ['refused'] })];
