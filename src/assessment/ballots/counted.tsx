import { said } from '#platform/fields.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { usualWords } from '#platform/languages/recognised.ts';
import { Section } from '#platform/ui/detail.tsx';
import { SlotField } from '#platform/ui/fields.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table } from '#platform/ui/table.tsx';
import { boxOf } from '#assessment/ballots/paper-counts.ts';
import { ABSTAINED, answersTo, ON_ONE_SHEET, questionsIn, type Question } from '#assessment/ballots/rules.ts';
import { countFields, recountFields, type Ballot } from '#assessment/ballots/record.ts';

/** The forms of the count and its result. */

const numbers = ['present_n', 'issued_n', 'received_n', 'invalid_n'] as const;

/** Asked for the keys only where there is an urn to open. */
export const CountForm = ({ row, form }: { row: Ballot; form: FormState }) => (
  <>
    {numbers.map((name) => <FieldOf of={countFields} name={name} form={begun(row, form)} choices={{}} />)}
    <Boxes row={row} form={form} />
    {row.way === 'slips' && row.slip_counts === null && (
      <>
        <Remark>票箱有两把锁，请{row.teller_one}和{row.teller_two}各自输入自己的钥匙。计票以后，投票码和票箱都清掉，只留下总数。</Remark>
        <FieldOf of={countFields} name="key_one" form={form} choices={{}} />
        <FieldOf of={countFields} name="key_two" form={form} choices={{}} />
      </>
    )}
  </>
);

export const RecountForm = ({ row, form }: { row: Ballot; form: FormState }) => (
  <>
    <Remark>请另一名监票人不看第一遍的结果，重新数一遍，由另一个账号填写。两遍一样，才公布。</Remark>
    {numbers.map((name) => <FieldOf of={recountFields} name={name} form={form} choices={{}} />)}
    <Boxes row={row} form={form} />
  </>
);

/** Where everybody scans there are no papers. */
const begun = ({ way }: Ballot, form: FormState): FormState =>
  ({ ...form, values: { ...(way === 'slips' ? { received_n: 0, invalid_n: 0 } : {}), ...form.values } });

/** The questions as the printed papers have them, sheet by sheet. */
const sheetsOf = ({ questions }: Ballot): Question[][] => {
  const all = questionsIn(questions);
  return Array.from({ length: Math.ceil(all.length / ON_ONE_SHEET) }, (_, sheet) => all.slice(sheet * ON_ONE_SHEET, (sheet + 1) * ON_ONE_SHEET));
};

/** One box for each answer to each question. Without papers they stay empty. */
function Boxes({ row, form }: { row: Ballot; form: FormState }) {
  const { label } = said(countFields.shape.counts);
  const boxes = (
    <SlotField form={form} name="counts" label={label} hint="一格填一个数；没有画的不数">
      {sheetsOf(row).map((questions, sheet, { length }) => (
        <>
          {length > 1 && <h3>第{sheet * ON_ONE_SHEET + 1}至{sheet * ON_ONE_SHEET + questions.length}个</h3>}
          <ol class="ballot">
            {questions.map((question, place) => <QuestionBoxes question={question} place={sheet * ON_ONE_SHEET + place} answers={row.answers} form={form} />)}
          </ol>
        </>
      ))}
    </SlotField>
  );
  return row.way === 'paper' ? boxes : <details class="extras" open={form.problems['counts'] !== undefined}><summary>也有人用纸质票</summary>{boxes}</details>;
}

const QuestionBoxes = ({ question, place, answers, form }: { question: Question; place: number; answers: readonly string[]; form: FormState }) => (
  <li>
    <fieldset>
      <legend>{place + 1}. {question.name}</legend>
      <div class="ballot-boxes">
        {answers.map((answer, at) => (
          <label>
            <span>{answer}</span>
            <input class="form-control" inputmode="numeric" autocomplete="off" name={boxOf(place, at)} value={String(form.values[boxOf(place, at)] ?? '')} maxlength={4} />
          </label>
        ))}
      </div>
    </fieldset>
  </li>
);

type Told = ReturnType<typeof answersTo>[number];

/** In the order of the ballot paper: nobody is put before or behind anybody. */
export const Result = ({ row }: { row: Ballot }) => (
  <Section title="测评结果" count={questionsIn(row.questions).length}>
    <Table<Told>
      caption="测评结果" rows={answersTo(row)}
      columns={[
        { key: 'name', label: '测评对象', cell: ({ question }) => question.name, onCards: 'title' },
        ...[...row.answers, ABSTAINED].map((answer) => ({ key: answer, label: usualWords(answer), cell: ({ given }: Told) => String(given[answer]), align: 'end' as const })),
      ]}
    />
  </Section>
);
