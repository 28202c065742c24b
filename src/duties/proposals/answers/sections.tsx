import type { Child } from 'hono/jsx';
import type { Visit } from '#platform/http/visit.ts';
import { Section } from '#platform/ui/detail.tsx';
import { LongText, type Fact } from '#platform/ui/facts.tsx';
import type { Around } from '#duties/proposals/answers/around.ts';
import { bodyOf } from '#duties/proposals/answers/composing.ts';
import { proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { answerRoles, draftViews, openness } from '#duties/proposals/answers/words.ts';
import { proposal } from '#duties/proposals/record.ts';
import { results } from '#duties/proposals/words.ts';

/** How the page of one letter puts its columns into words. */

export const stateWords = ({ state }: ProposalAnswer): string => proposalAnswer.states[state as 'sent']?.label ?? state;
export const roleWords = ({ role }: ProposalAnswer): string => answerRoles[role as 'lead'] ?? role;

const viewWords = ({ shown_on, draft_view, draft_opinion }: Pick<ProposalAnswer, 'shown_on' | 'draft_view' | 'draft_opinion'>): string =>
  `${shown_on}送看的稿子：${draft_view ? draftViews[draft_view as 'agree'] : '提案人还没有表态'}${draft_opinion ? `。${draft_opinion}` : ''}`;

export function answerFacts(row: ProposalAnswer, { units }: Around): Fact[] {
  return [
    { label: '提案', value: <a href={`/${proposal.path}/${row.proposal_id}`}>{row.subject}</a>, wide: true },
    { label: '单位', value: units.get(row.unit_id) ?? '' },
    { label: '种类', value: `${roleWords(row)}${row.round > 1 ? `（第${row.round}次办理）` : ''}` },
    ...(row.role === 'assisting' ? [] : [{ label: '办理结果', value: row.result ? results[row.result as 'SOLVED'] : '' }, { label: '类别', value: lettersOf(row) }]),
    ...(row.doc_no ? [{ label: '发文字号', value: row.doc_no }, { label: '签发人', value: row.signer }] : []),
    ...(row.checked_on ? [{ label: '审核', value: `${row.checked_on}${row.supervisor_id ? ` ${units.get(row.supervisor_id) ?? ''}` : ''}` }] : []),
    ...(row.sent_on ? [{ label: '发出', value: `${row.sent_on}${row.on_time === false ? '（超过答复期限）' : ''}` }] : []),
    ...(row.contact_name ? [{ label: '联系人', value: `${row.contact_name} ${row.contact_phone ?? ''}` }] : []),
    ...(row.openness ? [{ label: '公开属性', value: openness[row.openness as 'open'] }] : []),
    ...(row.promise ? [{ label: '承诺', value: `${row.promised_on ? `${row.promised_on}之前：` : ''}${row.promise}`, wide: true }] : []),
  ];
}

/** Both letters when the supervising office chose another one than the unit (domain rules 2.5, S43). */
const lettersOf = ({ letter, letter_was }: ProposalAnswer): string => (letter && letter_was && letter_was !== letter ? `${letter}类（承办单位原定${letter_was}类）` : letter ? `${letter}类` : '');

export function answerSections(row: ProposalAnswer, { related, units }: Around, _visit: Visit): Child {
  if (!related) return null;
  const { parent } = related;
  const views = [...related.earlierViews, ...(row.shown_on ? [row] : [])];
  return (
    <>
      {row.role !== 'assisting' && views.length > 0 && <Section title="提案人对稿子的意见"><ul class="links">{views.map((one) => <li>{viewWords(one)}</li>)}</ul></Section>}
      {parent && (row.body || row.answers.some(Boolean)) && (
        <Section title="全文" action={row.state === 'drafting' && !row.body ? <a href={`/${proposalAnswer.path}/${row.id}/edit?compose=1`}>改全文的措辞</a> : undefined}>
          <LongText text={bodyOf(row, parent)} />
        </Section>
      )}
      {related.opinions.map((one) => <Section title={`会办意见：${units.get(one.unit_id) ?? ''}`}><LongText text={one.body ?? ''} /></Section>)}
      {(row.plan || row.progress) && <Section title="办理方案和进展">{[row.plan, row.progress].filter(Boolean).map((text) => <LongText text={text!} />)}</Section>}
    </>
  );
}
