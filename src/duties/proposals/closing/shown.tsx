import { LongText, type Fact } from '#platform/ui/facts.tsx';
import type { Proposal } from '#duties/proposals/record.ts';

/** How it came to its closing: what was met over, agreed and voted. */
export function closingFacts(row: Proposal): Fact[] {
  const { vote_on, vote_seats, vote_for, vote_against, vote_abstained, vote_passed } = row;
  return [
    ...(row.met_on ? [{ label: '三方见面', value: <>{row.met_on}，{row.met_who}<LongText text={row.met_note ?? ''} /></>, wide: true }] : []),
    ...(row.close_agreed_on ? [{ label: '提案人同意办结', value: row.close_agreed_on }] : []),
    ...(vote_on ? [{ label: '常委会表决', value: `${vote_on}，全体${vote_seats}人，赞成${vote_for}、反对${vote_against}、弃权${vote_abstained}，${vote_passed ? '通过' : '没有通过'}`, wide: true }] : []),
    ...(row.close_note ? [{ label: '办结说明', value: <LongText text={row.close_note} />, wide: true }] : []),
  ];
}
