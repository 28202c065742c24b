import type { Child } from 'hono/jsx';
import type { z } from 'zod';
import { said } from '#platform/fields.ts';
import type { Choices } from '#platform/http/resource.tsx';
import type { Fact } from '#platform/ui/facts.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import { ChoiceField, ChoicesField, DayField, LongTextField, NumberField, TextField, TickField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import type { Difference } from '#platform/ui/problem.tsx';

export interface FieldOfProps {
  /** The record's fields. */
  of: z.ZodObject;
  name: string;
  form: FormState;
  choices: Choices;
  /** Where a value that was filled in comes from. */
  source?: string;
  hint?: string;
  /** Ready values for a line of text, offered while typing. */
  suggestions?: string[];
}

/** The input for a declared field: its label, limits, options and required mark come from the declaration. */
export function FieldOf({ of, name, form, choices, source, hint, suggestions }: FieldOfProps): Child {
  const field = said(of.shape[name] as z.ZodType);
  const common = { form, name, label: field.label, required: field.required, hint: hint ?? field.hint, source };
  switch (field.kind) {
    case 'lines': return <LongTextField {...common} maxlength={field.max} />;
    case 'day': return <DayField {...common} />;
    case 'month': return <DayField {...common} precision="month" />;
    case 'tick': return <TickField {...common} />;
    case 'number': return <NumberField {...common} />;
    case 'phone': return <TextField {...common} keyboard="tel" short />;
    case 'choice': return <ChoiceField {...common} options={choices[name] ?? Object.entries(field.options ?? {}).map(([value, label]) => ({ value, label }))} />;
    case 'reference': return <ChoiceField {...common} options={choices[field.to ?? ''] ?? []} />;
    case 'references': return <ChoicesField {...common} options={choices[field.to ?? ''] ?? []} />;
    default: return <TextField {...common} suggestions={suggestions} maxlength={field.max} short={(field.max ?? 100) <= 20} />;
  }
}

/** All fields of a schema, one below the other. */
export const AllFields = ({ of, form, choices }: { of: z.ZodObject; form: FormState; choices: Choices }): Child => (
  <>
    {Object.keys(of.shape).map((name) => (
      <FieldOf of={of} name={name} form={form} choices={choices} />
    ))}
  </>
);

/** How a value is read by a person: words for choices, names for references. */
export function worded(of: z.ZodObject, name: string, value: unknown, choices: Choices): string {
  const field = said(of.shape[name] as z.ZodType);
  if (value === null || value === undefined) return '';
  if (field.kind === 'choice') return nameIn(choices, name, String(value)) || (field.options?.[String(value)] ?? String(value));
  if (field.kind === 'tick') return value ? '是' : '否';
  if (field.kind === 'reference') return nameIn(choices, field.to, String(value));
  if (field.kind === 'references') return [value].flat().map((id) => nameIn(choices, field.to, String(id))).join('、');
  return String(value);
}

const nameIn = (choices: Choices, to: string | undefined, id: string): string =>
  choices[to ?? '']?.find(({ value }) => value === id)?.label ?? '';

/** Every field of the record with its value, long texts over the whole width. */
export function derivedFacts(of: z.ZodObject, row: Record<string, unknown>, choices: Choices): Fact[] {
  return Object.keys(of.shape).filter((name) => name in row).map((name) => {
    const field = said(of.shape[name] as z.ZodType);
    const text = worded(of, name, row[name], choices);
    if (field.kind === 'lines') return { label: field.label, value: text && <LongText text={text} />, wide: true };
    return { label: field.label, value: text };
  });
}

/** Where what was typed differs from what the record says now, in words; fields that the record does not hold are left out. */
export function differencesOf(of: z.ZodObject, values: FormState['values'], row: Record<string, unknown>, choices: Choices): Difference[] {
  return Object.keys(of.shape).filter((name) => name in row).flatMap((name) => {
    const { label, kind } = said(of.shape[name] as z.ZodType);
    const ticked = values[name] !== undefined && values[name] !== '' && values[name] !== false;
    const yours = worded(of, name, kind === 'tick' ? ticked : [values[name]].flat().join('') === '' ? undefined : values[name], choices);
    const theirs = worded(of, name, row[name], choices);
    return yours === theirs ? [] : [{ label, yours, theirs }];
  });
}
