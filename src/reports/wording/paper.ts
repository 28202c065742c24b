/** A paper with numbers, laid out by its kind. Pure: the same sentences, quotes and tables give the same paper, whenever it is printed. */
import { numberIn, paragraph, type Attachment, type Block, type OfficialPaper } from '#platform/documents/model.ts';
import { annexOf } from '#reports/wording/annex.ts';
import { composeBody, quotesNamed, type NamedTable } from '#reports/wording/body.ts';
import { kindOf } from '#reports/wording/paper-kinds.ts';
import type { Quote } from '#reports/quoting/quote.ts';

/** All that a paper is made of. */
export interface Told {
  kind: string;
  title: string;
  byline: string | null;
  addressee: string | null;
  /** 发文字号 or 期号, as typed. */
  number: string | null;
  signatory: string | null;
  attended: string | null;
  body: string;
  quotes: readonly Quote[];
  tables: readonly NamedTable[];
  /** What it corrects, for a second edition. */
  correction: string | null;
  /** `YYYY-MM-DD` */
  date: string;
  /** Period, moment and wording, in one sentence over the annex. */
  basis: string;
}

export interface LaidOut {
  paper: OfficialPaper;
  /** What whoever reads the draft should know. */
  remarks: readonly string[];
}

export function laidOut(told: Told): LaidOut {
  const { blocks, remarks } = composeBody(told);
  const organ = textOf(told.quotes, 'body');
  const common = {
    title: told.title, date: told.date, organ, blocks: [...corrected(told), ...blocks],
    attachments: annexOf(quotesNamed(told), { sentence: told.basis }),
  };
  return { paper: inLayout(told, common), remarks };
}

interface Common {
  title: string;
  date: string;
  organ: string;
  blocks: readonly Block[];
  attachments: readonly Attachment[];
}

function inLayout(told: Told, common: Common): OfficialPaper {
  const { organ } = common;
  const { layout, upward, label } = kindOf(told);
  switch (layout) {
    case 'address': return { ...common, layout, byline: told.byline ?? undefined };
    case 'formal': return {
      ...common, layout, mark: `${organ}文件`, number: numberIn(told.number), addressee: told.addressee ?? undefined, sealed: true,
      ...(upward && told.signatory ? { signatories: told.signatory.split(/[、，\s]+/u).filter(Boolean) } : {}),
    };
    case 'letter': return { ...common, layout, mark: organ, number: told.number ?? undefined, copies: addressees(told.addressee).map((addressee) => ({ addressee })), sealed: true, copyTo: [] };
    case 'minutes': return { ...common, layout, mark: `${textOf(told.quotes, 'county')}政协会议纪要`, attended: attendance(told.attended), hands: [] };
    case 'brief': return { ...common, layout, masthead: label, issue: told.number ?? '', hands: told.signatory ? [['签发', told.signatory]] : [] };
  }
}

const textOf = (quotes: readonly Quote[], name: string): string => {
  const found = quotes.find((quote) => quote.name === name);
  return found?.kind === 'fact' ? found.text : '';
};

/** Every addressee gets a copy of a letter. */
const addressees = (typed: string | null): string[] => (typed ?? '').split(/[、，;；\n]/u).map((one) => one.trim()).filter(Boolean);

/** 出席：甲、乙 on each line; a line without a kind belongs to 出席. */
const attendance = (typed: string | null): [string, string[]][] => (typed ?? '').split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
  const [, label = '出席', names = line] = /^([\p{L}]{1,6})[：:](.+)$/u.exec(line) ?? [];
  return [label, [names]];
});

const corrected = ({ correction }: Told): Block[] => (correction ? [paragraph({ text: '更正说明：', strong: true }, correction)] : []);
