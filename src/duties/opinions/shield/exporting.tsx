import { accepted, typed } from '#platform/fields.ts';
import { page } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { workbookAnswer } from '#platform/http/downloads.ts';
import { ask, type Asked } from '#platform/http/listing.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { seenBy } from '#platform/identity/relations.ts';
import { all, oneOf } from '#platform/predicate.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { ledger } from '#duties/opinions/ledger/routes.tsx';
import { viewFields } from '#duties/opinions/shield/record.ts';
import { isNamed, noteViews, reporterOf, type Why } from '#duties/opinions/shield/viewing.ts';

/** More reporters than this nobody calls back with one list. */
const MOST_EXPORTED = 300;

const path = `/${ledgerEntry.path}-with-reporters`;

const asked = (visit: Visit): Asked<LedgerEntry> => ask(visit.house, ledgerEntry, ledger.listing, visit.query);

function draw(visit: Visit, form: FormState, status = 200): Promise<Response> {
  return page(visit, (
    <FormPage
      frame={frameOf(visit)}
      title="导出含联系方式的台账"
      lead={`按列表当前的筛选条件导出您有权回访的条目，一次最多${MOST_EXPORTED}条。每一条都记入查看记录。`}
      back={{ label: '民情台账', href: `/${ledgerEntry.path}?${visit.query}` }}
      action={`${path}?${visit.query}`}
      form={form}
      submit="导出 Excel"
      wholePage
    >
      <AllFields of={viewFields} form={form} choices={{}} />
    </FormPage>
  ), status);
}

/** The list in full, as a workbook; whoever takes it says what for, and each entry in it is noted. */
async function exportAll(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const values = body.form ? typed(viewFields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name !== 'request_id'));
  try {
    const why = accepted(viewFields, values);
    const noted = await transact(visit.house, visit.actor, requestId(visit, body), (act) => noteAll(act, asked(visit), why));
    const full = { ...ledger, around: async (...given: Parameters<typeof ledger.around>) => ({ ...(await ledger.around(...given)), reporterOf }) };
    return await workbookAnswer(visit, full, { ...asked(visit), where: oneOf<LedgerEntry>('id', noted) });
  } catch (error) {
    if (error instanceof Repeated) throw new Problem(409, 'exported', '这次导出已经完成。要再导出一份，请重新打开导出页。');
    if (visit.json || !(error instanceof Problem) || error.status !== 422) throw error;
    const problems = Object.keys(error.fields).length > 0 ? error.fields : { '': error.message };
    return draw(visit, { values: values as FormState['values'], problems }, 422);
  }
}

async function noteAll(act: Act, { where }: Asked<LedgerEntry>, why: Why): Promise<string[]> {
  const privy = seenBy(act.actor, ledgerEntry.privyTo!);
  const rows = await list(act, ledgerEntry, { where: all(where, privy), limit: MOST_EXPORTED + 1 });
  if (rows.length > MOST_EXPORTED) throw new Problem(422, 'too_many_rows', `一次最多导出${MOST_EXPORTED}条。请先在列表上缩小筛选范围。`);
  const named = rows.filter(isNamed);
  if (named.length === 0) throw new Problem(422, 'nobody_named', '当前筛选范围里，没有您可以查看姓名电话的条目。');
  await noteViews(act, named, why, 'export');
  return rows.map(({ id }) => id);
}

export function mount(site: Site): void {
  site.add({ method: 'GET', path, handle: (visit) => draw(visit, freshForm()) });
  site.add({ method: 'POST', path, handle: exportAll, proof: true });
}
