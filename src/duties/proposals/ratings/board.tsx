import type { Child } from 'hono/jsx';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { allAppliedAt } from '#plans/facts.ts';
import { subjectOf } from '#duties/proposals/handled.ts';
import { proposalRating, type ProposalRating } from '#duties/proposals/ratings/record.ts';
import { listFlagged, listSilent, listUnrated, type Unrated } from '#duties/proposals/ratings/waiting.ts';
import { flagWords, type Flag } from '#duties/proposals/ratings/words.ts';
import { proposal } from '#duties/proposals/record.ts';
import { ratings } from '#duties/proposals/words.ts';

const named = ({ waiting }: Unrated): string => waiting.map(({ rater }) => rater).join('、');
export const flagsShown = (flags: readonly string[]): string => flags.map((flag) => flagWords[flag as Flag]).join('；');

const asJson = ({ row, round, until, waiting }: Unrated) => ({ proposal_id: row.id, subject: subjectOf(row), round, rate_by: until, waiting: waiting.map(({ rater }) => rater) });

/** 评价督促: who has not rated, what looks as if somebody else had, and who said nothing to the end. */
const board: Handler = (visit) => {
  if (!holds(visit.actor, 'county_office', 'auditor')) throw notFound('这个页面');
  return look(visit, async (reading) => {
    const [unrated, flagged, silent] = [await listUnrated(reading), await listFlagged(reading), await listSilent(reading)];
    if (visit.json) return json(visit, { waiting: unrated.map(asJson), flagged, silent: silent.map(asJson) });
    const frame = frameOf(visit);
    return page(visit, (
      <Desk frame={frame} title="评价督促">
        <Head title="评价督促" lead="答复发出后，第一提案人和每一位联名人都要评价。承办单位要等都评价了或者到期以后，才看得到总的结果，看不到各人怎样评价。" back={{ label: proposalRating.title, href: `/${proposalRating.path}` }} others={holds(visit.actor, 'county_office') ? [{ label: '录入纸质评价', href: `/${proposalRating.path}/new` }] : []} />
        <Flagged rows={flagged} />
        <Section title="等着评价" count={unrated.length}>
          {unrated.length === 0 ? <Empty title="已答复的提案都评价了。" /> : <Waiting rows={unrated} frame={frame} mayAsk={holds(visit.actor, 'county_office')} />}
        </Section>
        <Silent rows={silent} />
        <AppliedLine bases={await allAppliedAt(reading, ['rating.days', 'rating.rule', 'rating.trace_days', 'rating.burst_count', 'rating.burst_minutes'], today())} />
      </Desk>
    ));
  });
};

const Waiting = ({ rows, frame, mayAsk }: { rows: readonly Unrated[]; frame: Frame; mayAsk: boolean }) => (
  <Table<Unrated>
    caption="等着评价"
    rows={[...rows]}
    id={({ row }) => row.id}
    href={({ row }) => `/${proposal.path}/${row.id}`}
    csrf={frame.csrf}
    batch={mayAsk ? { action: '/ratings/slips', acts: [{ name: 'make', label: '制作评价链接和评价单' }], wholePage: true } : undefined}
    columns={[
      { key: 'subject', label: '提案', cell: ({ row }) => subjectOf(row), onCards: 'title' },
      { key: 'waiting', label: '还没有评价的人', cell: named },
      { key: 'rated', label: '已评价', cell: ({ row }) => `${row.rated_n}/${Math.max(row.raters_n, 1)}`, tight: true },
      { key: 'until', label: '评价到', cell: ({ until }) => until ?? '', tight: true },
    ]}
  />
);

function Flagged({ rows }: { rows: readonly ProposalRating[] }): Child {
  if (rows.length === 0) return null;
  return (
    <Section title="请核对来源" count={rows.length}>
      <p class="quiet">这些评价已经收下，但来得有点不寻常。请问一问本人：是自己评的，点“核对无误”；不是，点“作废重评”，再发一个新的链接。</p>
      <Table<ProposalRating>
        caption="请核对来源"
        rows={[...rows]}
        href={({ id }) => `/${proposalRating.path}/${id}`}
        columns={[
          { key: 'rater', label: '评价人', cell: ({ rater }) => rater, onCards: 'title' },
          { key: 'subject', label: '提案', cell: ({ subject }) => subject },
          { key: 'why', label: '为什么要核对', cell: ({ flags }) => flagsShown(flags) },
          { key: 'result', label: '对办理结果', cell: ({ rating_result }) => ratings[rating_result as keyof typeof ratings], tight: true },
          { key: 'rated_on', label: '评价日期', cell: ({ rated_on }) => rated_on, tight: true },
        ]}
      />
    </Section>
  );
}

function Silent({ rows }: { rows: readonly Unrated[] }): Child {
  if (rows.length === 0) return null;
  return (
    <Section title="到期没有评价" count={rows.length}>
      <p class="quiet">没有评价不等于满意，单独计数。</p>
      <Table<Unrated>
        caption="到期没有评价"
        rows={[...rows]}
        href={({ row }) => `/${proposal.path}/${row.id}`}
        columns={[
          { key: 'subject', label: '提案', cell: ({ row }) => subjectOf(row), onCards: 'title' },
          { key: 'silent', label: '没有评价的人', cell: named },
          { key: 'rated', label: '已评价', cell: ({ row }) => `${row.rated_n}/${row.raters_n}`, tight: true },
          { key: 'until', label: '评价到', cell: ({ until }) => until ?? '', tight: true },
        ]}
      />
    </Section>
  );
}

export const mountBoard = (site: Site): void =>
  site.add({ method: 'GET', path: '/ratings/board', handle: board, readsOnly: true, api: { summary: '评价督促', tag: proposalRating.title } });
