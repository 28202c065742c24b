import { committeeChoices } from '#institutions/facts.ts';
import { appliedAt } from '#plans/facts.ts';
import type { Awaited } from '#platform/awaited.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { countyOffice } from '#platform/identity/relations.ts';
import { notFound, Problem, Repeated } from '#platform/problems.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { ListPage } from '#platform/ui/list.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import { dispute, numberWords as disputeNumber } from '#duties/opinions/disputes/record.ts';
import { ledgerEntry, numberWords as entryNumber } from '#duties/opinions/ledger/record.ts';
import { dueForErasure, eraseParties, eraseReporter, MOST_ERASED, type DueOne } from '#duties/opinions/shield/erasing.ts';

const path = '/ledger-erasure';

/** One of either kind as the list draws it. */
interface Row {
  id: string;
  since: string;
  number: string;
  title: string;
  committee: string;
  href: string;
  kind: string;
}

const asRow = (one: DueOne): Row => {
  const { id, since } = one;
  if ('entry' in one) return { id, since, number: entryNumber(one.entry), title: ledgerEntry.nameOf(one.entry), committee: one.entry.committee_id, href: `/${ledgerEntry.path}/${id}`, kind: ledgerEntry.title };
  return { id, since, number: disputeNumber(one.dispute), title: dispute.nameOf(one.dispute), committee: one.dispute.committee_id, href: `/${dispute.path}/${id}`, kind: dispute.title };
};

/** Whose time is over; erased by whoever answers for the county's data. */
async function due(visit: Visit): Promise<Response> {
  if (!holds(visit.actor, 'county_office')) throw notFound('这个页面');
  return look(visit, async (reading) => {
    const { months, rows, total } = await dueForErasure(reading, today());
    if (visit.json) return json(visit, { months: months.entries, dispute_months: months.disputes, total, items: rows.map((one) => ({ id: one.id, record: 'entry' in one ? ledgerEntry.name : dispute.name, number: asRow(one).number, since: one.since })) });
    const places = new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));
    const frame = frameOf(visit);
    return page(visit, (
      <ListPage<Row>
        frame={frame}
        title="到期清除个人信息"
        lead={`办结满${months.entries}个月的民情，反映人的姓名、电话和附件应当清除；结束满${months.disputes}个月的调解案卷，当事人的姓名、联系方式、经过、协议和附件应当清除。事情、结果和数字留下。清除后不能恢复。`}
        back={{ label: '民情台账', href: `/${ledgerEntry.path}` }}
        columns={[
          { key: 'kind', label: '类别', cell: ({ kind }) => kind, tight: true },
          { key: 'number', label: '编号', cell: ({ number }) => number, tight: true },
          { key: 'matter', label: '事项', cell: ({ title }) => title, onCards: 'title' },
          { key: 'committee', label: '联络委', cell: ({ committee }) => places.get(committee) ?? '' },
          { key: 'since', label: '办结（收集、受理）时间', cell: ({ since }) => since, tight: true },
        ]}
        rows={rows.map(asRow)}
        id={({ id }) => id}
        href={({ href }) => href}
        paging={numberedPages(frame.here, { page: 1, size: MOST_ERASED, total })}
        batch={{ action: path, acts: [{ name: 'erase', label: '清除所选的个人信息' }] }}
        empty={{ sentence: '没有到期的。' }}
        below={<AppliedLine bases={[await appliedAt(reading, 'shield.keep_months', today()), await appliedAt(reading, 'disputes.keep_months', today())]} />}
      />
    ));
  });
}

async function eraseDue(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  if (!holds(visit.actor, 'county_office')) throw notFound('这个页面');
  const given: unknown = body.form ? body.form.getAll('id') : body.json?.['ids'];
  const chosen = [...new Set(Array.isArray(given) ? given.map(String) : [])].filter(isId);
  if (chosen.length === 0) throw new Problem(422, 'none_chosen', '还没有选中。请返回列表，在要清除的条目前打勾。');
  if (chosen.length > MOST_ERASED) throw new Problem(422, 'too_many', `一次最多清除${MOST_ERASED}条，您选了${chosen.length}条。请分几次。`);
  const n = await transact(visit.house, visit.actor, requestId(visit, body), (act) => eraseThose(act, chosen)).catch((error: unknown) => {
    if (error instanceof Repeated) return chosen.length;
    throw error;
  });
  return visit.json ? json(visit, { erased: n }) : seeOther(visit, path, { tone: 'good', sentence: `已清除${n}条的个人信息。` });
}

/** Only those that are due: before its time an entry is erased on its own page, with a reason. */
async function eraseThose(act: Act, chosen: readonly string[]): Promise<number> {
  const { rows, months } = await dueForErasure(act, today());
  const ready = rows.filter(({ id }) => chosen.includes(id));
  if (ready.length < chosen.length) throw new Problem(409, 'not_due', '选中的里面有的还没有到期，或已经清除。请刷新列表后再选。');
  for (const one of ready) {
    if ('entry' in one) await take(act, ledgerEntry, one.id, 'erase', { reason: `办结满${months.entries}个月，按期清除`, effect: eraseReporter });
    else await take(act, dispute, one.id, 'erase', { reason: `结束满${months.disputes}个月，按期清除`, effect: eraseParties });
  }
  return ready.length;
}

/** The office is told of them beside its other work. */
export const erasureAwaited: Awaited = {
  title: '民情台账、调解案卷',
  what: '到期清除个人信息',
  href: path,
  whose: countyOffice,
  async find(reading) {
    const { rows } = await dueForErasure(reading, today());
    return rows.map(asRow).map(({ title, since }) => ({ label: title, href: path, since }));
  },
};

export function mount(site: Site): void {
  const tag = ledgerEntry.title;
  site.add({ method: 'GET', path, handle: due, api: { summary: '到期应清除个人信息的民情和调解案卷', tag, answer: { type: 'object' } } });
  site.add({
    method: 'POST', path, handle: eraseDue,
    api: { summary: '清除到期的个人信息', tag, body: { type: 'object', required: ['ids'], properties: { ids: { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: MOST_ERASED } } }, answer: { type: 'object' } },
  });
}
