import { parameterAt } from '#plans/facts.ts';
import { namedFile } from '#platform/http/disposition.ts';
import { choiceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { holds } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Effect } from '#platform/records/write.ts';
import { dayOf, today } from '#platform/time.ts';
import { ChoiceField } from '#platform/ui/fields.tsx';
import type { Declared } from '#reports/declared.ts';
import { expectOnce } from '#reports/sharing/asking.ts';
import { choosable, definedBy, tidyConditions } from '#reports/sharing/defined.ts';
import { keyOf } from '#reports/sharing/keys.ts';
import { askedFile } from '#reports/sharing/outgoing.ts';
import { rhythms } from '#reports/sharing/periods.ts';
import { requiredFields, requiredFigure, type RequiredFigure } from '#reports/sharing/required/record.ts';

const filePath = `/${requiredFigure.path}.json`;

/** Who publishes what the counties are asked. */
export const isSuperior = ({ actor }: Visit): boolean => holds(actor, 'superior_office', 'maintainer');

interface Typed {
  figure: string;
  conditions?: string;
  rhythm: string;
  due_days: number;
  small: number;
  words?: string;
}

interface Around extends Surroundings {
  small: number;
}

const asColumns = async (act: Act, declared: Declared, typed: Typed, but?: string) => {
  const named = { figure: typed.figure, conditions: tidyConditions(typed.figure, typed.conditions) };
  await expectOnce(act, named, but);
  return { ...typed, ...definedBy(act.house, declared, named), words: typed.words ?? null };
};

/** What is asked goes out signed: the key is there from the first number on that is asked. */
export const publish: Effect<RequiredFigure> = async (act) => {
  await keyOf(act);
  return { published_on: dayOf(act.at) };
};

const required = (declared: Declared) => resource<RequiredFigure, Around>({
  declared: requiredFigure,
  fields: requiredFields,
  newLabel: '添加需要的数字',
  async around(reading) {
    return { choices: {}, small: await parameterAt(reading, 'sharing.small_number', today()) };
  },
  known: (_visit, { small }) => ({ rhythm: 'quarter', due_days: 10, small }),
  enter: async (act, typed: Typed, how) => create<RequiredFigure>(act, requiredFigure, await asColumns(act, declared, typed), how),
  correct: async (act, row, typed: Partial<Typed>) => asColumns(act, declared, { ...asTyped(row), ...typed }, row.id),
  effects: { publish },
  form: ({ form }) => (
    <>
      <ChoiceField form={form} name="figure" label="要哪个数字" required options={choosable(declared)} hint="每个数字都有书面口径，各县按同一口径从记录里数出来，谁也不用填。某县自拟的数字只在那个县有定义，不能直接要：选它由来的数字，再把那个县“自拟数字”页上写明的条件填在下面，各县就都能报。" />
      {(['conditions', 'rhythm', 'due_days', 'small', 'words'] as const).map((name) => <FieldOf of={requiredFields} name={name} form={form} choices={{}} />)}
    </>
  ),
  lead: (row) => `${rhythms[row.rhythm as 'month']}一次，期满后${row.due_days}日内`,
  facts: (row) => [
    { label: '数字', value: row.label }, { label: '单位', value: row.unit },
    { label: '口径', value: row.definition, wide: true },
    { label: '小数保护', value: `1到${row.small - 1}的数不单列，写作“少于${row.small}”` },
    { label: '口径指纹', value: row.digest.slice(0, 16) },
    { label: '说明', value: row.words, wide: true },
  ],
  listing: {
    columns: [
      { key: 'label', label: '数字', cell: (row) => row.label, onCards: 'title', fixed: true },
      { key: 'rhythm', label: '周期', cell: (row) => rhythms[row.rhythm as 'month'], tight: true },
      { key: 'due_days', label: '期满后几日', cell: (row) => row.due_days, align: 'end', tight: true },
      { key: 'state', label: '状态', cell: (row) => requiredFigure.states[row.state as 'draft'].label, tight: true },
    ],
    filters: [stateFilter(requiredFigure), choiceOn('rhythm', '周期', rhythms)],
    defaultSort: '',
    empty: '还没有要任何数字。添加并发布后，参加共享的县会看到，同意后到期自动报来。',
  },
  listOthers: () => [{ label: '导出给单独安装的县', href: filePath, icon: 'exporting' }],
});

const asTyped = ({ figure, conditions, rhythm, due_days, small, words }: RequiredFigure): Typed => ({ figure, conditions, rhythm, due_days, small, words: words ?? undefined });

const file: Handler = async (visit) => {
  if (!isSuperior(visit)) throw notFound('这个页面');
  return fileAnswer(await look(visit, (reading) => askedFile(reading, visit.county.bodyName)), `${visit.county.bodyName}需要的数字（${today()}）.json`);
};

/** A signed file as it is saved. */
export const fileAnswer = (content: object, name: string): Response =>
  new Response(JSON.stringify(content, null, 1), { headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': namedFile('attachment', name), 'cache-control': 'no-store' } });

export function mountRequired(site: Site, declared: Declared): void {
  site.add({ method: 'GET', path: filePath, handle: file });
  mountResource(site, required(declared));
}
