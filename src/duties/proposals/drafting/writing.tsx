import type { Child } from 'hono/jsx';
import { FieldOf } from '#platform/http/derived.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { membershipsOf } from '#platform/identity/actor.ts';
import type { FormState } from '#platform/ui/form.tsx';
import { NamePicker } from '#platform/ui/name-picker.tsx';
import { said } from '#platform/fields.ts';
import type { z } from 'zod';
import type { Around } from '#duties/proposals/around.ts';
import { CategoryField } from '#duties/proposals/review/category.tsx';
import { proposal, proposalFields, type Proposal } from '#duties/proposals/record.ts';

interface WritingProps {
  form: FormState;
  around: Around;
  visit: Visit;
  row?: Proposal;
}

/** A member writes: the matter first, then who signs along. The draft keeps itself on the server and is looked through while it is written. */
export function WritingForm({ form, around, visit, row }: WritingProps): Child {
  const field = (name: keyof typeof proposalFields.shape) => <FieldOf of={proposalFields} name={name} form={form} choices={around.choices} />;
  const mine = membershipsOf(visit.actor);
  const members = (around.choices['member'] ?? []).filter(({ value }) => !mine.includes(value))
    .map(({ value, label }) => ({ value, label: row?.cosigner_ids.includes(value) ? `${label}，已签名` : label }));
  return (
    <proposal-draft
      data-id={row?.id} data-page={`/${proposal.path}`} data-api={`/api/v1/${proposal.path}`} data-similar="可能是同类提案，先看看"
      data-saved="已自动保存 " data-unsaved="没有自动保存：" data-offline="现在没有网络，内容先存在本机。"
    >
      {!row && <input type="hidden" name="own" value="1" />}
      {field('title')}
      {field('situation')}
      {field('analysis')}
      {field('advice')}
      <div class="draft-check" role="status" />
      <p class="draft-saved" role="status" />
      <Picked name="invited_ids" form={form} options={members} />
      {field('cosign_by')}
      <Picked name="suggested_ids" form={form} options={around.choices['unit'] ?? []} />
      <CategoryField form={form} scheme={around.reviewed.scheme} />
      {!around.placed && field('time_class')}
      {field('public_ok')}
      {field('public_why')}
      {!row && <p class="hint">保存后先是草稿，可以慢慢改；写好了在下一页点“提交”，县政协办公室才收得到。</p>}
    </proposal-draft>
  );
}

/** Several of many, by their names. */
export function Picked({ name, form, options }: { name: 'invited_ids' | 'suggested_ids'; form: FormState; options: readonly { value: string; label: string }[] }): Child {
  const { label, hint } = said(proposalFields.shape[name] as z.ZodType);
  return <NamePicker form={form} name={name} label={label} hint={hint} options={options} />;
}
