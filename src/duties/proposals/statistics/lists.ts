import { commendation } from '#duties/proposals/commendations/record.ts';
import { awardKinds } from '#duties/proposals/commendations/words.ts';
import { subjectCell, type DrawnList } from '#duties/proposals/drawn-list.tsx';
import { awardFigures, awards, type Award } from '#duties/proposals/statistics/awards.ts';
import { handlingFigures, handlings, signatureFigures, signatures, type Handling, type Signature } from '#duties/proposals/statistics/figures.ts';

const signingAs = { first: '第一提案人', cosigner: '联名人' } as const;

/** The list behind 人 and 人次: one line for each name under a proposal. */
export const signaturesList: DrawnList<Signature> = {
  drawn: signatures,
  figures: signatureFigures,
  title: '提案上的签名',
  narrowed: { column: 'role', label: '怎样签名', options: signingAs },
  columns: () => [
    { key: 'signer', label: '姓名', cell: (row) => row.signer, onCards: 'title' },
    { key: 'role', label: '怎样签名', cell: (row) => signingAs[row.role], tight: true },
    { key: 'proposal', label: '提案', cell: subjectCell },
    { key: 'submitted_on', label: '提交时间', cell: (row) => row.submitted_on, tight: true },
  ],
  empty: '还没有提交过的提案。',
};

const handlingAs = { lead: '主办（独办）', separate: '分办', assisting: '会办' } as const;

/** The list behind 件次 of units: one line for each unit at each proposal. */
export const handlingsList: DrawnList<Handling> = {
  drawn: handlings,
  figures: handlingFigures,
  title: '提案交各单位办理',
  narrowed: { column: 'role', label: '怎样承办', options: handlingAs },
  columns: ({ units }) => [
    { key: 'unit', label: '承办单位', cell: (row) => units.get(row.unit_id) ?? '（已不在名册）', onCards: 'title' },
    { key: 'role', label: '怎样承办', cell: (row) => handlingAs[row.role], tight: true },
    { key: 'proposal', label: '提案', cell: subjectCell },
    { key: 'submitted_on', label: '提交时间', cell: (row) => row.submitted_on, tight: true },
  ],
  empty: '还没有交给承办单位的提案。',
};

/** The list behind what was commended: one line for each commendation. */
export const awardsList: DrawnList<Award> = {
  drawn: awards,
  figures: awardFigures,
  title: '提案评优的结果',
  narrowed: { column: 'kind', label: '表彰', options: awardKinds },
  href: ({ commendation_id }) => `/${commendation.path}/${commendation_id}`,
  columns: () => [
    { key: 'kind', label: '表彰', cell: (row) => awardKinds[row.kind as 'unit'] ?? row.kind, tight: true },
    { key: 'subject', label: '提案、单位或个人', cell: (row) => row.subject, onCards: 'title' },
    { key: 'round', label: '哪一次评优', cell: (row) => row.round },
    { key: 'awarded_on', label: '决定日期', cell: (row) => row.awarded_on, tight: true },
  ],
  empty: '还没有决定表彰的提案、单位和个人。',
};
