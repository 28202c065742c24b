import type { Child } from 'hono/jsx';
import { FieldOf } from '#platform/http/derived.tsx';
import { ChoiceField, LongTextField } from '#platform/ui/fields.tsx';
import { FieldGroup, type FormState } from '#platform/ui/form.tsx';
import type { Around } from '#duties/proposals/answers/around.ts';
import { askedIn, composed } from '#duties/proposals/answers/composing.ts';
import { answerFields, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { adoptions, adoptionsApart, draftViews } from '#duties/proposals/answers/words.ts';
import type { Visit } from '#platform/http/visit.ts';

interface FormProps {
  form: FormState;
  around: Around;
  visit: Visit;
  row?: ProposalAnswer;
}

const ANSWER_MAX = 4_000;

/** Each suggestion of the proposal with room for its answer; below, the whole text for whoever wants other words. */
export function AnswerForm({ form, around: { choices, related }, visit, row }: FormProps): Child {
  const field = (name: string, state = form) => <FieldOf of={answerFields} name={name} form={state} choices={choices} />;
  const assisting = row?.role === 'assisting';
  const parent = related?.parent;
  const whole = visit.query.get('compose') === '1' && row && parent && !form.values['body'] ? { ...form, values: { ...form.values, body: composed(row, parent) } } : form;
  return (
    <>
      {row?.draft_view && row.draft_view !== 'agree' && <p class="hint">提案人对上一稿{draftViews[row.draft_view as 'reserve']}：{row.draft_opinion}</p>}
      {!assisting && <FieldGroup title="办理中">{['plan', 'progress'].map((name) => field(name))}</FieldGroup>}
      {!assisting && field('result')}
      {parent && <FieldGroup title={assisting ? '会办意见' : '逐条答复'}>{askedIn(parent).map((one, n) => <OneAnswer suggestion={one} n={n} form={form} row={row} />)}</FieldGroup>}
      {field('body', whole)}
      {!assisting && <FieldGroup title="承诺">{['promise', 'promised_on'].map((name) => field(name))}</FieldGroup>}
      <FieldGroup title="落款">{['contact_name', 'contact_phone', ...(assisting ? [] : ['openness'])].map((name) => field(name))}</FieldGroup>
    </>
  );
}

/** One suggestion: what became of it, and the words. */
function OneAnswer({ suggestion, n, form, row }: { suggestion: string; n: number; form: FormState; row?: ProposalAnswer }): Child {
  const reply = row?.role !== 'assisting';
  const words = row?.role === 'separate' ? adoptionsApart : adoptions;
  const values = { [`adoption_${n}`]: given(form, 'adoptions', n), [`answer_${n}`]: given(form, 'answers', n) };
  const here = { ...form, values };
  const label = suggestion === '' ? '答复内容' : `第${n + 1}条的答复`;
  return (
    <>
      {suggestion !== '' && <p class="suggestion">{suggestion}</p>}
      {reply && suggestion !== '' && <ChoiceField form={here} name={`adoption_${n}`} label={`第${n + 1}条采纳情况`} options={Object.entries(words).map(([value, text]) => ({ value, label: text }))} />}
      <LongTextField form={here} name={`answer_${n}`} label={label} rows={4} maxlength={ANSWER_MAX} />
    </>
  );
}

/** As it was typed a moment ago, else as it stands. */
function given(form: FormState, column: 'adoptions' | 'answers', n: number): string {
  const typed = form.values[`${column === 'adoptions' ? 'adoption' : 'answer'}_${n}`];
  if (typeof typed === 'string') return typed;
  const stands: unknown = form.values[column];
  return Array.isArray(stands) ? String(stands[n] ?? '') : '';
}

/** The single fields of the form as the record has them. */
export function gatheredAnswers(form: FormData): Record<string, unknown> {
  const numbers = [...new Set([...form.keys()].flatMap((name) => /^(?:answer|adoption)_(\d{1,2})$/u.exec(name)?.[1] ?? []))].map(Number).toSorted((a, b) => a - b);
  if (numbers.length === 0) return {};
  const all = (name: string) => Array.from({ length: numbers.at(-1)! + 1 }, (_, n) => String(form.get(`${name}_${n}`) ?? '').replaceAll('\r\n', '\n'));
  return { answers: all('answer'), adoptions: all('adoption') };
}
