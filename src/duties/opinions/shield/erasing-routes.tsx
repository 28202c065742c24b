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
import { ledgerEntry, numberWords, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { dueForErasure, eraseReporter, MOST_ERASED } from '#duties/opinions/shield/erasing.ts';

const path = '/ledger-erasure';

const basisOf = ({ closed_on, received_on }: LedgerEntry): string => closed_on ?? received_on;

/** Whose time is over; erased by whoever answers for the county's data. */
async function due(visit: Visit): Promise<Response> {
  if (!holds(visit.actor, 'county_office')) throw notFound('这个页面');
  return look(visit, async (reading) => {
    const { months, rows, total } = await dueForErasure(reading, today());
    if (visit.json) return json(visit, { months, total, items: rows.map((row) => ({ id: row.id, number: numberWords(row), since: basisOf(row) })) });
    const places = new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));
    const frame = frameOf(visit);
    return page(visit, (
      <ListPage<LedgerEntry>
        frame={frame}
        title="到期清除个人信息"
        lead={`办结满${months}个月的民情，反映人的姓名、电话和照片、录音等附件应当清除；事情和办理结果留下。清除后不能恢复。`}
        back={{ label: '民情台账', href: `/${ledgerEntry.path}` }}
        columns={[
          { key: 'number', label: '编号', cell: numberWords, tight: true },
          { key: 'matter', label: '反映事项', cell: (row) => ledgerEntry.nameOf(row), onCards: 'title' },
          { key: 'committee', label: '联络委', cell: (row) => places.get(row.committee_id) ?? '' },
          { key: 'since', label: '办结（收集）时间', cell: basisOf, tight: true },
        ]}
        rows={rows}
        id={(row) => row.id}
        href={(row) => `/${ledgerEntry.path}/${row.id}`}
        paging={numberedPages(frame.here, { page: 1, size: MOST_ERASED, total })}
        batch={{ action: path, acts: [{ name: 'erase', label: '清除所选的个人信息' }] }}
        empty={{ sentence: '没有到期的。' }}
        below={<AppliedLine bases={[await appliedAt(reading, 'shield.keep_months', today())]} />}
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
  for (const { id } of ready) await take(act, ledgerEntry, id, 'erase', { reason: `办结满${months}个月，按期清除`, effect: eraseReporter });
  return ready.length;
}

/** The office is told of them beside its other work. */
export const erasureAwaited: Awaited = {
  title: ledgerEntry.title,
  what: '到期清除个人信息',
  href: path,
  whose: countyOffice,
  async find(reading) {
    const { rows } = await dueForErasure(reading, today());
    return rows.map((row) => ({ label: ledgerEntry.nameOf(row), href: path, since: basisOf(row) }));
  },
};

export function mount(site: Site): void {
  const tag = ledgerEntry.title;
  site.add({ method: 'GET', path, handle: due, api: { summary: '到期应清除个人信息的民情', tag, answer: { type: 'object' } } });
  site.add({
    method: 'POST', path, handle: eraseDue,
    api: { summary: '清除到期的个人信息', tag, body: { type: 'object', required: ['ids'], properties: { ids: { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: MOST_ERASED } } }, answer: { type: 'object' } },
  });
}
