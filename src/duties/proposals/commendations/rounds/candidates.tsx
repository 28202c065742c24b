import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { notFound, Problem, Repeated } from '#platform/problems.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { get, isId } from '#platform/records/read.ts';
import { Badge } from '#platform/ui/badge.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { Views } from '#platform/ui/views.tsx';
import { MOST_CANDIDATES, shortlistMany } from '#duties/proposals/commendations/deciding.ts';
import { offeredProposals, offeredUnits, type OfferedProposal, type OfferedUnit } from '#duties/proposals/commendations/offered.ts';
import { recommend } from '#duties/proposals/commendations/recommending.ts';
import { commendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { subjectOf } from '#duties/proposals/handled.ts';
import { proposal } from '#duties/proposals/record.ts';
import { ratingWords } from '#duties/proposals/sections.tsx';
import { proposerKinds, results } from '#duties/proposals/words.ts';

type Kind = 'proposal' | 'unit';

const kindAsked = ({ query }: Visit): Kind => (query.get('kind') === 'unit' ? 'unit' : 'proposal');

/** @throws Problem 403 for everybody but the office, which enters what the bodies decide. */
export function expectOffice(visit: Visit): void {
  if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '初选、表决和决定由县政协办公室录入；各单位请点“推荐”。');
}

/** What speaks for each proposal and unit: shown, and people recommend. */
export const candidatesPage = (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  if (!holds(visit.actor, 'county_office', 'chair', 'auditor')) throw notFound('这个页面');
  const round = await get(reading, commendationRound, visit.param('id'));
  const kind = kindAsked(visit);
  const [proposals, units] = kind === 'proposal' ? [await offeredProposals(reading, round), []] : [[], await offeredUnits(reading, round)];
  if (visit.json) return json(visit, { items: kind === 'proposal' ? proposals : units });
  const frame = frameOf(visit);
  const base = `/${commendationRound.path}/${round.id}/candidates`;
  const common = { id: ({ id }: { id: string }) => id, csrf: frame.csrf, batch: holds(visit.actor, 'county_office') && round.state === 'open' ? { action: `${base}?kind=${kind}`, acts: [{ name: 'recommend', label: '推荐' }] } : undefined };
  const here = { ...frame.here, query: new URLSearchParams({ kind }) };
  return page(visit, (
    <Desk frame={frame} title="看谁可以推荐">
      <Head title="看谁可以推荐" back={{ label: round.title, href: `/${commendationRound.path}/${round.id}` }} lead="这里只列出记录里有的事实，供推荐时参考；推荐谁、评谁，由单位和会议决定。" />
      <Views views={{ saved: [{ label: '提案', href: `${base}?kind=proposal` }, { label: '承办单位', href: `${base}?kind=unit` }] }} here={here} />
      {proposals.length + units.length === 0 ? <Empty title="没有可以推荐的，或者都推荐过了。" /> : (
        <section class="card list" aria-label="可以推荐的">
          {kind === 'proposal'
            ? <Table<OfferedProposal> caption="可以推荐的提案" rows={proposals} href={({ id }) => `/${proposal.path}/${id}`} columns={proposalColumns} {...common} />
            : <Table<OfferedUnit> caption="可以推荐的承办单位" rows={units} href={({ id }) => `/${proposal.path}?lead_unit_id=${id}`} columns={unitColumns} {...common} />}
        </section>
      )}
    </Desk>
  ));
});

const proposalColumns: Column<OfferedProposal>[] = [
  { key: 'subject', label: '提案', cell: (row) => <>{subjectOf(row)} {row.key_since && <Badge tone="mark">重点</Badge>}</>, onCards: 'title' },
  { key: 'proposer', label: '提案者', cell: ({ proposer_name, proposer_kind }) => <>{proposer_name} <span class="quiet">{proposerKinds[proposer_kind as 'member'] ?? ''}</span></> },
  { key: 'result', label: '办理结果', cell: ({ result }) => results[result as 'SOLVED'] ?? '', tight: true },
  { key: 'rating', label: '评价', cell: ratingWords, tight: true },
  { key: 'adopted', label: '采纳建议', cell: ({ adopted_n, suggestions_n }) => (suggestions_n > 0 ? `${suggestions_n}条中${adopted_n}条` : ''), tight: true },
];

const unitColumns: Column<OfferedUnit>[] = [
  { key: 'name', label: '承办单位', cell: ({ name }) => name, onCards: 'title' },
  { key: 'handled', label: '主办（件）', cell: ({ handled }) => handled, align: 'end' },
  { key: 'replied', label: '已答复', cell: ({ replied }) => replied, align: 'end' },
  { key: 'in_time', label: '其中按期', cell: ({ in_time }) => in_time, align: 'end' },
  { key: 'satisfied', label: '满意', cell: ({ satisfied }) => satisfied, align: 'end' },
  { key: 'dissatisfied', label: '不满意', cell: ({ dissatisfied }) => dissatisfied, align: 'end' },
];

function idsIn(body: Sent): string[] {
  const given = body.form ? body.form.getAll('id') : Array.isArray(body.json?.['id']) ? (body.json['id'] as unknown[]) : [];
  const ids = [...new Set(given)].filter((id): id is string => typeof id === 'string' && isId(id)).slice(0, MOST_CANDIDATES);
  if (ids.length === 0) throw new Problem(422, 'none_chosen', '请先打勾，再点按钮。');
  return ids;
}

const several = (word: string, work: (act: Act, visit: Visit, ids: readonly string[]) => Promise<number>) => async (visit: Visit): Promise<Response> => {
  expectOffice(visit);
  const body = await sent(visit);
  const ids = idsIn(body);
  const n = await transact(visit.house, visit.actor, requestId(visit, body), (act) => work(act, visit, ids)).catch((error: unknown) => {
    if (error instanceof Repeated) return 0;
    throw error;
  });
  if (visit.json) return json(visit, { written: n });
  return seeOther(visit, `/${commendationRound.path}/${visit.param('id')}`, { tone: 'good', sentence: `${word}${n}项。` });
};

export const shortlistTicked = several('已列入候选', (act, _visit, ids) => shortlistMany(act, ids));

export const recommendTicked = several('已推荐', async (act, visit, ids) => {
  const kind = kindAsked(visit);
  for (const id of ids) await recommend(act, { round_id: visit.param('id'), kind, ...(kind === 'proposal' ? { proposal_id: id } : { unit_id: id }) }, {});
  return ids.length;
});
