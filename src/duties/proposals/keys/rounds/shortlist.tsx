import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { notFound, Problem, Repeated } from '#platform/problems.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { get, isId } from '#platform/records/read.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { subjectOf } from '#duties/proposals/handled.ts';
import { adopt } from '#duties/proposals/keys/marking.ts';
import { unimplementedBefore, type Unimplemented } from '#duties/proposals/keys/unimplemented.ts';
import { shortlistMany, takeUpAgain } from '#duties/proposals/keys/rounds/actions.ts';
import { keyRound, type KeyRound } from '#duties/proposals/keys/rounds/record.ts';
import { MOST_SHORTLISTED } from '#duties/proposals/keys/choosing.ts';
import { proposal } from '#duties/proposals/record.ts';
import { results } from '#duties/proposals/words.ts';

/** The proposal committee's work before the chair meeting: several ticked at once. */

/** @throws Problem 403 for everybody but the office, which enters what the bodies decide. */
export function expectOffice(visit: Visit): void {
  if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '初选和主席会议的结果由县政协办公室录入。');
}

function idsIn(body: Sent): string[] {
  const given = body.form ? body.form.getAll('id') : Array.isArray(body.json?.['id']) ? (body.json['id'] as unknown[]) : [];
  const ids = [...new Set(given)].filter((id): id is string => typeof id === 'string' && isId(id)).slice(0, MOST_SHORTLISTED);
  if (ids.length === 0) throw new Problem(422, 'none_chosen', '请先在提案前打勾，再点按钮。');
  return ids;
}

const several = (word: string, work: (act: Act, round: KeyRound, ids: readonly string[]) => Promise<number>) => async (visit: Visit): Promise<Response> => {
  expectOffice(visit);
  const body = await sent(visit);
  const round = await look(visit, (reading) => get(reading, keyRound, visit.param('id')));
  const ids = idsIn(body);
  const n = await transact(visit.house, visit.actor, requestId(visit, body), (act) => work(act, round, ids)).catch((error: unknown) => {
    if (error instanceof Repeated) return 0;
    throw error;
  });
  if (visit.json) return json(visit, { shortlisted: n });
  return seeOther(visit, `/${keyRound.path}/${round.id}`, { tone: 'good', sentence: `${word}${n}件。` });
};

export const shortlist = several('已列入备选', (act, _round, ids) => shortlistMany(act, ids));
export const takeUp = several('已把往年没有落实的列入备选', (act, round, ids) => takeUpAgain(act, round.year, ids));

/** Marks that came from a register get their selections. */
export const adoptMarked = several('已建立督办记录', async (act, _round, ids) => {
  for (const id of ids) await adopt(act, id);
  return ids.length;
});

/** 往年没有落实的: the result left something to be done, or a promise is open (domain rules 2.7, S95). */
export const oldPage = (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  if (!holds(visit.actor, 'county_office', 'chair', 'leader', 'auditor')) throw notFound('这个页面');
  const round = await get(reading, keyRound, visit.param('id'));
  const rows = await unimplementedBefore(reading, round.year);
  if (visit.json) return json(visit, { items: rows.map((row) => ({ id: row.id, subject: subjectOf(row), result: row.result, open_promises: row.promises })) });
  const frame = frameOf(visit);
  const ticks = holds(visit.actor, 'county_office');
  return page(visit, (
    <Desk frame={frame} title="往年没有落实的提案">
      <Head title="往年没有落实的提案" back={{ label: `${round.year}年重点提案遴选`, href: `/${keyRound.path}/${round.id}` }} lead="答复了不等于落实了。这里是往年提出、答复时说正在解决、列入计划、部分解决、暂缓，或者承诺还没有兑现的，可以再列为重点。" />
      {rows.length === 0 ? <Empty title="往年没有落实的提案都列进来了，或者没有。" /> : (
        <section class="card list" aria-label="往年没有落实的提案">
          <Table<Unimplemented>
            caption="往年没有落实的提案" rows={rows} id={({ id }) => id} href={({ id }) => `/${proposal.path}/${id}`} csrf={frame.csrf}
            batch={ticks ? { action: `/${keyRound.path}/${round.id}/unimplemented`, acts: [{ name: 'take_up', label: '列入备选' }] } : undefined}
            columns={[
              { key: 'subject', label: '提案', cell: subjectOf, onCards: 'title' },
              { key: 'submitted_on', label: '提出', cell: ({ submitted_on }) => submitted_on, tight: true },
              { key: 'proposer', label: '提案人', cell: ({ proposer_name }) => proposer_name },
              { key: 'result', label: '答复时的结果', cell: ({ result }) => results[result as 'PLANNED'] ?? '' },
              { key: 'promises', label: '没有兑现的承诺', cell: ({ promises }) => promises || '', align: 'end' },
            ]}
          />
        </section>
      )}
    </Desk>
  ));
});
