import { said } from '#platform/fields.ts';
import { AllFields, FieldOf } from '#platform/http/derived.tsx';
import { usualWords } from '#platform/languages/recognised.ts';
import { ChoiceField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import type { CountyWords } from '#institutions/county-words.ts';
import { committeeFields, type Committee } from '#institutions/committees/record.ts';

const PLAIN_FIRST = committeeFields.pick({ name: true, place: true, place_kind: true });
const PLAIN_LAST = committeeFields.pick({ founded_on: true, plaque_on: true, rank: true, remark: true });

/** What it covers besides is asked on entering only: later it changes by a reorganisation. */
export function CommitteeForm({ form, words, row }: { form: FormState; words?: CountyWords; row?: Committee }) {
  return (
    <>
      <AllFields of={PLAIN_FIRST} form={form} choices={{}} />
      <WordField name="form" form={form} words={words?.forms} now={row?.form} />
      <WordField name="mode" form={form} words={words?.modes} now={row?.mode} />
      {!row && <FieldOf of={committeeFields} name="covers" form={form} choices={{}} />}
      <AllFields of={PLAIN_LAST} form={form} choices={{}} />
    </>
  );
}

/** One of the county's own words; what the record says already stays to be chosen. */
function WordField({ name, form, words, now }: { name: 'form' | 'mode'; form: FormState; words?: readonly string[]; now?: string | null }) {
  if (!words) return <FieldOf of={committeeFields} name={name} form={form} choices={{}} />;
  const { label, required, hint } = said(committeeFields.shape[name]);
  const offered = [...new Set([...words, ...(now ? [now] : [])])];
  return <ChoiceField form={form} name={name} label={label} required={required} hint={hint} options={offered.map((word) => ({ value: word, label: usualWords(word) }))} />;
}
