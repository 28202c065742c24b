/**
 * An official paper as plain data. The page, the Word file and the tests read the same value, so that what a clerk
 * checks on the screen is what is printed. Element names and their order follow GB/T 9704-2012 section 7.
 */
import { chineseNumeral } from './text.ts';

/** A stretch of text. `href` leads to the records behind it: a link on the page, plain text on paper. */
export interface Run {
  readonly text: string;
  readonly strong?: boolean;
  readonly href?: string;
  /** What the text means, shown beside the link on the page (the definition of a figure). */
  readonly about?: string;
  /** The text stands on somebody's word and not on records: the page marks it. */
  readonly doubtful?: boolean;
}

export interface Heading {
  readonly kind: 'heading';
  /** 1: 一、 in SimHei; 2: （一） in KaiTi; 3: 1. and 4: （1） in FangSong (GB/T 9704-2012, 7.3.3). */
  readonly level: 1 | 2 | 3 | 4;
  /** Without its number: headings are numbered by their place. */
  readonly text: string;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly runs: readonly Run[];
  /** Stays on one page with what follows it: lines to be signed. */
  readonly kept?: boolean;
}

export interface TableColumn {
  readonly label: string;
  /** Share of the table's width, relative to the other columns. */
  readonly share: number;
  readonly align: 'left' | 'center' | 'right';
}

export interface Table {
  readonly kind: 'table';
  /** 处理单: nothing stands above the columns, the first of them says what each line is for. */
  readonly form?: boolean;
  readonly columns: readonly TableColumn[];
  /** One cell for each column; a line break begins a new line in the cell. */
  readonly rows: readonly (readonly (string | Run)[])[];
}

export type Block = Heading | Paragraph | Table;

/** 附件: begins a page of its own with its label and its title. */
export interface Attachment {
  readonly title: string;
  readonly blocks: readonly Block[];
}

interface Paper {
  /** May hold line breaks where the author wants them; without any, the title is broken for him (`title.ts`). */
  readonly title: string;
  /** The paper's own date, `YYYY-MM-DD`: printed where the layout prints it, and the only date inside the file. */
  readonly date: string;
  /** The organ that answers for the paper; also the author in the file's properties. */
  readonly organ: string;
  readonly blocks: readonly Block[];
  readonly attachments?: readonly Attachment[];
}

/** 发文字号, as 牟协〔2018〕4号. */
export interface DocumentNumber {
  /** 机关代字 */
  readonly code: string;
  readonly year: number;
  readonly serial: number;
}

/** The county's second language in the head of its papers: the organ's name in it, over the mark or to its right. */
export interface SecondHead {
  readonly text: string;
  readonly place: 'above' | 'right';
}

/** 版记 */
export interface Colophon {
  readonly copyTo: readonly string[];
  readonly printedBy: string;
  /** `YYYY-MM-DD` */
  readonly printedOn: string;
}

/** 文件格式: red head, number, title, addressee, body, signature, 版记. */
export interface FormalPaper extends Paper {
  readonly layout: 'formal';
  /** 发文机关标志, for example 政协××县委员会文件 */
  readonly mark: string;
  readonly second?: SecondHead;
  /** 份号: six digits, at the upper left. */
  readonly copyNumber?: string;
  /** 紧急程度: 特急, 加急; under the 份号. */
  readonly urgency?: string;
  readonly number?: DocumentNumber;
  /** 签发人: upward papers only; the number then moves to the left. */
  readonly signatories?: readonly string[];
  /** 主送机关, without the colon. */
  readonly addressee?: string;
  /** With a seal, the organ's name is centred over the date and both leave room for it. */
  readonly sealed: boolean;
  /** 附注, without the brackets. */
  readonly remark?: string;
  readonly colophon?: Colophon;
}

/** 发言材料: no red head and no signature; the title, who speaks and when, the body, the annex. */
export interface AddressPaper extends Paper {
  readonly layout: 'address';
  /** The line under the title, for example the organ and the date. */
  readonly byline?: string;
}

/** 简报、专报: red masthead, issue number, editing office and date over the red line; who reflected it; 报、送、发 and copies at the foot. */
export interface BriefPaper extends Paper {
  readonly layout: 'brief';
  /** 刊头, for example 社情民意信息 */
  readonly masthead: string;
  /** 期号, for example 〔2025〕第3期（总第75期） */
  readonly issue: string;
  /** A mark of the office's own, printed at the upper left: 内部资料. */
  readonly mark?: string;
  /** 编者按 */
  readonly note?: string;
  /** Who reflected it, without the brackets. */
  readonly reflector?: string;
  /** Editor, checker, signatory, each with its label. */
  readonly hands: readonly (readonly [label: string, name: string])[];
  readonly reportTo?: string;
  readonly sendTo?: string;
  readonly issueTo?: string;
  readonly copies?: number;
}

/** One copy of a letter: to whom it goes, its title where that differs, and how it begins. */
export interface LetterCopy {
  /** The salutation, without the colon. */
  readonly addressee: string;
  readonly title?: string;
  /** What only this addressee is told, before the body. */
  readonly opening?: string;
}

