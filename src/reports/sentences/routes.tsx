import { choiceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { create, type Values } from '#platform/records/write.ts';
import { shownMoment } from '#platform/time.ts';
import { ChoiceField, LongTextField } from '#platform/ui/fields.tsx';
import type { Declared } from '#reports/declared.ts';
import { declaredWithOwn } from '#reports/figures/facts.ts';
import { chapters } from '#reports/sentences/bank.ts';
import { sentenceFields, stockSentence, type StockSentence } from '#reports/sentences/record.ts';
import { quotables, templateProblems, withLabels, withNames, type Quotable } from '#reports/wording/tokens.ts';

interface Around extends Surroundings {
  all: readonly Quotable[];
}

export function mountSentences(site: Site, declared: Declared): void {
  const known = async (reading: Reading): Promise<Quotable[]> => quotables(await declaredWithOwn(reading, declared), reading.house);
  mountResource(site, resource<StockSentence, Around>({
    declared: stockSentence,
    fields: sentenceFields,
    newLabel: '添加常用句',
    async around(reading) {
      return { choices: {}, all: await known(reading) };
    },
    enter: async (act, values: Values<StockSentence>, how) => create<StockSentence>(act, stockSentence, checked(values, await known(act)), how),
    correct: async (act, row, values: Values<StockSentence>) => checked({ ...row, ...values }, await known(act)),
    form: ({ form, around: { all } }) => (
      <>
        <ChoiceField form={form} name="chapter" label="章节" required options={Object.entries(chapters).map(([value, label]) => ({ value, label }))} />
        <LongTextField
          form={{ ...form, values: { ...form.values, words: withLabels(String(form.values['words'] ?? ''), all) } }} name="words" label="句子" required rows={4} maxlength={500}
          hint="数字和判断写成“{名称}”，和模板里一样；写材料时点一下就插进去。“[[有的写法||没有的写法]]”在数字都是0时取后一种。"
        />
      </>
    ),
    facts: (row, { all }) => [{ label: '章节', value: chapters[row.chapter as 'work'] }, { label: '句子', value: withLabels(row.words, all), wide: true }],
    listing: {
      columns: [
        { key: 'words', label: '句子', cell: (row, { all }) => withLabels(row.words, all), onCards: 'title', fixed: true },
        { key: 'chapter', label: '章节', cell: (row) => chapters[row.chapter as 'work'], tight: true },
        { key: 'changed_at', label: '修改时间', cell: (row) => shownMoment(row.changed_at), sort: 'changed_at', tight: true },
        { key: 'state', label: '状态', cell: (row) => stockSentence.states[row.state as 'in_use']?.label, tight: true },
      ],
      filters: [choiceOn('chapter', '章节', chapters), stateFilter(stockSentence)],
      defaultSort: '-changed_at',
      empty: '还没有自己添加的常用句。系统自带的句子在写材料时就能直接选用。',
    },
  }));
}

/** With lasting names in its tokens, or refused with a sentence at the field. */
function checked({ chapter, words = '' }: Values<StockSentence>, all: readonly Quotable[]): Values<StockSentence> {
  const named = withNames(words, all);
  const [problem] = templateProblems(named, all);
  if (problem) throw invalid({ words: problem });
  return { chapter, words: named };
}
