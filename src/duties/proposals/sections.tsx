import type { Child } from 'hono/jsx';
import { heldWords } from '#duties/held.ts';
import { MadeItems } from '#duties/made-items.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { today } from '#platform/time.ts';
import { LongText, Facts, type Fact } from '#platform/ui/facts.tsx';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { Badge } from '#platform/ui/badge.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { DueLight } from '#platform/ui/due.tsx';
import { itemFormFrom } from '#duties/crossings/facts.ts';
import type { Around } from '#duties/proposals/around.ts';
import { assigningFacts, SuggestedUnits, TurnsShown } from '#duties/proposals/assigning/shown.tsx';
import { HandlingRooms } from '#duties/proposals/answers/on-proposal.tsx';
import { maySign } from '#duties/proposals/cosigning/actions.ts';
import { awardFacts } from '#duties/proposals/commendations/shown.tsx';
import { KeyTrail } from '#duties/proposals/keys/trail.tsx';
import { PrecheckSection } from '#duties/proposals/drafting/precheck.tsx';
import { sessionTitle } from '#duties/proposals/plenaries/words.ts';
import { closingFacts } from '#duties/proposals/closing/shown.tsx';
import { RatingSection } from '#duties/proposals/ratings/sections.tsx';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { UndertakingSection } from '#duties/proposals/undertakings/shown.tsx';
import { ReviewsOf } from '#duties/proposals/review/shown.tsx';
import { dispositions, proposerKinds, ratings, refusalGrounds, results, timeClasses } from '#duties/proposals/words.ts';

/** How the pages of a proposal put its columns into words. */

const word = <W extends Record<string, string>>(words: W, value: string | null): string => (value === null ? '' : (words[value] ?? value));

export const numberWords = (row: Pick<Proposal, 'proposal_no' | 'serial_no'>): string => {
  if (row.proposal_no !== null) return `第${row.proposal_no}号`;
  return row.serial_no === null ? '' : `流水${row.serial_no}`;
};
export const submittedWords = ({ submitted_on: day, precision }: Proposal): string => (day ? heldWords({ held_on: day, precision }) : '');
export const dispositionWords = (row: Proposal): string => word(dispositions, row.disposition);
export const sessionWords = sessionTitle;
export const ratingWords = (row: Pick<Proposal, 'rating_work' | 'rating_result'>): string => word(ratings, row.rating_result ?? row.rating_work);

const namesIn = (ids: readonly string[], names: ReadonlyMap<string, string>): string => ids.map((id) => names.get(id) ?? '（已不在名册）').join('、');

export const cosignerWords = (row: Proposal, { members }: Around): string =>
  [namesIn(row.cosigner_ids, members), row.other_cosigners.join('、')].filter(Boolean).join('、');

export function proposalFacts(row: Proposal, around: Around): Fact[] {
  const facts: Fact[] = [
    { label: '第一提案人', value: row.proposer_name },
    { label: '提案类型', value: word(proposerKinds, row.proposer_kind) },
    ...there('联名人', cosignerWords(row, around)),
    ...(row.invited_ids.length > 0 ? [{ label: invitedLabel(row), value: namesIn(row.invited_ids, around.members) }] : []),
    { label: '届次', value: sessionWords(row) },
    { label: '时间类别', value: word(timeClasses, row.time_class) },
    ...there('类别', row.category),
    ...(row.state === 'draft' ? [] : submittedFacts(row)),
    ...there('联络委征集', around.committees.get(row.committee_id ?? '')),
    { label: '是否同意公开', value: publicityWords(row, around) },
    ...(row.suggested_ids.length > 0 ? [{ label: '建议承办单位', value: namesIn(row.suggested_ids, around.units) }] : []),
    ...(row.sealed_on ? [{ label: '盖章（签名）件收到', value: row.sealed_on }] : []),
  ];
  if (row.refusal_ground) facts.push({ label: '不予立案的情形', value: word(refusalGrounds, row.refusal_ground), wide: true });
  facts.push(...awardFacts(around.related?.awards ?? []));
  if (row.key_since) facts.push({ label: '重点提案', value: <KeyMark row={row} />, wide: true });
  return facts;
}

function publicityWords({ public_ok, public_why, public_against }: Proposal, { members }: Around): string {
  const said = public_ok ? '同意' : `不同意${public_why ? `：${public_why}` : ''}`;
  return public_against.length > 0 ? `${said}（联名人${namesIn(public_against, members)}不同意）` : said;
}

/** What need not be: a dash for it would only make the page longer on a phone. */
const there = (label: string, value: string | number | null | undefined): Fact[] => (value === null || value === undefined || value === '' ? [] : [{ label, value }]);

const invitedLabel = (row: Proposal): string => {
  if (!maySign(row, today())) return `到${row.cosign_by}没有签名（不计入联名）`;
  return `已邀请、还没有签名（${row.cosign_by ? `${row.cosign_by}前签名才算联名` : '不计入联名'}）`;
};

/** A draft has none of these, and a row of dashes tells its author nothing. */
const submittedFacts = (row: Proposal): Fact[] => [
  { label: '提交时间', value: submittedWords(row) },
  { label: '流水号', value: row.serial_no },
  ...there('提案号', row.proposal_no),
  ...there('审查结果', dispositionWords(row)),
];

