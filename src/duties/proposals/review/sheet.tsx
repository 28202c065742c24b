import { json, page } from '#platform/http/answers.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Handler } from '#platform/http/visit.ts';
import { holds, program } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import { find } from '#platform/records/read.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts, LongText, type Fact } from '#platform/ui/facts.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { sittingOf, sittingQuery, type Sitting } from '#duties/proposals/review/asking.ts';
import { acts, boardPath } from '#duties/proposals/review/board.tsx';
import { expectSeat, ownOf } from '#duties/proposals/review/reviewers.ts';
import { ReviewsOf, reviewsOf } from '#duties/proposals/review/shown.tsx';
import { verdicts } from '#duties/proposals/review/words.ts';
import { proposerKinds } from '#duties/proposals/words.ts';

/** One proposal as the reviewers read it, with the same verdicts as on the board. */
export const sheet: Handler = (visit) => look(visit, async (seen) => {
  const seat = await expectSeat(seen);
  const row = await find({ ...seen, actor: program(seen.county) }, proposal, visit.param('id'));
  if (!row || row.serial_no === null || row.state === 'draft') throw notFound('这件提案');
  const sitting = await sittingOf(seen, visit, seat);
  const reviews = await reviewsOf(seen, row.id);
  if (visit.json) return json(visit, { id: row.id, title: row.title, situation: row.situation, analysis: row.analysis, advice: row.advice, reviews });
  const own = ownOf(visit.actor, row);
  const mayReview = seat !== 'onlooker' && row.state === 'submitted' && !own;
  return page(visit, (
    <Desk frame={frameOf(visit)} title={row.title} width="narrow">
      <Head
        title={row.title} back={{ label: '提案审查', href: `${boardPath}?${sittingQuery(sitting, { at: row.id })}` }} lead={`流水${row.serial_no} · ${row.proposer_name} · ${proposal.states[row.state as 'submitted'].label}`}
        others={holds(visit.actor, 'county_office') ? [{ label: '提案页面', href: `/${proposal.path}/${row.id}` }] : []}
      />
      {own && <Remark>这是您提出或联名的提案，审查时请回避。</Remark>}
      {mayReview && <Verdicts csrf={frameOf(visit).csrf} row={row} sitting={sitting} />}
      <Section title="提案内容"><Facts facts={factsOf(row)} /></Section>
      <ReviewsOf rows={reviews} rounds={sitting.rounds} />
    </Desk>
  ));
});

const Verdicts = ({ csrf, row, sitting }: { csrf?: string; row: Proposal; sitting: Sitting }) => (
  <form class="review-verdicts" method="post" action={`${boardPath}/verdicts?${sittingQuery(sitting)}`}>
    <CsrfInput csrf={csrf} />
    <input type="hidden" name="id" value={row.id} />
    {acts.map(({ verdict }) => <button type="submit" class={verdict === 'file' ? 'btn btn-primary' : 'btn'} name="act" value={verdict}>{verdicts[verdict]}</button>)}
  </form>
);

function factsOf(row: Proposal): Fact[] {
  const texts = [['情况和问题', row.situation], ['原因分析', row.analysis], ['建议', row.advice]] as const;
  return [
    { label: '提案类型', value: proposerKinds[row.proposer_kind as 'member'] }, { label: '类别', value: row.category }, { label: '提交时间', value: row.submitted_on },
    ...texts.filter(([, text]) => text).map(([label, text]) => ({ label, value: <LongText text={text!} />, wide: true })),
  ];
}
