import { openSheet } from '#assessment/rounds/sheets/around.ts';
import { LineFields } from '#assessment/rounds/sheets/line-fields.tsx';
import { assessmentSheet, selfFields, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { page, json } from '#platform/http/answers.tsx';
import { FieldOf } from '#platform/http/derived.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { check } from '#platform/lifecycle/lifecycle.ts';
import { get } from '#platform/records/read.ts';
import { refuse } from '#platform/records/write.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';

/** The step by which each open state of a sheet is gone through line by line. */
const filledBy = { self: 'submit', checking: 'check', rechecking: 'recheck' } as const;

export const fillingStep = ({ state }: AssessmentSheet): (typeof filledBy)[keyof typeof filledBy] | undefined => filledBy[state as keyof typeof filledBy];

/** 逐项填写: the whole sheet on one page, filled in beforehand; sent as the step that the sheet waits for. */
export const fillingPage = (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  const sheet = await get<AssessmentSheet>(reading, assessmentSheet, visit.param('id'));
  const name = fillingStep(sheet) ?? 'check';
  refuse(check(assessmentSheet, name, visit.actor, sheet));
  const open = await openSheet(reading, sheet);
  if (visit.json) return json(visit, { lines: open.lines });
  const frame = frameOf(visit);
  const base = `/${assessmentSheet.path}/${sheet.id}`;
  const step = assessmentSheet.steps[name];
  const form = freshForm();
  return page(visit, (
    <Desk frame={frame} title={`${step.label}：${sheet.name}`}>
      <Head title={sheet.name} back={{ label: open.assessment.title, href: base }} lead={leads[name]} />
      <div class="card form-card">
        <Form frame={frame} action={`${base}/${step.noun}`} form={form} version={sheet.version} submit={step.label} cancel={base} draft={`${base}/${step.noun}`}>
          <LineFields open={open} column={name === 'submit' ? 'self' : 'checked'} form={form} />
          {name === 'submit' && <FieldOf of={selfFields} name="self_words" form={form} choices={{}} />}
        </Form>
      </div>
    </Desk>
  ));
});

const leads = {
  submit: '已经照记录填好。只改与实际不同的，改了的写明理由。',
  check: '已经照自评填好。不同意的改分，写明理由；要评定的项目由您给出结论和理由。',
  recheck: '这张表抽中复核。已经照第一次考核填好，不同意的改分，写明理由。',
} as const;
