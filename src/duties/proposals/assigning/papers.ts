import { heading, paragraph, type AddressPaper, type BoundPapers, type FormalPaper, type Table } from '#platform/documents/model.ts';
import type { Sheet } from '#platform/documents/sheet.ts';
import { printedDay } from '#platform/time.ts';
import { roles, type Handed } from '#duties/proposals/assigning/handed.ts';
import type { Session } from '#duties/proposals/numbers.ts';
import { sessionWords } from '#duties/proposals/sections.tsx';
import type { sides } from '#duties/proposals/words.ts';

/** 交办通知 of each side, and 交办清单 with a page for each unit (forms, 提案交办单). The words are ours. */

export interface AssigningFacts {
  session: Session;
  county: { name: string; bodyName: string };
  /** The day of the assignment, and the days that follow from it. */
  on: string;
  objectBy: string | null;
  assistingBy: string;
  handed: readonly Handed[];
  names: ReadonlyMap<string, string>;
}

const organs: Readonly<Record<keyof typeof sides, (county: string) => string>> = {
  party: (county) => `中共${county}委员会办公室`,
  government: (county) => `${county}人民政府办公室`,
};

export function assigningLetter(side: keyof typeof sides, facts: AssigningFacts): FormalPaper {
  const organ = organs[side](facts.county.name);
  const handed = ofSide(side, facts);
  const led = new Set(handed.flatMap(({ items }) => items.map(({ row }) => row.id)));
  const words = sessionWords(facts.session);
  return {
    layout: 'formal', mark: `${organ}文件`, title: `关于交办县政协${words}提案的通知`, date: facts.on, organ, sealed: true, addressee: handed.map(({ unit }) => unit.name).join('、'),
    blocks: [
      paragraph(`县政协${words}提案已经审查立案。经研究，现将${led.size}件提案交由你们办理，各单位承办的提案见附件，并就有关事项通知如下。`),
      heading(1, '按期答复'),
      paragraph('主办、独办、分办单位在附件写明的期限之前答复提案人；确需延期的，在期限之前提出，经同意后按新的期限办理。'),
      paragraph(`会办单位在${printedDay(facts.assistingBy)}之前把会办意见送主办单位，由主办单位统一答复。`),
      heading(1, '核对承办任务'),
      paragraph(objections(facts)),
      heading(1, '办理要求'),
      paragraph('办理前、办理中、办理后都要与提案人沟通；答复要对提案的建议逐条回应。并案办理的，逐一答复每一位提案人。'),
    ],
    attachments: [{ title: `县政协${words}提案交办清单`, blocks: [summaryTable(handed, facts)] }],
  };
}

const objections = ({ objectBy }: AssigningFacts): string =>
  `认为不属于本单位职责的，在${objectBy ? `${printedDay(objectBy)}之前` : '规定的期限内'}说明理由并提出建议承办单位，由交办机关决定；逾期不再调整，不得自行转送。`;

/** The units to which this side's office writes; a unit of the other side that only assists is told by its own. */
const ofSide = (side: keyof typeof sides, { handed }: AssigningFacts): Handed[] =>
  handed.map(({ unit, items }) => ({ unit, items: items.filter(({ row }) => (row.side ?? 'government') === side) })).filter(({ items }) => items.length > 0);

const summaryTable = (handed: readonly Handed[], facts: AssigningFacts): Table => ({
  kind: 'table',
  columns: [
    { label: '承办单位', share: 3, align: 'left' }, { label: '方式', share: 1.2, align: 'center' }, { label: '提案号', share: 1.5, align: 'center' },
    { label: '案由', share: 6, align: 'left' }, { label: '期限', share: 3, align: 'center' },
  ],
  rows: handed.flatMap(({ unit, items }) => items.map(({ row, role }) => [unit.name, roles[role], String(row.proposal_no ?? ''), row.title, role === 'assisting' ? facts.assistingBy : (row.due_on ?? '')])),
});

/** A page for each unit, all in one file. */
export const unitLists = (facts: AssigningFacts): BoundPapers => ({
  title: `${sessionWords(facts.session)}提案交办清单（各单位）`, date: facts.on, organ: facts.county.bodyName, papers: facts.handed.map((one) => unitList(one, facts)),
});

function unitList({ unit, items }: Handed, facts: AssigningFacts): AddressPaper {
  const { names } = facts;
  const beside = (ids: readonly string[]) => ids.filter((id) => id !== unit.id).map((id) => names.get(id) ?? '').join('、');
  return {
    layout: 'address', title: `${sessionWords(facts.session)}提案交办清单`, byline: `${unit.name}　共${items.length}件`, date: facts.on, organ: facts.county.bodyName,
    blocks: [
      {
        kind: 'table',
        columns: [
          { label: '提案号', share: 1.7, align: 'center' }, { label: '案由', share: 5.5, align: 'left' }, { label: '提案人', share: 2.2, align: 'left' }, { label: '方式', share: 1.2, align: 'center' },
          { label: '同办单位', share: 2.8, align: 'left' }, { label: '期限', share: 3, align: 'center' },
        ],
        rows: items.map(({ row, role }) => [
          `${row.proposal_no ?? ''}${row.key_since ? '\n重点' : ''}`, row.title, row.proposer_name, roles[role], beside([row.lead_unit_id ?? '', ...row.assisting_ids, ...row.separate_ids].filter(Boolean)),
          role === 'assisting' ? facts.assistingBy : (row.due_on ?? ''),
        ]),
      },
      paragraph(objections(facts)),
      paragraph('签收人：＿＿＿＿＿＿＿＿'), paragraph('签收日期：　　　　年　　月　　日'),
    ],
  };
}

/** The same as a workbook, one row for each unit and proposal. */
export function handedSheet(facts: AssigningFacts): Sheet<Handed['items'][number] & { unit: string }> {
  const rows = facts.handed.flatMap(({ unit, items }) => items.map((item) => ({ ...item, unit: unit.name })));
  return {
    title: `${sessionWords(facts.session)}提案交办清单`, organ: facts.county.bodyName, date: facts.on, note: `交办日期：${facts.on}　异议截止：${facts.objectBy ?? ''}`,
    columns: [
      { label: '承办单位', kind: 'text', width: 24, value: ({ unit }) => unit },
      { label: '方式', kind: 'text', width: 10, value: ({ role }) => roles[role] },
      { label: '提案号', kind: 'number', width: 10, value: ({ row }) => row.proposal_no },
      { label: '案由', kind: 'text', width: 50, value: ({ row }) => row.title },
      { label: '提案人', kind: 'text', width: 20, value: ({ row }) => row.proposer_name },
      { label: '类别', kind: 'text', width: 14, value: ({ row }) => row.category },
      { label: '主办单位', kind: 'text', width: 24, value: ({ row }) => facts.names.get(row.lead_unit_id ?? '') },
      { label: '期限', kind: 'date', width: 14, value: ({ row, role }) => (role === 'assisting' ? facts.assistingBy : row.due_on) },
      { label: '重点', kind: 'text', width: 8, value: ({ row }) => (row.key_since ? '是' : '') },
    ],
    rows,
  };
}
