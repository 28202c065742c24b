import type { Child } from 'hono/jsx';
import { Facts, LongText, type Fact } from '#platform/ui/facts.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Counted, RatingsShown } from '#duties/proposals/ratings/around.ts';
import { proposalRating, type ProposalRating } from '#duties/proposals/ratings/record.ts';
import { ratingWays } from '#duties/proposals/ratings/words.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { ratings } from '#duties/proposals/words.ts';

const word = (value: string | null): string => (value ? (ratings[value as keyof typeof ratings] ?? value) : '');

/** 2人满意、1人不满意; nothing of what nobody said. */
export const countedWords = (counted: Counted): string =>
  Object.entries(ratings).flatMap(([value, label]) => (counted[value] ? [`${counted[value]}人${label}`] : [])).join('、');

/** On the proposal's page: how many have rated; for the county body who has not; and what all said, once it is shown. */
export function RatingSection({ row, shown }: { row: Proposal; shown: RatingsShown | undefined }): Child {
  if (!shown || row.raters_n === 0) return null;
  const facts: Fact[] = [
    { label: '已评价', value: `${row.rated_n}人，共${row.raters_n}人` },
    ...(row.rate_by ? [{ label: '评价到', value: row.rate_by }] : []),
  ];
  if (shown.counts && row.rated_n > 0) facts.push({ label: '对办理工作', value: countedWords(shown.counts.work) }, { label: '对办理结果', value: countedWords(shown.counts.result) });
  if (!shown.counts && shown.own.length < row.rated_n) facts.push({ label: '说明', value: '签名的人都评价了，或者评价到期以后，才显示结果。', wide: true });
  if (shown.waiting && shown.waiting.length > 0) facts.push({ label: '还没有评价', value: <Waiting row={row} shown={shown} />, wide: true });
  if (shown.own.length > 0) facts.push({ label: shown.waiting ? '各人的评价' : '您的评价', value: <ul class="plain">{shown.own.map((one) => <li><OneRating one={one} named={shown.waiting !== undefined} /></li>)}</ul>, wide: true });
  return <Section title={shown.round > 1 ? `第${shown.round}次答复的评价` : '对答复的评价'}><Facts facts={facts} /></Section>;
}

function Waiting({ row, shown: { waiting = [], enters } }: { row: Proposal; shown: RatingsShown }) {
  const isOpen = enters && ['replied', 'rated', 'merged'].includes(row.state);
  return (
    <>
      <ul class="plain">
        {waiting.map(({ rater }) => <li>{rater}{isOpen && <> · <a href={`/${proposalRating.path}/new?${new URLSearchParams({ proposal: row.id, rater })}`}>录入纸质评价</a></>}</li>)}
      </ul>
      {enters && row.state !== 'rated' && isOpen && <p><a href="/ratings/board">给他们发评价链接</a></p>}
    </>
  );
}

const OneRating = ({ one, named }: { one: ProposalRating; named: boolean }) => (
  <>
    <a href={`/${proposalRating.path}/${one.id}`}>{named ? one.rater : one.rated_on}</a>：工作{word(one.rating_work)}，结果{word(one.rating_result)}
    <span class="quiet">（{ratingWays[one.way as keyof typeof ratingWays]}）</span>
    {one.opinion && <LongText text={one.opinion} />}
  </>
);
