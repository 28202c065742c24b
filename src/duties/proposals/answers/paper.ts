import { heading, paragraph, type Attachment, type Block, type LetterCopy, type LetterPaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import { bodyOf } from '#duties/proposals/answers/composing.ts';
import type { ProposalAnswer } from '#duties/proposals/answers/record.ts';
import type { ProposalContact } from '#duties/proposals/contacts/record.ts';
import { stages, ways } from '#duties/proposals/contacts/words.ts';
import { sessionTitle } from '#duties/proposals/plenaries/words.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** The letter of a unit as it goes on paper (forms, 提案办理答复函 and 提案会办意见; GB/T 9704 信函格式). */

export interface Posted {
  row: ProposalAnswer;
  parent: Proposal;
  /** The originals merged into it: their proposers are answered each under their own number (domain rules 2.3). */
  merged: readonly Proposal[];
  talks: readonly ProposalContact[];
  units: ReadonlyMap<string, string>;
  members: ReadonlyMap<string, string>;
  bodyName: string;
  /** 抄送 of the county. */
  copyTo: readonly string[];
  day: string;
}

export function letterPaper(posted: Posted): LetterPaper {
  const { row, parent, units } = posted;
  const unit = units.get(row.unit_id) ?? '';
  const draft = ['drafting', 'shown'].includes(row.state);
  const assisting = row.role === 'assisting';
  return {
    layout: 'letter', mark: unit, organ: unit, sealed: true, date: row.sent_on ?? posted.day,
    title: titleOf(posted, parent),
    number: row.doc_no ?? undefined,
    stage: draft ? '征求意见稿' : undefined,
    category: !assisting && row.letter ? `${row.letter}类` : undefined,
    copies: assisting ? [{ addressee: units.get(parent.lead_unit_id ?? '') ?? '' }] : copiesOf(posted),
    blocks: blocksOf(bodyOf(row, parent)),
    remark: row.contact_name ? `联系人：${row.contact_name}　联系电话：${row.contact_phone ?? ''}` : undefined,
    copyTo: assisting ? [] : [...posted.copyTo, ...parent.assisting_ids.map((id) => units.get(id) ?? '')],
    attachments: assisting || posted.talks.length === 0 ? [] : [talksAnnex(posted)],
  };
}

/** 关于政协××县第九届委员会第五次会议第12号提案的答复. An original that was merged before it had a number of its own is named by that of its lead. */
function titleOf({ row, parent, bodyName }: Posted, { term, session, time_class, proposal_no }: Proposal): string {
  const body = bodyName.replace(/委员会$/u, '');
  const [at, meeting] = sessionTitle({ term, session }).split('届') as [string, string];
  const when = time_class === 'ordinary' ? `第${at}届委员会平时提案` : `第${at}届委员会第${meeting}`;
  const number = proposal_no === null ? `第${parent.proposal_no ?? ''}号（并案）` : `第${proposal_no}号`;
  return `关于${body}${when}${number}${time_class === 'ordinary' ? '' : '提案'}的${row.role === 'assisting' ? '会办意见' : '答复'}`;
}

/** Everybody who signed gets an own copy, under the number of the original that was signed. */
function copiesOf(posted: Posted): LetterCopy[] {
  return [posted.parent, ...posted.merged].flatMap((one) => signersOf(one, posted.members).map((addressee) => ({ addressee, title: titleOf(posted, one), opening: one.id === posted.parent.id ? undefined : mergedWords(one, posted.parent) })));
}

/** The body speaks of the lead alone. */
const mergedWords = ({ title }: Proposal, lead: Proposal): string => `您提出的《${title}》，已并入《${lead.title}》${lead.proposal_no === null ? '' : `（第${lead.proposal_no}号）`}一并办理，一并答复如下。`;

function signersOf({ member_id, proposer_name, cosigner_ids, other_cosigners }: Proposal, members: ReadonlyMap<string, string>): string[] {
  const others = [...cosigner_ids.map((id) => members.get(id) ?? ''), ...other_cosigners].filter(Boolean);
  return [member_id ? `${proposer_name}委员` : proposer_name, ...others.map((name) => `${name}委员`)];
}

const headingLine = /^[一二三四五六七八九十]+、(?<text>.+)$/u;
/** A numbered line that is longer is a paragraph. */
const HEADING_MAX = 80;

/** Numbered lines are headings: they are numbered by their place, whatever was typed. */
const blocksOf = (body: string): Block[] => body.split('\n').filter((line) => line.trim() !== '').map((line) => {
  const text = headingLine.exec(line.trim())?.groups?.['text'];
  return text && Array.from(text).length <= HEADING_MAX ? heading(1, text) : paragraph(line.trim());
});

const talksAnnex = ({ talks }: Posted): Attachment => ({
  title: '与提案人沟通记录',
  blocks: [{
    kind: 'table',
    columns: [{ label: '日期', share: 4, align: 'center' }, { label: '阶段', share: 2, align: 'center' }, { label: '方式', share: 3, align: 'center' }, { label: '参加人', share: 4, align: 'left' }, { label: '沟通内容', share: 7, align: 'left' }],
    rows: talks.map(({ held_on, stage, way, by_whom, with_whom, note }) => [printedDay(held_on), stages[stage as 'before'] ?? stage, ways[way as 'visit'] ?? way, [by_whom, with_whom].filter(Boolean).join('；'), note]),
  }],
});
