import { FieldOf } from '#platform/http/derived.tsx';
import { FILES } from '#platform/files/taking-in.ts';
import { labels } from '#platform/ui/labels.ts';
import type { FormState } from '#platform/ui/form.tsx';
import { remark, remarkFields, type Remark } from '#duties/consultations/floor/remarks/record.ts';
import type { RemarksAround } from '#duties/consultations/floor/remarks/around.ts';

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
      {!row && <Recording seconds={around.seconds} />}
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

/** Drawn only where the browser can record. A recording needs the network: what waits in the browser is words. */
const Recording = ({ seconds }: { seconds: number }) => (
  <voice-field hidden data-seconds={String(seconds)} data-start="录一段发言" data-stop="停止录音，还剩" data-again="重新录" data-refused="没有打开麦克风。请写一两句要点。">
    <p class="form-label">录音<span class="mark-optional">{labels.optional}</span></p>
    <p class="hint">只作整理要点用，存为附件；请先告诉发言的人。没有网络时录音存不下来，请写字。</p>
    <input type="file" name={FILES} accept="audio/*" hidden />
  </voice-field>
);
