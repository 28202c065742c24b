import { sql } from 'kysely';
import type { Child } from 'hono/jsx';
import { accepted, lines, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { notFound, Problem, Repeated } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { isId, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { allAppliedAt } from '#plans/facts.ts';
import { closeAll, voteOnAll } from '#duties/proposals/closing/actions.ts';
import { voteFields } from '#duties/proposals/closing/fields.ts';
import { mayBeVotedOn, mayEnd } from '#duties/proposals/closing/rules.ts';
import { subjectOf } from '#duties/proposals/handled.ts';
import { ratingWords } from '#duties/proposals/sections.tsx';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { dissatisfied } from '#duties/proposals/relations.ts';

/** A standing committee votes on no more at one sitting. */
const MOST = 300;

const sheetFields = voteFields.extend({ close_note: lines('办结说明', 2_000, { hint: '其中有提案人仍不满意的，必须写明' }).optional() });

const isReadyToVote = (row: Proposal): boolean => mayEnd(row) !== undefined && mayBeVotedOn(row) === undefined;

/** 提案办结: what is rated and not closed, what each still lacks, and one sheet for one vote on several. */
const board: Handler = (visit) => {
  if (!holds(visit.actor, 'county_office', 'chair', 'auditor')) throw notFound('这个页面');
  return draw(visit, freshForm(), []);
};

const listRated = (reading: Reading): Promise<Proposal[]> =>
  list(reading, proposal, { where: is<Proposal>('state', 'rated'), order: [{ column: 'changed_at' }], limit: MOST });

function draw(visit: Visit, form: FormState, ticked: readonly string[], status = 200): Promise<Response> {
  return look(visit, async (reading) => {
    const rows = await listRated(reading);
    if (visit.json) return json(visit, { items: rows.map((row) => ({ id: row.id, subject: subjectOf(row), closing_rule: row.closing_rule, lacks: mayEnd(row) ?? null })) });
    const values = { vote_seats: await seatsOf(reading), ...form.values };
    const votable = rows.filter(isReadyToVote);
    return page(visit, (
      <Desk frame={frameOf(visit)} title="提案办结">
        <Head title="提案办结" lead="答复不等于办结。评价之后，按本县方案规定的条件办结。" back={{ label: proposal.title, href: `/${proposal.path}` }} />
        {rows.length === 0 && <Empty title="现在没有等着办结的提案。" />}
        {votable.length > 0 && <VoteSheet visit={visit} rows={votable} form={{ ...form, values }} ticked={ticked} />}
        <Group visit={visit} title="可以办结" rows={rows.filter((row) => mayEnd(row) === undefined)} closes={holds(visit.actor, 'county_office')} />
        <Group visit={visit} title="还差条件" rows={rows.filter((row) => mayEnd(row) !== undefined && !isReadyToVote(row))} lacks />
        <AppliedLine bases={await allAppliedAt(reading, ['closing.rule', 'closing.quorum', 'closing.majority', 'rework.months'], today())} />
      </Desk>
    ), status);
  });
}

/** Those of the roster who are on the standing committee. */
async function seatsOf(reading: Reading): Promise<number | undefined> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from members where county_id = ${reading.county} and state = 'current' and standing`.execute(reading.db);
  return rows[0]?.n || undefined;
}

function VoteSheet({ visit, rows, form, ticked }: { visit: Visit; rows: readonly Proposal[]; form: FormState; ticked: readonly string[] }): Child {
  const columns = holds(visit.actor, 'county_office');
  return (
    <Section title="提请常委会会议表决" count={rows.length}>
      {!columns ? <Titles rows={rows} /> : (
        <Form frame={frameOf(visit)} action={`/${proposal.path}/closing-vote`} form={form} submit="录入表决结果并办结">
          <fieldset class="field" id="field-ids">
            <legend class="form-label">一并表决的提案</legend>
            {form.problems['ids'] && <p class="problem">{form.problems['ids']}</p>}
            <div class="ticks ticks-tall">
              {rows.map((row) => (
                <label class="form-check">
                  <input class="form-check-input" type="checkbox" name="id" value={row.id} checked={ticked.length === 0 || ticked.includes(row.id)} />
                  <span class="form-check-label">{subjectOf(row)}{dissatisfied.test(row) && '（提案人仍不满意，已三方见面）'}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <AllFields of={sheetFields} form={form} choices={{}} />
        </Form>
      )}
    </Section>
  );
}

const Titles = ({ rows }: { rows: readonly Proposal[] }) => <ul>{rows.map((row) => <li><a href={`/${proposal.path}/${row.id}`}>{subjectOf(row)}</a></li>)}</ul>;

function Group({ visit, title, rows, lacks, closes }: { visit: Visit; title: string; rows: readonly Proposal[]; lacks?: true; closes?: boolean }): Child {
  if (rows.length === 0) return null;
  return (
    <Section title={title} count={rows.length}>
      <Table<Proposal>
        caption={title}
        rows={[...rows]}
        id={({ id }) => id}
        href={({ id }) => `/${proposal.path}/${id}`}
        csrf={frameOf(visit).csrf}
        batch={closes ? { action: `/${proposal.path}/closings`, acts: [{ name: 'close', label: '办结' }] } : undefined}
        columns={[
          { key: 'subject', label: '提案', cell: subjectOf, onCards: 'title' },
          { key: 'proposer', label: '提案人', cell: ({ proposer_name }) => proposer_name },
          { key: 'rating', label: '评价', cell: (row) => ratingWords(row) || '没有评价', tight: true },
          ...(lacks ? [{ key: 'lacks', label: '还差什么', cell: (row: Proposal) => mayEnd(row) ?? '' }] : []),
        ]}
      />
    </Section>
  );
}

const vote: Handler = async (visit) => {
  if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '表决结果由县政协办公室录入。');
  const body = await sent(visit);
  const ids = idsIn(body);
  try {
    const { close_note: note, ...votes } = accepted(sheetFields, body.form ? typed(sheetFields, body.form.entries()) : withoutIds(body.json ?? {}));
    if (ids.length === 0) throw new Problem(422, 'none_chosen', '请在一并表决的提案前打勾。', { fields: { ids: '请在一并表决的提案前打勾。' } });
    const { closed, kept } = await transact(visit.house, visit.actor, requestId(visit, body), (act) => voteOnAll(act, ids, votes, note));
    if (visit.json) return json(visit, { closed, kept });
    return seeOther(visit, `/${proposal.path}/closing`, { tone: closed > 0 ? 'good' : 'warning', sentence: closed > 0 ? `表决通过，${closed}件提案已办结。` : `表决没有通过，${kept}件提案留待以后。` });
  } catch (error) {
    if (error instanceof Repeated) return visit.json ? json(visit, { repeated: true }) : seeOther(visit, `/${proposal.path}/closing`);
    if (visit.json || !(error instanceof Problem) || error.status !== 422) throw error;
    const values = Object.fromEntries(Object.keys(sheetFields.shape).map((name) => [name, body.text(name)]));
    return draw(visit, { values, problems: Object.keys(error.fields).length > 0 ? error.fields : { '': error.message } }, ids, 422);
  }
};

/** One click for those for which nothing is lacking: after a session these are hundreds. */
const closeMany: Handler = async (visit) => {
  if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '提案由县政协办公室办结。');
  const body = await sent(visit);
  const ids = idsIn(body);
  if (ids.length === 0) throw new Problem(422, 'none_chosen', '还没有勾选提案。请返回，在要办结的提案前打勾。');
  const closed = await transact(visit.house, visit.actor, requestId(visit, body), (act) => closeAll(act, ids)).catch((error: unknown) => {
    if (error instanceof Repeated) return ids.length;
    throw error;
  });
  if (visit.json) return json(visit, { closed });
  return seeOther(visit, `/${proposal.path}/closing`, { tone: 'good', sentence: `已办结${closed}件提案。` });
};

const withoutIds = (json: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(json).filter(([name]) => name in sheetFields.shape));

function idsIn(body: Sent): string[] {
  const given = body.form ? body.form.getAll('id') : Array.isArray(body.json?.['ids']) ? (body.json['ids'] as unknown[]) : [];
  return [...new Set(given)].filter((id): id is string => typeof id === 'string' && isId(id)).slice(0, MOST);
}

export function mount(site: Site): void {
  const tag = proposal.title;
  site.add({ method: 'GET', path: `/${proposal.path}/closing`, handle: board, readsOnly: true, api: { summary: '提案办结：各件还差什么', tag } });
  site.add({ method: 'POST', path: `/${proposal.path}/closing-vote`, handle: vote, api: { summary: '录入常委会对几件提案办结的表决', tag } });
  site.add({ method: 'POST', path: `/${proposal.path}/closings`, handle: closeMany, api: { summary: '一并办结几件提案', tag, body: { type: 'object', required: ['ids'], properties: { ids: { type: 'array', items: { type: 'string', format: 'uuid' } } } }, answer: { type: 'object', properties: { closed: { type: 'integer' } } } } });
}
