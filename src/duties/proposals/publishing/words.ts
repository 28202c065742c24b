/** How much of proposal and reply the public text says. */
export const extents = { full: '全文', summary: '摘要' } as const;

/** Why a reply is not published: 政府信息公开条例, articles 14 to 16, as a clerk picks them. */
export const withholdGrounds = {
  state_secret: '涉及国家秘密', work_secret: '涉及工作秘密', commercial: '涉及商业秘密', privacy: '涉及个人隐私', safety: '公开后可能危及安全稳定',
  process: '正在讨论、研究的过程性信息', forbidden: '法律、行政法规禁止公开', asked_only: '依申请公开', other: '其他',
} as const;

/** Why what was public is taken off. */
export const withdrawalGrounds = {
  consent: '提案人不再同意公开', mistake: '内容有误', outdated: '答复已经改变', state_secret: '涉及国家秘密', work_secret: '涉及工作秘密', commercial: '涉及商业秘密', privacy: '涉及个人隐私', other: '其他',
} as const;

export const groundWords = (ground: string | null): string => ({ ...withholdGrounds, ...withdrawalGrounds })[ground as 'other'] ?? '';

/** Where a replied proposal stands on its way to everybody, or who does not want it there. */
export const standings = {
  published: '已公开', office_review: '待审核公开', unit_review: '待单位保密审查', draft: '拟稿中', none: '可以拟稿',
  proposer: '提案人不同意', unit: '单位不公开', office: '县政协不公开', withdrawn: '已撤下',
} as const;

export type Standing = keyof typeof standings;

/** How a number is printed: session and ordinary proposals are numbered apart. */
export const numberOf = ({ time_class, proposal_no }: { time_class: string; proposal_no: number | null }): string =>
  (proposal_no === null ? '' : `${time_class === 'session' ? '大会' : '平时'}第${proposal_no}号`);