const KeyMark = ({ row }: { row: Proposal }) => (
  <>
    <Badge tone="mark">重点</Badge> {row.key_led_by ? `${row.key_led_by}领衔督办，` : ''}{row.key_since}起{row.key_why ? `。${row.key_why}` : ''}
  </>
);

export function proposalSections(row: Proposal, around: Around, visit: Visit): Child {
  return (
    <>
      {around.precheck && !mayEdit(proposal, visit.actor, row) && <PrecheckSection found={around.precheck} />}
      <Content row={row} />
      <Merges row={row} around={around} />
      {row.state === 'converted' && <MadeItems title="转成的社情民意信息" items={around.items} write={itemFormFrom(visit.actor, 'proposal_id', row)} none="还没有编写。案由和内容会带过去，不用重新写。" />}
      <ReviewsOf rows={around.reviewed.reviews} rounds={around.reviewed.rounds} />
      <SuggestedUnits suggestions={around.handing.suggestions} units={around.units} />
      {row.state !== 'filed' && row.state !== 'submitted' && (row.lead_unit_id || row.replied_on) && <Handling row={row} around={around} />}
      <TurnsShown turns={around.handing.turns} units={around.units} />
      {around.handling && <HandlingRooms row={row} shown={around.handling} units={around.units} visit={visit} />}
      <RatingSection row={row} shown={around.related?.ratings} />
      <UndertakingSection row={row} rows={around.related?.undertakings ?? []} units={around.units} visit={visit} />
      <KeyTrail rows={around.related?.keys ?? []} visit={visit} />
      {around.related?.earlier.map((round) => <Answer row={round} title={`第${round.round}次办理的答复和评价`} />)}
    </>
  );
}

function Content({ row }: { row: Proposal }) {
  const parts = [['情况和问题', row.situation], ['原因分析', row.analysis], ['建议', row.advice]] as const;
  const written = parts.filter(([, text]) => text);
  if (written.length === 0) return null;
  return (
    <Section title="提案内容">
      <Facts facts={written.map(([label, text]) => ({ label, value: <LongText text={text!} />, wide: true }))} />
    </Section>
  );
}

/** Both ways: what it was merged into, and what it answers besides itself. */
function Merges({ row, around: { related } }: { row: Proposal; around: Around }) {
  if (!related || (related.under.length === 0 && row.disposition !== 'merged')) return null;
  const facts: Fact[] = [];
  if (row.disposition === 'merged') {
    facts.push({ label: '并入', value: related.into ? <Link to={related.into} /> : row.merged_into_no ? `第${row.merged_into_no}号（没有找到这一号，请核对）` : '', wide: true });
    if (related.root && related.root.id !== related.into?.id) facts.push({ label: '最终并入', value: <Link to={related.root} />, wide: true });
  }
  if (related.under.length > 0) {
    const links = <ul>{related.under.map((one) => <li><Link to={one} /> <span class="quiet">{one.proposer_name}</span></li>)}</ul>;
    facts.push({ label: `并入本件一并办理、逐一答复（${related.under.length}件）`, value: links, wide: true });
  }
  return <Section title="并案"><Facts facts={facts} /></Section>;
}

const Link = ({ to }: { to: Proposal }) => <a href={`/${proposal.path}/${to.id}`}>{numberWords(to)} {to.title}</a>;

/** The day by which the unit replies, with its light while the clock runs. */
export const Due = ({ row, around: { nearDays } }: { row: Proposal; around: Around }) => (
  <span class="due">{row.due_on} <DueLight declared={proposal} row={row} near={nearDays} /></span>
);

function Handling({ row, around }: { row: Proposal; around: Around }) {
  const { units } = around;
  const assisting = row.assisting_ids.map((id) => `${units.get(id) ?? ''}${row.replied_on && row.round === 1 ? '' : row.countersigned_ids.includes(id) ? '（已会签）' : '（未会签）'}`);
  const facts: Fact[] = [
    { label: '主办单位', value: units.get(row.lead_unit_id ?? '') },
    ...there('会办单位', assisting.join('、')),
    { label: '交办', value: row.assigned_on },
    { label: '答复期限', value: row.due_on && <Due row={row} around={around} /> },
    { label: '签收', value: row.accepted_on },
    ...(row.round > 1 ? [{ label: '办理次数', value: `第${row.round}次` }] : []),
  ];
  facts.push(...assigningFacts(row, units));
  if (row.proposed_unit_id) facts.push({ label: '承办单位建议改由', value: units.get(row.proposed_unit_id) });
  return (
    <>
      <Section title="办理"><Facts facts={facts} /></Section>
      {(row.replied_on || row.letter || row.rating_result) && <Answer row={row} title="答复和评价" />}
    </>
  );
}

/** What was replied and what the proposer said of it: two different things, side by side. */
function Answer({ row, title }: { row: Proposal; title: string }) {
  const facts: Fact[] = [
    { label: '答复日期', value: row.replied_on },
    { label: '办理结果', value: word(results, row.result) },
    ...there('答复函类别', row.letter),
    ...there('对办理工作', word(ratings, row.rating_work)),
    ...there('对办理结果', word(ratings, row.rating_result)),
    ...there('办结', row.closed_on),
  ];
  if (row.rating_opinion) facts.push({ label: '提案人的意见', value: <LongText text={row.rating_opinion} />, wide: true });
  facts.push(...closingFacts(row));
  if (row.reply) facts.push({ label: '答复内容', value: <LongText text={row.reply} />, wide: true });
  return <Section title={title}><Facts facts={facts} /></Section>;
}
