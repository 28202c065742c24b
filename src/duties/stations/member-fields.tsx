import type { z } from 'zod';
import { said } from '#platform/fields.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import type { Choices } from '#platform/http/resource.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { NamePicker } from '#platform/ui/name-picker.tsx';

/** The fields of a form, with members found by name: a county has some hundred. */
export const FieldsWithMembers = ({ of, form, choices }: { of: z.ZodObject; form: FormState; choices: Choices }) => (
  <>{Object.keys(of.shape).map((name) => <MemberField of={of} name={name} form={form} choices={choices} />)}</>
);

export function MemberField({ of, name, form, choices }: { of: z.ZodObject; name: string; form: FormState; choices: Choices }) {
  if (name !== 'member_ids') return <FieldOf of={of} name={name} form={form} choices={choices} />;
  const { label, hint } = said(of.shape[name] as z.ZodType);
  return <NamePicker form={form} name={name} label={label} hint={hint} required options={choices['member'] ?? []} />;
}
