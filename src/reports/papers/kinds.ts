/** The 15 statutory kinds (党政机关公文处理工作条例, 中办发〔2012〕14号, art. 8; domain codetables, official_document_kind), those that our users write first. */
export const paperKinds = {
  notice: '通知', request: '请示', report: '报告', letter: '函', circular: '通报', reply: '批复', opinion: '意见', minutes: '纪要', decision: '决定',
  resolution: '决议', order: '命令', gazette: '公报', announcement: '公告', public_notice: '通告', motion: '议案',
} as const;

export type PaperKind = keyof typeof paperKinds;

/** Go upwards and name who signed them (GB/T 9704-2012, 7.2.6). */
export const isUpward = (kind: string): boolean => kind === 'request' || kind === 'report';

export const urgencies = { urgent: '加急', most_urgent: '特急' } as const;

/** 公开属性 (条例 art. 9 and 24; domain forms, outgoing_doc). */
export const opennesses = { open: '主动公开', on_request: '依申请公开', closed: '不予公开' } as const;

export const channels = { by_hand: '专人送达', confidential: '机要交换', post: '邮寄', electronic: '电子公文系统', other: '其他方式' } as const;
