import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { invalid } from '#platform/problems.ts';
import { create } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { ChoiceField, DayField, LongTextField, TextField } from '#platform/ui/fields.tsx';
import type { Declared } from '#reports/declared.ts';
import { claimOverride, overrideFields, type ClaimOverride } from '#reports/overrides/record.ts';

export function mountOverrides(site: Site, { claims }: Declared): void {
  const sentences = new Map(claims.map(({ name, sentence }) => [name, sentence]));
  const sentenceOf = (row: ClaimOverride) => sentences.get(row.claim) ?? row.claim;
  mountResource(site, resource<ClaimOverride>({
    declared: claimOverride,
    fields: overrideFields,
    newLabel: '登记人工确认写法',
    async around() {
      return { choices: {} };
    },
    known: (visit) => ({
      claim: visit.query.get('claim'), wording: sentences.get(visit.query.get('claim') ?? ''),
      from_on: visit.query.get('from') ?? `${today().slice(0, 4)}-01-01`, until_on: visit.query.get('to') ?? `${today().slice(0, 4)}-12-31`,
    }),
    async enter(act, values, how) {
      if (!sentences.has(values.claim)) throw invalid({ claim: '没有这个判断，请从列表中重新选择。' });
      if (values.from_on > values.until_on) throw invalid({ until_on: '适用期间的“止”在“起”之前，请对调或重新填写。' });
      return create<ClaimOverride>(act, claimOverride, { ...values, person_id: act.actor.personId }, how);
    },
    form: ({ form }) => (
      <>
        <ChoiceField form={form} name="claim" label="判断" required options={claims.map(({ name, sentence }) => ({ value: name, label: sentence }))} />
        <TextField form={form} name="wording" label="正文写法" required maxlength={200} hint="正文里照这样写，代替系统核对的结果。页面和附件都会注明是人工确认的。" />
        <LongTextField form={form} name="grounds" label="理由" required maxlength={500} hint="凭什么这样写：依据的材料、与谁核实过。" />
        <DayField form={form} name="from_on" label="适用期间起" required />
        <DayField form={form} name="until_on" label="适用期间止" required hint="统计期间在这个范围内结束的发言材料才用这种写法。" />
      </>
    ),
    facts: (row) => [
      { label: '判断', value: sentenceOf(row), wide: true },
      { label: '正文写法', value: row.wording, wide: true },
      { label: '理由', value: row.grounds, wide: true },
      { label: '适用期间', value: `${row.from_on} ～ ${row.until_on}` },
    ],
    listing: {
      columns: [
        { key: 'wording', label: '正文写法', cell: (row) => row.wording, onCards: 'title', fixed: true },
        { key: 'claim', label: '判断', cell: sentenceOf },
        { key: 'grounds', label: '理由', cell: (row) => row.grounds },
        { key: 'from_on', label: '适用期间', cell: (row) => `${row.from_on} ～ ${row.until_on}`, tight: true },
        { key: 'state', label: '状态', cell: (row) => claimOverride.states[row.state as 'standing']?.label, tight: true },
      ],
      filters: [stateFilter(claimOverride)],
      defaultSort: '',
      empty: '没有人工确认的写法。系统核对不成立的判断，正文会改写为实际情况。',
    },
  }));
}
