import { randomUUID } from 'node:crypto';
import type { Child } from 'hono/jsx';
import { OfficialSheet } from '#platform/documents/official.tsx';
import { FieldOf } from '#platform/http/derived.tsx';
import type { Choices } from '#platform/http/resource.tsx';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { LongTextField, TextField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { withLabels } from '#reports/wording/tokens.ts';
import { paragraphsOf } from '#reports/wording/body.ts';
import { ChangedSince, type Changed } from '#reports/quoting/changed.tsx';
import { write } from '#reports/statements/paper.ts';
import { monthOf, titleOf, type Kind, type Period } from '#reports/statements/periods.ts';
import { BODY_MAX, statement, statementFields, type Statement } from '#reports/statements/record.ts';

/** A statement that can be drafted now, in one click. */
export interface Due {
  committee: { id: string; name: string };
  kind: Kind;
  period: Period;
}

/** One button for each that is due and not there yet. */
export function DraftNow({ frame, due }: { frame: Frame; due: readonly Due[] }) {
  if (due.length === 0) return null;
  return (
    <Section title="可以起草">
      <p class="hint">点一下，系统按台账和活动记录写好初稿，数字都有出处；请主任补上不足和打算，再签发。</p>
      <div class="statement-due">
        {due.map(({ committee, kind, period }) => (
          <form method="post" action={`/${statement.path}`}>
            <CsrfInput csrf={frame.csrf} />
            <input type="hidden" name="request_id" value={randomUUID()} />
            <input type="hidden" name="committee_id" value={committee.id} />
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="month" value={monthOf(period.from)} />
            <button type="submit" class="btn">起草{titleOf('', kind, period)}</button>
          </form>
        ))}
      </div>
    </Section>
  );
}

/** The paper, what has changed since, and why it came back. */
export function StatementSections({ row, changed, matters }: { row: Statement; changed: readonly Changed[]; matters: readonly { id: string; title: string }[] }) {
  const { paper, remarks } = write(row);
  return (
    <>
      {row.remarks.length > 0 && row.state === 'returned' && (
        <Section title="退回意见" count={row.remarks.length}>
          <ul class="speech-remarks">{row.remarks.map((remark): Child => <li>{about(row, remark.paragraph)}{remark.words}</li>)}</ul>
        </Section>
      )}
      <ChangedSince at={row.as_of} changed={changed} editable={statement.editable.in.includes(row.state as 'draft')} />
      <Section title="正文">
        <OfficialSheet paper={paper} />
      </Section>
      {remarks.length > 0 && statement.editable.in.includes(row.state as 'draft') && (
        <Section title="请您过目" count={remarks.length}>
          <ul class="speech-remarks">{remarks.map((remark): Child => <li>{remark}</li>)}</ul>
        </Section>
      )}
      {matters.length > 0 && (
        <Section title="事例出处" count={matters.length}>
          <ul class="speech-remarks">{matters.map(({ id, title }): Child => <li><a href={`/ledger/${id}`}>{title}</a></li>)}</ul>
        </Section>
      )}
    </>
  );
}

const START = 16;
const beginning = (line: string): string => (line.length > START ? `${line.slice(0, START)}……` : line);

/** 第3段（“一是每月反映民情……”）： */
function about(row: Statement, paragraph: number | null): string {
  if (paragraph === null) return '';
  const line = paragraphsOf(withLabels(row.body, row.quotes))[paragraph - 1] ?? '';
  return `第${paragraph}段（“${beginning(line)}”）：`;
}

/** Of a new one, whose and of which month; of one that is there, its words. */
export function StatementForm({ form, choices, row }: { form: FormState; choices: Choices; row?: Statement }) {
  if (!row) return ['committee_id', 'kind', 'month'].map((name): Child => <FieldOf of={statementFields} name={name} form={form} choices={choices} />);
  const { body } = form.values;
  const shown = { ...form, values: { ...form.values, body: withLabels(typeof body === 'string' ? body : row.body, row.quotes) } };
  return (
    <>
      <input type="hidden" name="committee_id" value={row.committee_id} />
      <input type="hidden" name="kind" value={row.kind} />
      <input type="hidden" name="month" value={monthOf(row.from_on)} />
      <TextField form={shown} name="title" label="标题" required maxlength={100} />
      <LongTextField form={shown} name="body" label="正文" required rows={26} maxlength={BODY_MAX} hint="一行是一段。花括号里是系统按记录填的数字，请留着；其余的话您可以随意改。“[[有的写法||没有的写法]]”在数字都是0时取后一种。" />
    </>
  );
}

/** The numbers by which remarks name the paragraphs. */
export function ReturnForm({ row, form }: { row: Statement; form: FormState }) {
  return (
    <>
      <ol class="statement-paragraphs">{paragraphsOf(withLabels(row.body, row.quotes)).map((line): Child => <li>{beginning(line)}</li>)}</ol>
      <FieldOf of={statement.steps.return.input!} name="remarks" form={form} choices={{}} />
    </>
  );
}
