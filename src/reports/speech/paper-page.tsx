import type { Child } from 'hono/jsx';
import { OfficialSheet } from '#platform/documents/official.tsx';
import { FieldOf } from '#platform/http/derived.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { LongTextField, TextField, TickField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { hasAddressee, kindOf } from '#reports/wording/paper-kinds.ts';
import { findingKinds, seenAs } from '#reports/speech/findings.ts';
import { frozenPaper } from '#reports/speech/paper.ts';
import type { Around } from '#reports/speech/papers.tsx';
import { BODY_MAX, isFrozen, speech, speechFields, type Finding, type SpeechGiven } from '#reports/speech/record.ts';
import { withLabels } from '#reports/wording/tokens.ts';
import { WordingDesk } from '#reports/wording/desk.tsx';

/** The check, the paper, and its other editions. */
export function PaperSections({ row, around }: { row: SpeechGiven; around: Around }) {
  if (!isFrozen(row)) return null;
  const issued = row.state !== 'draft' && row.state !== 'checked';
  return (
    <>
      {around.editions.length > 0 && (
        <Section title="更正">
          <ul class="links">{around.editions.map(({ id, title, edition, state }): Child => <li><a href={`/speeches/${id}`}>第{edition}版：{title}</a>　{speech.states[state as 'given']?.label}</li>)}</ul>
        </Section>
      )}
      <FindingsSection title={issued ? '核对单（签字时）' : '核对单'} findings={issued ? (row.findings ?? []) : around.findings} />
      <Section title="正文"><OfficialSheet paper={frozenPaper(row).paper} /></Section>
    </>
  );
}

function FindingsSection({ title, findings }: { title: string; findings: readonly Finding[] }) {
  return (
    <Section title={title} count={findings.length}>
      {findings.length === 0 ? <p>每个数字都有记录，每个判断都成立，没有要特别看的。</p> : (
        <Facts facts={[...Map.groupBy(findings, ({ kind }) => kind)].map(([kind, theirs]) => ({ label: `${findingKinds[kind as 'zero'] ?? kind}（${theirs.length}）`, value: <FindingList findings={theirs} />, wide: true }))} />
      )}
    </Section>
  );
}

const FindingList = ({ findings }: { findings: readonly Finding[] }) => (
  <ul class="speech-remarks">{findings.map(({ words, href }): Child => <li>{href ? <a href={href}>{words}</a> : words}</li>)}</ul>
);

/** The signature is for what stands in the check when the page is opened. */
export function CheckForm({ form, findings }: { form: FormState; findings: readonly Finding[] }) {
  return (
    <>
      {form.problems['seen'] && <p class="problem">{form.problems['seen']}</p>}
      <p>下面的核对单有{findings.length}项要看。签字以后，谁、什么时候签的、签的时候核对单上写着什么，都存在这份文稿里。</p>
      <TickField form={form} name="looked" label="核对单上列的每一项我都看过了" />
      <input type="hidden" name="seen" value={seenAs(findings)} />
    </>
  );
}

/** Of a new one, what it is about; of the next edition, what it corrects; of one that is there, its words. */
export function PaperForm({ form, row, around }: { form: FormState; row?: SpeechGiven; around: Around }) {
  const field = (name: string): Child => <FieldOf of={speechFields} name={name} form={form} choices={around.choices} />;
  if (!row && form.values['corrects_id']) {
    return (
      <>
        {['kind', 'from_on', 'to_on', 'corrects_id'].map((name): Child => <input type="hidden" name={name} value={String(form.values[name] ?? '')} />)}
        {around.corrects && <p>更正《{around.corrects.title}》，文字照旧，数字按现在的记录重新填。</p>}
        <LongTextField form={form} name="correction" label="更正说明" required rows={6} maxlength={1_000} hint="印在正文最前面：更正了哪一份的哪些数字，为什么。系统已按更正核对表起草。" />
      </>
    );
  }
  if (!row) return ['kind', 'template_id', 'from_on', 'to_on', 'moment'].map(field);
  return <WordsForm form={form} row={row} around={around} />;
}

function WordsForm({ form, row, around }: { form: FormState; row: SpeechGiven; around: Around }) {
  const { layout, upward } = kindOf(row);
  const { body } = form.values;
  const shown = { ...form, values: { ...form.values, body: withLabels(typeof body === 'string' ? body : (row.body ?? ''), around.all) } };
  return (
    <WordingDesk all={around.all} sentences={around.sentences} period={{ from: row.from_on, to: row.to_on }} fixed>
      {(['kind', 'from_on', 'to_on'] as const).map((name): Child => <input type="hidden" name={name} value={row[name]} />)}
      <TextField form={shown} name="title" label="标题" required maxlength={100} />
      {layout === 'address' && <TextField form={shown} name="byline" label="标题下一行" maxlength={100} />}
      {hasAddressee(kindOf(row)) && <TextField form={shown} name="addressee" label="主送" maxlength={200} />}
      {layout !== 'address' && layout !== 'minutes' && <TextField form={shown} name="number" label={layout === 'brief' ? '期号' : '发文字号'} maxlength={60} hint={layout === 'brief' ? '例如 第3期（总第75期）' : '例如 云协〔2026〕4号'} />}
      {(upward || layout === 'brief') && <TextField form={shown} name="signatory" label="签发人" maxlength={50} />}
      {layout === 'minutes' && <LongTextField form={shown} name="attended" label="出席情况" rows={3} maxlength={2_000} hint="一行一类，例如 出席：张三、李四" />}
      {row.corrects_id && <LongTextField form={shown} name="correction" label="更正说明" required rows={4} maxlength={1_000} />}
      <LongTextField form={shown} name="body" label="正文" required rows={26} maxlength={BODY_MAX} hint="一行是一段。花括号里是系统按记录填的数字，请留着；其余的话您可以随意改。新加进来的数字按同一个截至时刻填。" />
    </WordingDesk>
  );
}
