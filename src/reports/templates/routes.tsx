import { choiceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create } from '#platform/records/write.ts';
import { shownMoment, today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import { ChoiceField, LongTextField, TextField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { Declared } from '#reports/declared.ts';
import { hasAddressee, isKind, kindLabels, kindOf, type Kind } from '#reports/wording/paper-kinds.ts';
import { mountChanges } from '#reports/templates/changes.tsx';
import { customaryTemplate, versionsOf, type TemplateVersion } from '#reports/templates/facts.ts';
import { speechTemplate, templateFields, type SpeechTemplate } from '#reports/templates/record.ts';
import { mountTrial } from '#reports/templates/trial.tsx';
import { templateProblems, withLabels, withNames, type Quotable } from '#reports/wording/tokens.ts';
import { vocabularyOf, WordingDesk, type Vocabulary } from '#reports/wording/desk.tsx';

interface Around extends Surroundings, Vocabulary {
  versions: readonly TemplateVersion[];
}

/** Fields that may hold tokens. */
const worded = ['title', 'byline', 'body'] as const;

export function mountTemplates(site: Site, declared: Declared): void {
  const known = async (act: Act) => (await vocabularyOf(act, declared)).all;
  mountTrial(site, declared);
  mountChanges(site, declared);
  mountResource(site, resource<SpeechTemplate, Around>({
    declared: speechTemplate,
    fields: templateFields,
    newLabel: '新建模板',
    async around(reading, rows) {
      return { choices: {}, ...(await vocabularyOf(reading, declared)), versions: rows.length === 1 ? await versionsOf(reading, rows[0]!) : [] };
    },
    known: (visit) => ({ ...customaryTemplate(kindIn(visit.query.get('kind'))), name: '' }),
    enter: async (act, values, how) => create<SpeechTemplate>(act, speechTemplate, checked(values, await known(act)), how),
    correct: async (act, row, values) => checked({ ...row, ...values }, await known(act), Object.keys(values)),
    form: ({ form, around }) => <TemplateForm form={{ ...form, values: { ...form.values, ...labelled(form.values, around.all) } }} around={around} />,
    facts: (row, { all }) => [
      { label: '文种', value: kindOf(row).label },
      ...(row.addressee ? [{ label: '主送', value: row.addressee }] : []),
      { label: '标题', value: withLabels(row.title, all), wide: true },
      ...(row.byline ? [{ label: '标题下一行', value: withLabels(row.byline, all), wide: true }] : []),
      { label: '正文', value: <LongText text={withLabels(row.body, all)} />, wide: true },
    ],
    lead: (row) => `${kindOf(row).label} · 现在是第${row.version}版`,
    sections: (row, { versions }) => (
      <Section title="历次版本" count={versions.length}>
        <Table caption="历次版本" columns={versionColumns(row)} rows={[...versions]} />
      </Section>
    ),
    others: (row) => [{ label: '按这份模板出稿', href: `/speech?template=${row.id}`, icon: 'file' }],
    listOthers: () => [{ label: '常用句', href: '/stock-sentences', icon: 'file' }],
    listing: {
      columns: [
        { key: 'name', label: '模板名称', cell: (row) => row.name, onCards: 'title', fixed: true },
        { key: 'kind', label: '文种', cell: (row) => kindOf(row).label, tight: true },
        { key: 'title', label: '标题', cell: (row, { all }) => withLabels(row.title, all) },
        { key: 'version', label: '版次', cell: (row) => row.version, align: 'end', tight: true },
        { key: 'changed_at', label: '修改时间', cell: (row) => shownMoment(row.changed_at), sort: 'changed_at', tight: true },
        { key: 'state', label: '状态', cell: (row) => speechTemplate.states[row.state as 'in_use']?.label, tight: true },
      ],
      filters: [choiceOn('kind', '文种', kindLabels), stateFilter(speechTemplate)],
      defaultSort: '-changed_at',
      empty: '还没有自己的模板。每个文种都有系统自带范文，新建一份就可以改成本县的写法。',
    },
  }));
}

const kindIn = (asked: string | null): Kind => (isKind(asked) ? asked : 'speech');

function TemplateForm({ form, around }: { form: FormState; around: Around }) {
  const kind = kindIn(String(form.values['kind'] ?? ''));
  const { layout } = kindOf({ kind });
  return (
    <WordingDesk {...around} period={{ from: `${today().slice(0, 4)}-01-01`, to: today() }}>
      <ChoiceField form={form} name="kind" label="文种" required options={Object.entries(kindLabels).map(([value, label]) => ({ value, label }))} hint="版式随文种走：发言材料没有红头，通知、通报、请示、报告是红头文件，函是信函格式。" />
      <TextField form={form} name="name" label="模板名称" required maxlength={50} hint="给自己看的名字，例如：全市座谈会发言（2025年）" />
      <TextField form={form} name="title" label="标题" required maxlength={100} />
      {layout === 'address' && <TextField form={form} name="byline" label="标题下一行" maxlength={100} hint="通常写发言单位和日期，可以不填。" />}
      {hasAddressee(kindOf({ kind })) && <TextField form={form} name="addressee" label="主送" maxlength={200} />}
      <LongTextField form={form} name="body" label="正文" required rows={24} maxlength={20_000} hint="数字和判断写成“{名称}”，清单在下面，点一下就插进去；“[[有的写法||没有的写法]]”在数字都是0时取后一种。" />
    </WordingDesk>
  );
}

const versionColumns = (row: SpeechTemplate) => [
  { key: 'version', label: '版次', cell: ({ version }: TemplateVersion) => <a href={`/speech?template=${row.id}&version=${version}`}>第{version}版</a>, onCards: 'title' as const },
  { key: 'changedAt', label: '修改时间', cell: ({ changedAt }: TemplateVersion) => shownMoment(changedAt) },
  { key: 'changes', label: '对照', cell: ({ version }: TemplateVersion) => version > 1 && <a href={`/${speechTemplate.path}/${row.id}/changes?version=${version}`}>改了什么</a> },
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
