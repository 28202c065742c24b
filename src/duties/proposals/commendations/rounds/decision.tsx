import type { Child } from 'hono/jsx';
import { sql } from 'kysely';
import { z } from 'zod';
import { accepted, choice, day, lines, number, text, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { get, isId } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';
import { allAppliedAt } from '#plans/facts.ts';
import { voteFields } from '#duties/proposals/closing/fields.ts';
import { recusalsFor, type Recusal } from '#duties/proposals/commendations/conflicts.ts';
import { candidatesOf, decideAwards, MOST_CANDIDATES, type Award } from '#duties/proposals/commendations/deciding.ts';
import { quotasOf, type Quotas } from '#duties/proposals/commendations/quotas.ts';
import type { Commendation } from '#duties/proposals/commendations/record.ts';
import { expectOffice } from '#duties/proposals/commendations/rounds/candidates.tsx';
import { commendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { awardKinds, decidingWays, type AwardKind } from '#duties/proposals/commendations/words.ts';

const decisionFields = z.object({
  way: choice('怎样决定的', decidingWays),
  meeting: text('会议纪要编号', 60),
  decided_on: day('会议日期', { hint: '不填就是今天' }).optional(),
  vote_seats: number('常委会全体组成人员', 1, 999, { hint: '表决的才填' }).optional(),
  recused: lines('回避情况', 500, { hint: '提案人、联名人参加决定的，写明他没有对自己的那一件表决' }).optional(),
});

const kinds = Object.keys(awardKinds) as AwardKind[];

/** 录入决定: every candidate with what was counted for it; ticked is what the meeting commended. */
export const decisionPage = (visit: Visit): Promise<Response> => {
  expectOffice(visit);
  return draw(visit, freshForm({ decided_on: today(), way: 'vote' }), []);
};

function draw(visit: Visit, form: FormState, ticked: readonly Award[], status = 200): Promise<Response> {
  return look(visit, async (reading) => {
    const round = await get(reading, commendationRound, visit.param('id'));
    const rows = await candidatesOf(reading, round.id, 'shortlisted');
    const quotas = await quotasOf(reading, round, today());
    const recusals = await recusalsFor(reading, round.id);
    const values = { vote_seats: await seatsOf(reading), ...form.values };
    return page(visit, (
      <Desk frame={frameOf(visit)} title="录入决定">
        <Head title="录入评优的决定" back={{ label: round.title, href: `/${commendationRound.path}/${round.id}` }} lead="在会议决定表彰的前面打勾。表决的，写上每一项的票数；没有勾选的候选和推荐，就是这一次没有评上。" />
        {rows.length === 0 || round.state !== 'open' ? <Empty title="没有等着决定的候选。" sentence="先在评优的页面上把推荐的列入候选。" /> : (
          <div class="card form-card">
            <Form frame={frameOf(visit)} action={`/${commendationRound.path}/${round.id}/decision`} form={{ ...form, values }} submit="录入决定">
              <div id="field-ids">
                {form.problems['ids'] && <p class="problem">{form.problems['ids']}</p>}
                {kinds.map((kind) => <Candidates kind={kind} rows={rows.filter((row) => row.kind === kind)} quotas={quotas} recusals={recusals} ticked={ticked} problems={form.problems} />)}
              </div>
              <AllFields of={decisionFields} form={{ ...form, values }} choices={{}} />
            </Form>
          </div>
        )}
        <AppliedLine bases={await allAppliedAt(reading, ['awards.proposals_share', 'awards.collective_share', 'awards.units_share', 'awards.persons_most', 'closing.quorum', 'closing.majority'], today())} />
      </Desk>
    ), status);
  });
}

/** Those of the roster who are on the standing committee. */
async function seatsOf(reading: Reading): Promise<number | undefined> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from members where county_id = ${reading.county} and state = 'current' and standing`.execute(reading.db);
  return rows[0]?.n || undefined;
}

interface CandidatesProps {
  kind: AwardKind;
  rows: readonly Commendation[];
  quotas: Quotas;
  recusals: readonly Recusal[];
  ticked: readonly Award[];
  problems: FormState['problems'];
}

function Candidates({ kind, rows, quotas, recusals, ticked, problems }: CandidatesProps): Child {
  if (rows.length === 0) return null;
  return (
    <fieldset class="field-group">
      <legend>{awardKinds[kind]}</legend>
      <p class="hint">{quotas.words[kind]}{kind === 'proposal' && `；其中集体提案不少于${quotas.collectiveShare}%`}</p>
      {rows.map((row) => <Candidate row={row} own={recusals.filter(({ commendation_id }) => commendation_id === row.id)} said={ticked.find(({ id }) => id === row.id)} problem={problems[row.id]} />)}
    </fieldset>
  );
}

const counts = { vote_for: '赞成', vote_against: '反对', vote_abstained: '弃权' } as const;

function Candidate({ row, own, said, problem }: { row: Commendation; own: readonly Recusal[]; said?: Award; problem?: string }): Child {
  return (
    <div class="key-candidate" id={`field-${row.id}`}>
      <label class="form-check">
        <input class="form-check-input" type="checkbox" name="id" value={row.id} checked={said !== undefined} />
        <span class="form-check-label">{row.subject}{row.collective && '（集体提案）'}</span>
      </label>
      <p class="quiet">{row.recommended_by}推荐{row.conflict && `（${row.conflict}）`}{row.why && `：${row.why}`}</p>
      {own.length > 0 && <p class="hint">{own.map(({ name }) => name).join('、')}是提案人或联名人，表决时应当回避。</p>}
      <span class="key-votes">
        {Object.entries(counts).map(([name, label]) => (
          <label>{label} <input class="form-control" name={`${name}-${row.id}`} value={said?.[name as keyof typeof counts] ?? ''} inputmode="numeric" maxlength={3} autocomplete="off" aria-label={`${row.subject}：${label}`} /></label>
        ))}
      </span>
      {problem && <p class="problem">{problem}</p>}
    </div>
  );
}

/** Writes one decision, all or none. */
export async function decide(visit: Visit): Promise<Response> {
  expectOffice(visit);
  const body = await sent(visit);
  const id = visit.param('id');
  const ticked = tickedIn(body);
  try {
    const decision = accepted(decisionFields, body.form ? typed(decisionFields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in decisionFields.shape)));
    const awarded = ticked.map((one) => ({ id: one.id, ...(decision.way === 'vote' ? votesOf(one) : {}) }));
    const done = await transact(visit.house, visit.actor, requestId(visit, body), (act) => decideAwards(act, id, { ...decision, awarded }));
    if (visit.json) return json(visit, done);
    return seeOther(visit, `/${commendationRound.path}/${id}`, { tone: 'good', sentence: `已录入：表彰${done.awarded}项，${done.passed}项没有评上。接着可以公布表彰决定。` });
  } catch (error) {
    if (error instanceof Repeated) return visit.json ? json(visit, { repeated: true }) : seeOther(visit, `/${commendationRound.path}/${id}`);
    if (visit.json || !(error instanceof Problem) || error.status !== 422) throw error;
    const values = Object.fromEntries(Object.keys(decisionFields.shape).map((name) => [name, body.text(name)]));
    return draw(visit, { values, problems: Object.keys(error.fields).length > 0 ? error.fields : { '': error.message } }, ticked as Award[], 422);
  }
}

/** As typed; a vote that is no number is said at its candidate. */
type Ticked = { id: string } & Partial<Record<keyof typeof counts, unknown>>;

const countFields = voteFields.pick({ vote_for: true, vote_against: true, vote_abstained: true });

function votesOf({ id, ...votes }: Ticked): Omit<Award, 'id'> {
  const read = countFields.safeParse(Object.fromEntries(Object.entries(votes).map(([name, value]) => [name, typeof value === 'string' && /^\d{1,3}$/.test(value.trim()) ? Number(value) : value])));
  if (!read.success) throw new Problem(422, 'invalid', '有1处需要您看一下。', { fields: { [id]: '赞成、反对、弃权请各填一个整数，没有的填0。' } });
  return read.data;
}

function tickedIn(body: Sent): Ticked[] {
  if (body.form) {
    const { form } = body;
    return [...new Set(form.getAll('id').map(String))].filter(isId).slice(0, MOST_CANDIDATES)
      .map((id) => ({ id, ...Object.fromEntries(Object.keys(counts).map((name) => [name, form.get(`${name}-${id}`) ?? ''])) }));
  }
  const items = body.json?.['items'];
  if (!Array.isArray(items)) throw new Problem(422, 'invalid', '请把决定表彰的写在 items 里：id，表决的还有 vote_for、vote_against、vote_abstained。');
  return items.slice(0, MOST_CANDIDATES).flatMap((one: unknown) => {
    const { id, vote_for, vote_against, vote_abstained } = (one ?? {}) as Record<string, unknown>;
    return typeof id === 'string' && isId(id) ? [{ id, vote_for, vote_against, vote_abstained }] : [];
  });
}
