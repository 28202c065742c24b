import { allOf, claim, type CounterExample } from '#platform/figures/claim.ts';
import { counted } from '#platform/figures/count.ts';
import { figure, ratio, type Figure } from '#platform/figures/figure.ts';
import { dated } from '#platform/obligations/dated.ts';
import { all, between, is, not, oneOf, type Predicate } from '#platform/predicate.ts';
import { count, list } from '#platform/records/read.ts';
import { dayOf } from '#platform/time.ts';
import { undertaking, type Undertaking } from '#duties/proposals/undertakings/record.ts';

const standing = not(is<Undertaking>('state', 'struck'));
/** All count by the day on which it was promised, whenever it is kept: that may be years later. */
const undertakingFigure = (name: string, label: string, definition: string, where: Predicate<Undertaking>): Figure<Undertaking> =>
  figure<Undertaking>({ name, label, definition, where, record: undertaking.name, day: 'made_on', unit: '件' });

const promised = undertakingFigure('undertakings_promised', '提案承诺', '承诺日期在期间内、承办单位答复提案时承诺以后办成的件数；已销号的不计。', standing);
const kept = undertakingFigure('undertakings_kept', '提案承诺落实', '承诺日期在期间内、县政协办公室确认已经落实的承诺件数；单位自己报的、还没有确认的不计。', is<Undertaking>('state', 'kept'));
const open = undertakingFigure('undertakings_open', '提案承诺待落实', '承诺日期在期间内、还没有确认落实的承诺件数；已销号的不计。', oneOf<Undertaking>('state', ['open', 'reported', 'broken']));
const struck = undertakingFigure('undertakings_struck', '提案承诺销号', '承诺日期在期间内、没有落实而写明理由销号的承诺件数。', is<Undertaking>('state', 'struck'));

export const figures = [promised, kept, open, struck];
export const ratios = [
  ratio({ name: 'undertakings_kept_rate', label: '提案承诺落实率', definition: '确认落实的承诺占全部承诺的百分比。', numerator: kept.name, denominator: promised.name, decimals: 1, convention: '还没有到期的也在分母里，已销号的不在' }),
];

/** More counter-examples than this are not listed one by one. */
const MOST = 1_000;

export const claims = [
  claim({
    name: 'undertakings_all_in_time',
    sentence: '到期的提案承诺全部落实',
    definition: '对承诺日期在期间内、期限已过的每一件提案承诺，县政协办公室都已确认落实；没有期限的、已销号的不算在内。',
    clause: 'duty.yearly',
    href: `/${undertaking.path}?figure=${promised.name}`,
    examine: async (reading, scope) => {
      const yesterday = dayOf(new Date((reading.asOf ?? new Date()).getTime() - 86_400_000));
      const past = all(counted(promised, scope), between<Undertaking>('due_on', undefined, yesterday));
      const rows = await list(reading, undertaking, { where: all(past, not(is<Undertaking>('state', 'kept'))), order: [{ column: 'due_on' }], limit: MOST });
      return {
        examined: await count(reading, undertaking, past),
        counterExamples: rows.map(({ id, promise, due_on, state }): CounterExample => ({ label: promise, why: `期限${due_on}，现在是“${undertaking.states[state as 'open'].label}”`, href: `/${undertaking.path}/${id}` })),
      };
    },
    otherwise: ({ examined, counterExamples }) => `到期的提案承诺${examined}件，已落实${examined - counterExamples.length}件，还有${counterExamples.length}件没有确认落实`,
    none: (n) => `到期的${n}件提案承诺${allOf(n)}没有确认落实`,
  }),
];

export const datedRecords = [dated<Undertaking>({ declared: undertaking, day: 'due_on', committee: null, cancelled: ['struck'] })];
