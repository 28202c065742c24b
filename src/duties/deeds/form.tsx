import { FieldOf } from '#platform/http/derived.tsx';
import type { Choices } from '#platform/http/resource.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { deed, deedFields, firstFields, furtherFields, promiseAsked, promiseFields, type Deed } from '#duties/deeds/record.ts';

interface DeedFormProps {
  form: FormState;
  choices: Choices;
  row?: Deed;
  /** A member writes down the own ones: nobody else is chosen. */
  own: boolean;
  promising: boolean;
}

type Name = keyof typeof deedFields.shape;

/**
 * A deed in under a minute: what, which kind, when; everything else waits folded. A promise asks for other things; what the form does not ask
 * stays as it is.
 */
export function DeedForm({ form, choices, row, own, promising }: DeedFormProps) {
  const asked: readonly Name[] = promising ? promiseFields : [...firstFields, ...furtherFields];
  const field = (name: Name) => <FieldOf of={promising && name in promiseAsked.shape ? promiseAsked : deedFields} name={name} form={form} choices={choices} />;
  const unasked = (Object.keys(deedFields.shape) as Name[]).filter((name) => !asked.includes(name) && (own || name !== 'member_id'));
  return (
    <>
      {promising && !row && <p class="hint">承诺要办的一件事。办成以前不计件数；办成以后，在它的页面点“登记完成”。</p>}
      {!own && field('member_id')}
      {(promising ? promiseFields : firstFields).map(field)}
      {!promising && (
        <details class="entry-more" open={furtherFields.some((name) => form.problems[name] || (row && name !== 'approximate' && form.values[name]))}>
          <summary>地点、人数、时长、确认方式等<span class="mark-optional">选填</span></summary>
          {furtherFields.map(field)}
        </details>
      )}
      {unasked.map((name) => <input type="hidden" name={name} value={String(form.values[name] ?? '')} />)}
      {!row && <p class="entry-links"><a href={`/${deed.path}/drafts`}>本机草稿和待发送</a></p>}
    </>
  );
}
