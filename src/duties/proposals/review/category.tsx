import type { Child } from 'hono/jsx';
import { ChoiceField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';

/** The county's own scheme; what an import brought under another name stays as it was printed, and can be kept. */
export function CategoryField({ form, scheme }: { form: FormState; scheme: readonly string[] }): Child {
  const now = form.values['category'];
  const words = typeof now === 'string' && now !== '' && !scheme.includes(now) ? [now, ...scheme] : scheme;
  return <ChoiceField form={form} name="category" label="类别" options={words.map((value) => ({ value, label: value }))} />;
}
