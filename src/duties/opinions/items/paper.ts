import { heading, paragraph, type Block, type BriefPaper } from '#platform/documents/model.ts';
import type { OpinionItem } from '#duties/opinions/items/record.ts';

/** What an issue is printed from. */
export interface BriefFacts {
  row: OpinionItem;
  /** Those that were merged into it: who reflected them is named too. */
  originals: readonly OpinionItem[];
  /** The office that edits it: the county body's, or the township's committee. */
  organ: string;
  masthead: string;
  /** Addressees and copies while nothing was printed yet. */
  usual: { report_to: string; send_to: string; issue_to: string; copies: number };
  /** Printed while the issue has no day of its own. */
  today: string;
  committeeOf(id: string): string;
  memberOf(id: string): string;
}

/** 社情民意信息（专报）: domain forms, info_brief. Until it is issued it is the proof that goes round for signing. */
export function briefPaper(facts: BriefFacts): BriefPaper {
  const { row, usual } = facts;
  return {
    layout: 'brief', masthead: facts.masthead, issue: issueWords(row) || '（清样，印发时编期号）', title: row.title, organ: facts.organ,
    date: row.issued_on ?? row.signed_on ?? facts.today,
    ...(row.secrecy === 'internal' ? { mark: '内部资料' } : {}),
    ...(row.editor_note ? { note: row.editor_note } : {}),
    blocks: [...part('情况问题', row.situation), ...part('原因分析', row.causes), ...part('意见建议', row.advice)],
    ...reflectedBy(facts),
    hands: [['编辑', row.edited_by], ['核稿', row.checked_by], ['签发', row.signed_by]].flatMap(([label, name]): [string, string][] => (name ? [[label!, name]] : [])),
    reportTo: row.report_to ?? usual.report_to, sendTo: row.send_to ?? usual.send_to, issueTo: row.issue_to ?? usual.issue_to, copies: row.copies ?? usual.copies,
  };
}

const part = (title: string, text: string | null): Block[] =>
  text ? [heading(1, title), ...text.split('\n').filter((line) => line.trim() !== '').map((line) => paragraph(line.trim()))] : [];

/** 白石镇政协联络委 石大山委员、小河乡政协联络委: everybody whose item went into it, each once. */
function reflectedBy({ row, originals, committeeOf, memberOf }: BriefFacts): { reflector?: string } {
  const names = [row, ...originals].map(({ committee_id, member_id }) =>
    [committee_id ? committeeOf(committee_id) : '', member_id ? `${memberOf(member_id)}委员` : ''].filter(Boolean).join(' '));
  const reflector = [...new Set(names)].filter(Boolean).join('、');
  return reflector ? { reflector } : {};
}

/** 〔2025〕第3期（总第75期） */
export function issueWords(row: Pick<OpinionItem, 'issue' | 'issue_year' | 'issue_total'>): string {
  if (!row.issue) return '';
  return `〔${row.issue_year}〕第${row.issue}期${row.issue_total ? `（总第${row.issue_total}期）` : ''}`;
}
