import { z } from 'zod';
import { accepted, lines } from '#platform/fields.ts';
import { page } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { invalid, Problem } from '#platform/problems.ts';
import { Section } from '#platform/ui/detail.tsx';
import { FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import { clauseName, clausesIn, type Clause } from '#plans/clauses.ts';
import { PlanText } from '#plans/documents/plan-text.tsx';
import type { Plan } from '#plans/documents/record.ts';
import { recognised, split } from '#plans/documents/splitting.ts';
import { LONGEST, MOST_CLAUSES } from '#plans/documents/text.ts';
import { opened, write } from '#plans/documents/writing.ts';

const fields = z.object({ pasted: lines('方案全文', 100_000, { hint: '从 Word 里全选、复制，粘贴到这里。按“第N章”“第N条”拆分；没有条的，按“一、”“（一）”拆分。' }) });

/** A whole plan text, cut into its pieces: seen first, saved when it is right. */
export function mountPasting(site: Site): void {
  site.add({ method: 'GET', path: '/plans/:id/clauses/pasted', handle: (visit) => show(visit) });
  site.add({ method: 'POST', path: '/plans/:id/clauses/pasted', handle: paste });
}

async function show(visit: Visit, form: FormState = freshForm(), status = 200, pieces?: Clause[]): Promise<Response> {
  return draw(visit, await opened(visit), form, status, pieces);
}

function draw(visit: Visit, row: Plan, form: FormState, status: number, pieces?: Clause[]): Promise<Response> {
  const had = clausesIn(row).length;
  return page(visit, (
    <FormPage
      frame={frameOf(visit)} title="粘贴全文" lead={row.title} back={{ label: '编辑条文', href: `/plans/${row.id}/clauses` }} wholePage
      action={`/plans/${row.id}/clauses/pasted`} form={form} version={row.version} submit={pieces ? '就这样保存' : '看看怎样拆分'}
      second={pieces && <button type="submit" class="btn" name="act" value="look">改了上面的文字，再看一次</button>}
      above={pieces && <Pieces row={row} pieces={pieces} had={had} />}
    >
      {pieces && <input type="hidden" name="seen" value="1" />}
      <FieldOf of={fields} name="pasted" form={form} choices={{}} />
    </FormPage>
  ), status);
}

const Pieces = ({ row, pieces, had }: { row: Plan; pieces: Clause[]; had: number }) => (
  <Section title="拆成这样" count={pieces.length}>
    {had > 0 && <p>保存后替换原来的{had}条正文。标题（没有标题的，开头的字）没有变的，系统对应和规定的数字照旧保留。</p>}
    <PlanText clauses={pieces} kind={row.kind} />
  </Section>
);

async function paste(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const row = await opened(visit);
  const cut = (before: readonly Clause[]) => piecesOf(row, body.text('pasted'), before);
  if (body.text('seen') === '1' && body.text('act') !== 'look') {
    return write({
      visit, body, change: cut,
      next: ({ id }) => ({ href: `/plans/${id}/clauses`, sentence: '已保存正文。请核对每一条对应系统里的哪一条，填写规定的数字。' }),
      redraw: (form, status) => show(visit, form, status),
    });
  }
  try {
    return await draw(visit, row, freshForm({ pasted: body.text('pasted') }), 200, cut(clausesIn(row)));
  } catch (error) {
    if (body.form && error instanceof Problem && error.status === 422) return draw(visit, row, { values: { pasted: body.text('pasted') }, problems: error.fields }, 422);
    throw error;
  }
}

function piecesOf({ kind }: Plan, typed: string | undefined, before: readonly Clause[]): Clause[] {
  const { pasted } = accepted(fields, { pasted: typed });
  const pieces = recognised(kind, split(pasted), before);
  if (pieces.length > MOST_CLAUSES) throw invalid({ pasted: `拆出了${pieces.length}条，最多${MOST_CLAUSES}条。请核对是不是粘贴了别的内容。` });
  const long = pieces.find(({ text }) => Array.from(text).length > LONGEST);
  if (long) throw invalid({ pasted: `“${clauseName(long)}”超过了${LONGEST}个字，可能没有拆开。请给各条写上“第N条”。` });
  return pieces;
}
