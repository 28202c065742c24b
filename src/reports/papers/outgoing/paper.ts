/** Papers of the register: the paper itself, made of what was typed or of another record's paper, and the sheet that goes with its draft. Pure. */
import type { Attachment, Block, DocumentNumber, FormalPaper, OfficialPaper } from '#platform/documents/model.ts';
import { numberText } from '#platform/documents/model.ts';
import { oneLine } from '#platform/documents/text.ts';
import { typedBlocks } from '#platform/documents/typed-body.ts';
import { printedDay } from '#platform/time.ts';
import { channels, isUpward, opennesses, paperKinds, urgencies, type PaperKind } from '#reports/papers/kinds.ts';
import type { OutgoingPaper } from '#reports/papers/outgoing/record.ts';

export interface Issuer {
  /** As it signs: 政协××县委员会, 白石镇政协联络委. */
  organ: string;
  /** Its office, which prints: 政协××县委员会办公室. */
  office: string;
}

export interface PaperWritten {
  row: OutgoingPaper;
  issuer: Issuer;
  /** What it is made of, where it is not typed. */
  from: OfficialPaper | undefined;
  today: string;
}

export const titleOfPaper = ({ title }: OfficialPaper): string => oneLine(title.replaceAll(/\r?\n/gu, '')).slice(0, 200);

const bodiesIn = (text: string | null): string[] => (text ?? '').split(/[、，,\n]/u).map((one) => one.trim()).filter(Boolean);

const numberOf = ({ code, number_year, serial }: OutgoingPaper): DocumentNumber | undefined => (code && number_year && serial ? { code, year: number_year, serial } : undefined);

/** The paper with what the register knows of it: number, day, who signed, 紧急程度, 版记. */
export function outgoingPaperOf({ row, issuer, from, today }: PaperWritten): OfficialPaper {
  const date = row.signed_on ?? today;
  if (from) return registered(from, row, issuer, date);
  const { organ } = issuer;
  const blocks = typedBlocks(row.body ?? '');
  const attachments: Attachment[] = (row.annexes ?? '').split('\n').map((title) => title.trim()).filter(Boolean).map((title) => ({ title, blocks: [] }));
  const common = { title: row.title, date, organ, blocks, attachments };
  if (row.kind === 'minutes') return { ...common, layout: 'minutes', mark: `${organ}会议纪要`, attended: [], hands: [] };
  if (row.kind === 'letter') {
    return {
      ...common, layout: 'letter', mark: organ, number: row.document_no ?? undefined, sealed: true, copies: [{ addressee: row.addressee ?? '有关单位' }],
      remark: row.remark ?? undefined, copyTo: bodiesIn(row.copy_to),
    };
  }
  return registered({ ...common, layout: 'formal', mark: `${organ}文件`, addressee: row.addressee ?? undefined, sealed: true, remark: row.remark ?? undefined }, row, issuer, date);
}

function registered(paper: OfficialPaper, row: OutgoingPaper, issuer: Issuer, date: string): OfficialPaper {
  if (paper.layout === 'letter') return { ...paper, date, number: row.document_no ?? paper.number };
  if (paper.layout !== 'formal') return paper;
  const upward = paper.signatories !== undefined || isUpward(row.kind);
  return {
    ...paper, date,
    number: numberOf(row) ?? paper.number,
    ...(upward ? { signatories: [row.signatory ?? ''] } : {}),
    ...(row.urgency ? { urgency: urgencies[row.urgency as keyof typeof urgencies] } : {}),
    ...(row.addressee ? { addressee: row.addressee } : {}),
    colophon: colophonOf(row, issuer, date),
  };
}

const colophonOf = (row: OutgoingPaper, { office }: Issuer, date: string): NonNullable<FormalPaper['colophon']> =>
  ({ copyTo: bodiesIn(row.copy_to), printedBy: office, printedOn: row.sent_on ?? row.sealed_on ?? date });

const day = (text: string | null): string => (text ? printedDay(text) : '');
const named = (name: string | null, on: string | null): string => [name, day(on)].filter(Boolean).join('　');
/** For what is written by hand. */
const BY_HAND = '　\n　　　　　　　年　　月　　日';

/** 发文稿纸: the sheet in front of the draft, on which people check and sign (domain forms, outgoing_doc). */
export function draftSheet({ row, issuer, today }: PaperWritten): OfficialPaper {
  const rows: readonly (readonly [string, string])[] = [
    ['文种', paperKinds[row.kind as PaperKind]], ['标题', row.title], ['主送机关', row.addressee ?? ''], ['抄送', row.copy_to ?? ''],
    ['紧急程度', row.urgency ? urgencies[row.urgency as keyof typeof urgencies] : '一般'], ['公开属性', row.openness ? opennesses[row.openness as keyof typeof opennesses] : ''],
    ['附件', row.annexes ?? ''], ['拟稿', named(row.drafted_by, row.drafted_on)], ['核稿', named(row.checked_by, row.checked_on) || BY_HAND], ['会签', BY_HAND],
    ['签发', named(row.signatory, row.signed_on) || BY_HAND], ['发文字号', row.document_no ?? row.own_number ?? ''], ['用印', named(row.sealed_by, row.sealed_on)],
    ['印发', [day(row.sent_on), row.sent_how && channels[row.sent_how as keyof typeof channels], row.copies && `${row.copies}份`].filter(Boolean).join('，')],
  ];
  const sheet: Block = {
    kind: 'table', form: true, columns: [{ label: '项目', share: 5, align: 'center' }, { label: '内容', share: 17, align: 'left' }], rows: rows.map(([label, text]) => [label, text || '　']),
  };
  return { layout: 'address', title: '发文稿纸', byline: issuer.organ, date: row.signed_on ?? today, organ: issuer.organ, blocks: [sheet] };
}

/** The number as it stands on the paper, or that it has none yet. */
export const numberWords = (row: OutgoingPaper): string => {
  const number = numberOf(row);
  return number ? numberText(number) : row.own_number ?? '未编号';
};
