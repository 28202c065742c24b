/** The kinds of papers with numbers that the office writes; how each is laid out follows from its kind (GB/T 9704-2012). */
import type { OfficialPaper } from '#platform/documents/model.ts';

export interface PaperKind {
  readonly label: string;
  readonly layout: Exclude<OfficialPaper['layout'], 'wide'>;
  /** To a superior: the signatory stands beside the number (7.2.5). */
  readonly upward?: true;
  /** To whom it usually goes. */
  readonly addressee?: string;
}

const committees = '各乡镇（街道）政协联络委';

export const paperKinds = {
  speech: { label: '发言材料', layout: 'address' },
  year_report: { label: '年度工作报告', layout: 'address' },
  half_report: { label: '半年工作报告', layout: 'formal', upward: true, addressee: '市政协' },
  proposal_report: { label: '提案工作报告', layout: 'address' },
  handling_report: { label: '提案办理报告', layout: 'address' },
  opinion_circular: { label: '社情民意通报', layout: 'formal', addressee: committees },
  assessment_circular: { label: '考核通报', layout: 'formal', addressee: committees },
  minutes: { label: '会议纪要', layout: 'minutes' },
  notice: { label: '通知', layout: 'formal', addressee: committees },
  request: { label: '请示', layout: 'formal', upward: true, addressee: '县委' },
  reply: { label: '批复', layout: 'formal', addressee: committees },
  letter: { label: '函', layout: 'letter', addressee: '各承办单位' },
  report: { label: '报告', layout: 'formal', upward: true, addressee: '县委' },
  brief: { label: '工作简报', layout: 'brief' },
} as const satisfies Record<string, PaperKind>;

export type Kind = keyof typeof paperKinds;

export const kindLabels = Object.fromEntries(Object.entries(paperKinds).map(([kind, { label }]) => [kind, label])) as Record<Kind, string>;

export const isKind = (text: string | null | undefined): text is Kind => text !== null && text !== undefined && text in paperKinds;

/** The kind of a row, whose column is text. */
export const kindOf = ({ kind }: { kind: string }): PaperKind => paperKinds[kind as Kind];

export const hasAddressee = ({ layout }: PaperKind): boolean => layout === 'formal' || layout === 'letter';
