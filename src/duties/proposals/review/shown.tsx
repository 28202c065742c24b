import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table } from '#platform/ui/table.tsx';
import { disagree } from '#duties/proposals/review/board-reading.ts';
import type { ProposalReview } from '#duties/proposals/review/record.ts';
import { verdicts, type Verdict } from '#duties/proposals/review/words.ts';
import { refusalGrounds } from '#duties/proposals/words.ts';

/** One proposal is not spoken on more often. */
const MOST = 100;

/** What was said of one proposal and still stands, round by round. */
export async function reviewsOf(reading: Reading, id: string): Promise<ProposalReview[]> {
  const { rows } = await sql<ProposalReview>`
    select r.* from proposal_reviews r where r.county_id = ${reading.county} and r.proposal_id = ${id} and r.state = 'given' order by r.round, r.given_on, r.id limit ${MOST}`.execute(reading.db);
  return rows;
}

const said = ({ verdict, ground, remark }: ProposalReview): string =>
  [verdicts[verdict as Verdict], ground && (refusalGrounds[ground as 'empty'] ?? ground), remark].filter(Boolean).join('；');

/** On the page of a proposal, for those who take part in the review: who said what, and whether they agree. */
export function ReviewsOf({ rows, rounds }: { rows: readonly ProposalReview[]; rounds: readonly string[] }) {
  if (rows.length === 0) return null;
  return (
    <Section title="审查意见" count={rows.length}>
      {disagree(rows.map(({ proposal_id, round, verdict, reviewer, reviewer_id }) => ({ proposal_id, round, verdict: verdict as Verdict, reviewer, reviewer_id }))) && <Remark>同一轮里意见不一致，请在下一轮或者会上议定。</Remark>}
      <Table<ProposalReview>
        caption="审查意见"
        rows={[...rows]}
        columns={[
          { key: 'round', label: '轮次', cell: ({ round }) => rounds[round - 1] ?? `第${round}轮`, tight: true },
          { key: 'reviewer', label: '审查人', cell: ({ reviewer }) => reviewer, onCards: 'title', tight: true },
          { key: 'said', label: '意见', cell: said },
          { key: 'day', label: '日期', cell: ({ given_on }) => given_on, tight: true },
        ]}
      />
    </Section>
  );
}