/** 信函格式: the organ's name over a red double line, the number under it at the right; every addressee gets a copy with pages of its own (10.1). */
export interface LetterPaper extends Paper {
  readonly layout: 'letter';
  /** 发文机关标志: the organ's full name. */
  readonly mark: string;
  readonly second?: SecondHead;
  /** As printed, for example 云交函〔2026〕12号. */
  readonly number?: string;
  /** At the upper right of the first page: 办理类别 of a reply. */
  readonly category?: string;
  /** At the upper left of the first page: 征求意见稿. */
  readonly stage?: string;
  readonly copies: readonly LetterCopy[];
  readonly sealed: boolean;
  /** 附注, without the brackets: whom to call. */
  readonly remark?: string;
  /** 抄送 */
  readonly copyTo: readonly string[];
}

/** 纪要格式: a red mark, no seal; under the body who was there (10.3), and lines on which the minutes are signed by hand. */
export interface MinutesPaper extends Paper {
  readonly layout: 'minutes';
  /** 纪要标志, for example 白石镇院坝协商纪要 */
  readonly mark: string;
  readonly second?: SecondHead;
  /** 出席, 请假, 列席: each with who it was, one role or unit on a line. */
  readonly attended: readonly (readonly [label: string, names: readonly string[]])[];
  /** Who signs: 召集人, 记录人. */
  readonly hands: readonly (readonly [label: string, name: string])[];
}

/** A4 横表: a form of many columns, on its side; under the title what it is about, at the foot lines to be signed. */
export interface WidePaper extends Paper {
  readonly layout: 'wide';
  readonly about: string;
  /** Who signs, each with the name where it is known. */
  readonly hands: readonly (readonly [label: string, name: string])[];
}

export type OfficialPaper = FormalPaper | AddressPaper | BriefPaper | LetterPaper | MinutesPaper | WidePaper;

/** Several papers in one file, each beginning on a page 1 of its own: letters that are printed in one go. */
export interface BoundPapers {
  /** Names the file; stands on no page. */
  readonly title: string;
  readonly date: string;
  readonly organ: string;
  readonly papers: readonly OfficialPaper[];
}

/** The paper with the county's second language in its head, where the head names the county's own body. */
export function withSecondHead(paper: OfficialPaper, { bodyName, secondHead }: { bodyName: string; secondHead?: SecondHead | undefined }): OfficialPaper {
  if (!secondHead || !('mark' in paper) || paper.layout === 'brief' || !paper.mark?.startsWith(bodyName)) return paper;
  return { ...paper, second: secondHead };
}

/** A paragraph of plain text. */
export function paragraph(...runs: (string | Run)[]): Paragraph {
  return { kind: 'paragraph', runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)) };
}

/** A document number as it is typed, in its parts; undefined where it is written in another way. */
export function numberIn(text: string | null): DocumentNumber | undefined {
  const found = /^\s*(?<code>[^〔［[（(\d]+)[〔［[（(](?<year>\d{4})[〕］\]）)]第?(?<serial>\d{1,5})号\s*$/u.exec(text ?? '')?.groups;
  return found && { code: found['code']!.trim(), year: Number(found['year']), serial: Number(found['serial']) };
}

/** A heading; its number comes from its place. */
export function heading(level: Heading['level'], text: string): Heading {
  return { kind: 'heading', level, text };
}

export function numberText(number: DocumentNumber): string {
  return `${number.code}〔${number.year}〕${number.serial}号`;
}

const numberStyles: Record<Heading['level'], (count: number) => string> = {
  1: (count) => `${chineseNumeral(count)}、`,
  2: (count) => `（${chineseNumeral(count)}）`,
  3: (count) => `${count}. `,
  4: (count) => `（${count}）`,
};

/** The printed text of every heading, in order: each level counts from 1 again under a new heading above it. */
export function headingTexts(blocks: readonly Block[]): Map<Heading, string> {
  const texts = new Map<Heading, string>();
  const counts = [0, 0, 0, 0];
  for (const block of blocks) {
    if (block.kind !== 'heading') continue;
    const place = block.level - 1;
    counts[place] = (counts[place] ?? 0) + 1;
    counts.fill(0, block.level);
    texts.set(block, numberStyles[block.level](counts[place]) + block.text);
  }
  return texts;
}

/** 附件, or 附件1, 附件2 when there are several (GB/T 9704-2012, 7.3.7). */
export function attachmentLabel(attachments: readonly Attachment[], place: number): string {
  return attachments.length === 1 ? '附件' : `附件${place + 1}`;
}

/** The lines of the 附件说明 under the body: numbered when there are several, without a full stop (7.3.4). */
export function attachmentNote(attachments: readonly Attachment[]): string[] {
  const [only] = attachments;
  if (attachments.length <= 1) return only ? [`附件：${only.title}`] : [];
  return attachments.map((attachment, place) => `${place === 0 ? '附件：' : ''}${place + 1}. ${attachment.title}`);
}
