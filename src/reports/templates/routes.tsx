import { mountResource } from '#platform/http/mount-resource.tsx';
import { stateFilter } from '#platform/http/listing.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { invalid } from '#platform/problems.ts';
import { create } from '#platform/records/write.ts';
import { shownMoment } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import { LongTextField, TextField } from '#platform/ui/fields.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { Declared } from '#reports/declared.ts';
import { customaryTemplate, versionsOf, type TemplateVersion } from '#reports/templates/facts.ts';
import { Palette } from '#reports/templates/palette.tsx';
import { speechTemplate, templateFields, type SpeechTemplate } from '#reports/templates/record.ts';
import { quotables, templateProblems, withLabels, withNames, type Quotable } from '#reports/tokens.ts';

interface Around extends Surroundings {
  versions: readonly TemplateVersion[];
}

/** Fields that may hold tokens. */
const worded = ['title', 'byline', 'body'] as const;

export function mountTemplates(site: Site, declared: Declared): void {
  const all = quotables(declared);
  mountResource(site, resource<SpeechTemplate, Around>({
    declared: speechTemplate,
    fields: templateFields,
    newLabel: '新建模板',
    async around(reading, rows) {
      return { choices: {}, versions: rows.length === 1 ? await versionsOf(reading, rows[0]!) : [] };
    },
    known: () => ({ ...customaryTemplate, name: '' }),
    enter: (act, values, how) => create<SpeechTemplate>(act, speechTemplate, checked(values, all), how),
    correct: async (_act, row, values) => checked({ ...row, ...values }, all, Object.keys(values)),
    form: ({ form }) => {
      const shown = { ...form, values: { ...form.values, ...labelled(form.values, all) } };
      return (
        <>
          <TextField form={shown} name="name" label="模板名称" required maxlength={50} hint="给自己看的名字，例如：全市座谈会发言（2025年）" />
          <TextField form={shown} name="title" label="发言材料标题" required maxlength={100} />
          <TextField form={shown} name="byline" label="标题下一行" maxlength={100} hint="通常写发言单位和日期，可以不填。" />
          <LongTextField form={shown} name="body" label="正文" required rows={24} maxlength={20_000} hint="数字和判断写成“{名称}”，清单在下面；“[[有的写法||没有的写法]]”在数字都是0时取后一种。" />
          <Palette all={all} />
        </>
      );
    },
    facts: (row) => [
      { label: '发言材料标题', value: withLabels(row.title, all), wide: true },
      { label: '标题下一行', value: withLabels(row.byline ?? '', all), wide: true },
      { label: '正文', value: <LongText text={withLabels(row.body, all)} />, wide: true },
    ],
    lead: (row) => `现在是第${row.version}版`,
    sections: (row, { versions }) => (
      <Section title="历次版本" count={versions.length}>
        <Table caption="历次版本" columns={versionColumns(row)} rows={[...versions]} />
      </Section>
    ),
    others: (row) => [{ label: '按这份模板出稿', href: `/speech?template=${row.id}`, icon: 'file' }],
    listing: {
      columns: [
        { key: 'name', label: '模板名称', cell: (row) => row.name, onCards: 'title', fixed: true },
        { key: 'title', label: '发言材料标题', cell: (row) => withLabels(row.title, all) },
        { key: 'version', label: '版次', cell: (row) => row.version, align: 'end', tight: true },
        { key: 'changed_at', label: '修改时间', cell: (row) => shownMoment(row.changed_at), sort: 'changed_at', tight: true },
        { key: 'state', label: '状态', cell: (row) => speechTemplate.states[row.state as 'in_use']?.label, tight: true },
      ],
      filters: [stateFilter(speechTemplate)],
      defaultSort: '-changed_at',
      empty: '还没有自己的模板。现在用的是系统自带范文，新建一份就可以改成本县的写法。',
    },
  }));
}

const versionColumns = (row: SpeechTemplate) => [
  { key: 'version', label: '版次', cell: ({ version }: TemplateVersion) => <a href={`/speech?template=${row.id}&version=${version}`}>第{version}版</a>, onCards: 'title' as const },
  { key: 'changedAt', label: '修改时间', cell: ({ changedAt }: TemplateVersion) => shownMoment(changedAt) },
];

/** With lasting names in its tokens, or refused with a sentence at the field. */
function checked(values: Partial<SpeechTemplate>, all: readonly Quotable[], changed: readonly string[] = Object.keys(values)): Partial<SpeechTemplate> {
  const named = Object.fromEntries(worded.map((field) => [field, values[field] ? withNames(values[field], all) : values[field]]));
  const problems = worded.flatMap((field): [string, string][] => {
    const found = templateProblems(named[field] ?? '', all);
    return found.length > 0 ? [[field, found.join(' ')]] : [];
  });
  if (problems.length > 0) throw invalid(Object.fromEntries(problems));
  const columns = Object.entries({ ...values, ...named }).filter(([field]) => changed.includes(field));
  return Object.fromEntries(columns) as Partial<SpeechTemplate>;
}

const labelled = (values: Record<string, unknown>, all: readonly Quotable[]): Record<string, string> =>
  Object.fromEntries(worded.flatMap((field) => (typeof values[field] === 'string' ? [[field, withLabels(values[field], all)]] : [])));
