import { AllFields } from '#platform/http/derived.tsx';
import type { Choices } from '#platform/http/resource.tsx';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import { reorganisationFields } from '#institutions/reorganisations/record.ts';

/** The fields by what they are asked for: of the middle groups only that of the chosen kind is filled in. */
const groups = [
  ['怎样调整', reorganisationFields.pick({ kind: true, committee_ids: true })],
  ['合并、分设的填写', reorganisationFields.pick({ successor_ids: true, successor_places: true, continues: true })],
  ['更名的填写', reorganisationFields.pick({ new_name: true, new_place: true })],
  ['调整覆盖范围的填写', reorganisationFields.pick({ places: true })],
  ['依据', reorganisationFields.pick({ meeting: true, decided_on: true, document_no: true, effective_on: true, remark: true })],
] as const;

export const ReorganisationForm = ({ form, choices }: { form: FormState; choices: Choices }) => (
  <>
    {groups.map(([title, fields]) => (
      <FieldGroup title={title}>
        <AllFields of={fields} form={form} choices={choices} />
      </FieldGroup>
    ))}
  </>
);
