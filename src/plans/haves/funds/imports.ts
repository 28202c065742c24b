import { committeeDirectory } from '#institutions/facts.ts';
import { funds, fundsFields, MOST_YUAN } from '#plans/haves/funds/record.ts';
import { column, importKind } from '#platform/importing/kind.ts';
import { yuan } from '#platform/importing/readers/money.ts';
import { year } from '#platform/importing/readers/number.ts';
import { naming } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import type { ImportTarget } from '#platform/importing/target.ts';

/** The list of working funds, one row for each committee, year and source. */
const kind = importKind({
  name: 'funds',
  title: '经费登记',
  record: funds.name,
  words: ['经费'],
  columns: {
    committee: column('乡镇', { synonyms: ['乡镇（街道）', '联络委', '使用单位'], read: naming(), required: true, fillDown: true, fromContext: ({ place }) => place }),
    year: column('年度', { synonyms: ['年份', '预算年度'], read: year(), required: true, fillDown: true, fromContext: ({ year: told }) => told }),
    amount: column('金额（元）', { synonyms: ['经费金额', '经费金额（元）', '安排经费（元）', '安排金额', '预算安排', '金额', '金额（万元）', '安排经费（万元）'], read: yuan({ max: MOST_YUAN }), required: true }),
    source: column('经费来源', { synonyms: ['来源', '资金来源'], read: naming({ max: 60 }), required: true }),
    used: column('已使用（元）', { synonyms: ['已使用', '支出', '支出（元）', '已支出', '使用金额', '已使用（万元）', '支出（万元）'], read: yuan({ max: MOST_YUAN }) }),
  },
  identity: ({ committee, year: of, source }) => [committee, of, source],
});

export const fundsImport: ImportTarget = {
  kind,
  declared: funds,
  fields: fundsFields,
  async resolve(reading, rows) {
    const committees = await committeeDirectory(reading);
    return resolveRows(kind, rows, (values, row) => ({
      committee_id: row.id('committee', values.committee, committees), year: values.year, amount: values.amount, source: values.source, used: values.used,
    }));
  },
  existing: standingBy(funds, ['committee_id', 'year', 'source']),
};
