/** What is commended (domain rules 2.8, S101–S105). */
export const awardKinds = { proposal: '优秀提案', unit: '先进承办单位', person: '提案办理先进个人' } as const;

export type AwardKind = keyof typeof awardKinds;

export const awardUnits: Readonly<Record<AwardKind, string>> = { proposal: '件', unit: '个', person: '人' };

export const decidingWays = { vote: '常委会会议表决', chair: '主席会议决定' } as const;
