import { committeeChoices } from '#institutions/facts.ts';
import { page } from '#platform/http/answers.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { readable } from '#platform/lifecycle/lifecycle.ts';
import { get } from '#platform/records/read.ts';
import { printedDay } from '#platform/time.ts';
import { PaperPage } from '#platform/ui/paper.tsx';
import { handlings, ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

/** 群众来访接待登记表. Source: forms, visit_reception: filled in from the entry, so that nothing is written a second time, and signed by whoever received. */
export async function receptionSheet(visit: Visit): Promise<Response> {
  const { row, place } = await look(visit, async (reading) => {
    const entry = await get(reading, ledgerEntry, visit.param('id'));
    const places = await committeeChoices(reading);
    return { row: readable(ledgerEntry, visit.actor, entry), place: places.find(({ value }) => value === entry.committee_id)?.label ?? '' };
  });
  return page(visit, <Sheet visit={visit} place={place} row={row} back={`/${ledgerEntry.path}/${row.id}`} />);
}

/** The same without anything in it, for the desk where people are received by hand. */
export const blankSheet = (visit: Visit): Promise<Response> => page(visit, <Sheet visit={visit} place="" row={{}} back={`/${ledgerEntry.path}`} />);

function Sheet({ visit, place, row, back }: { visit: Visit; place: string; row: Partial<LedgerEntry>; back: string }) {
  const handled = [handlings[row.handling as keyof typeof handlings], row.handler, row.outcome_text].filter(Boolean).join('；');
  return (
    <PaperPage frame={frameOf(visit)} title="群众来访接待登记表" size="a4" back={{ label: ledgerEntry.title, href: back }}>
      <article class="paper paper-a4 reception">
        <h1>群众来访接待登记表</h1>
        <p class="reception-from">{place ? `${place}联络委` : '＿＿＿＿＿＿联络委'}　编号：{row.number ? `${row.received_on?.slice(0, 4)}-${String(row.number).padStart(3, '0')}` : '＿＿＿＿＿＿'}</p>
        <table>
          <tbody>
            <tr><th scope="row">来访人</th><td>{row.reporter}</td><th scope="row">性别</th><td /></tr>
            <tr><th scope="row">电话</th><td>{row.phone}</td><th scope="row">人数</th><td>{row.people_affected}</td></tr>
            <tr><th scope="row">住址、村组</th><td colspan={3}>{row.place}</td></tr>
            <tr><th scope="row">接待时间</th><td>{row.received_on && printedDay(row.received_on)}</td><th scope="row">接待地点</th><td /></tr>
            <tr class="reception-long"><th scope="row">来访事由</th><td colspan={3}>{row.matter}</td></tr>
            <tr class="reception-long"><th scope="row">处理意见</th><td colspan={3}>{handled}</td></tr>
            <tr><th scope="row">接待人签字</th><td /><th scope="row">来访人签字</th><td /></tr>
          </tbody>
        </table>
        <p class="paper-foot">本表登记后进入民情台账办理。来访人的姓名和电话只供答复使用，不告诉被反映的单位和个人。</p>
      </article>
    </PaperPage>
  );
}
