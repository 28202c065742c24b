import type { Child } from 'hono/jsx';
import { OfficialSheet } from '#platform/documents/official.tsx';
import { FieldOf } from '#platform/http/derived.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { LongTextField, TextField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { ChangedSince, type Changed } from '#reports/quoting/changed.tsx';
import { write } from '#reports/proposal-reports/paper.ts';
import { BODY_MAX, proposalReport, reportFields, type ProposalReport } from '#reports/proposal-reports/record.ts';
import { withLabels } from '#reports/wording/tokens.ts';

/** The paper, and what has changed since. */
export function ReportSections({ row, changed }: { row: ProposalReport; changed: readonly Changed[] }) {
  const { paper, remarks } = write(row);
  const editable = proposalReport.editable.in.includes(row.state as 'draft');
  return (
    <>
      <ChangedSince at={row.as_of} changed={changed} editable={editable} />
      <Section title="正文"><OfficialSheet paper={paper} /></Section>
      {editable && remarks.length > 0 && (
        <Section title="请您过目" count={remarks.length}>
          <ul class="speech-remarks">{remarks.map((remark): Child => <li>{remark}</li>)}</ul>
        </Section>
      )}
    </>
  );
}

/** Of a new one, which proposals it tells of; of one that is there, its words. */
export function ReportForm({ form, row }: { form: FormState; row?: ProposalReport }) {
  if (!row) return ['kind', 'term', 'session', 'from_on', 'to_on'].map((name): Child => <FieldOf of={reportFields} name={name} form={form} choices={{}} />);
  const { body } = form.values;
  const shown = { ...form, values: { ...form.values, body: withLabels(typeof body === 'string' ? body : row.body, row.quotes) } };
  return (
    <>
      <input type="hidden" name="kind" value={row.kind} />
      <TextField form={shown} name="title" label="标题" required maxlength={100} />
      <LongTextField form={shown} name="body" label="正文" required rows={26} maxlength={BODY_MAX} hint="一行是一段。花括号里是系统按记录填的数字，请留着；其余的话您可以随意改。“[[有的写法||没有的写法]]”在数字都是0时取后一种；〔按类别〕这样单独一行的，是放表的地方。" />
    </>
  );
}
