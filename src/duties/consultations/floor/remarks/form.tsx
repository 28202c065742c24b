import { FieldOf } from '#platform/http/derived.tsx';
import { FILES } from '#platform/files/taking-in.ts';
import { Recording } from '#platform/ui/recording.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { remark, remarkFields, type Remark } from '#duties/consultations/floor/remarks/record.ts';
import type { RemarksAround } from '#duties/consultations/floor/remarks/around.ts';

/** What is said of a recording, on the form and on the sheet that stands in for it. */
export const recording = { start: '录一段发言', hint: '只作整理要点用，存为附件；请先告诉发言的人。', refused: '没有打开麦克风。请写一两句要点。' };

interface RemarkFormProps {
  form: FormState;
  around: RemarksAround;
  row?: Remark;
}

/** For whoever writes along on a telephone: who, and in a sentence what. What is known already folds away. */
export function RemarkForm({ form, around, row }: RemarkFormProps) {
  const field = (name: keyof typeof remarkFields.shape, suggestions?: string[]) => <FieldOf of={remarkFields} name={name} form={form} choices={around.choices} suggestions={suggestions} />;
  const isKnown = Boolean(form.values['consultation_id']) && !form.problems['consultation_id'];
  return (
    <>
      {isKnown ? <Meeting form={form} around={around} /> : field('consultation_id')}
      {field('speaker', around.names)}
      {field('capacity', around.capacities)}
      {field('gist')}
      {!row && <Recording {...recording} name={FILES} seconds={around.seconds} />}
      <details class="entry-more" open={Boolean(form.problems['place'] || row)}>
        <summary>发言的次序</summary>
        {field('place')}
      </details>
      {!row && <p class="entry-links"><a href={`/${remark.path}/drafts`}>本机草稿和待发送</a></p>}
    </>
  );
}

/** At which consultation it is said: known, so it is only told. */
const Meeting = ({ form, around: { choices } }: Pick<RemarkFormProps, 'form' | 'around'>) => {
  const id = String(form.values['consultation_id']);
  return (
    <>
      <p class="hint">{choices['consultation']?.find(({ value }) => value === id)?.label}</p>
      <input type="hidden" name="consultation_id" value={id} />
    </>
  );
};
