/** 视察 looks at how decisions are carried out and supervises, 调研 studies a matter, 考察 learns elsewhere (domain rules 4, S125). */
export const inspectionKinds = { research: '调研', inspection: '视察', study: '考察' } as const;

export type InspectionKind = keyof typeof inspectionKinds;

/** Where a topic comes from (domain rules 4, S125: the consultation plan and Party group decisions). */
export const topicSources = {
  consultation_plan: '年度协商计划', party_group: '党组（党委）交办', residents: '群众反映', members: '委员提出', superior: '上级政协部署', own: '自选',
} as const;

export const quarters = { 1: '第一季度', 2: '第二季度', 3: '第三季度', 4: '第四季度' } as const;

/** Who organises what no committee organises. */
export const COUNTY = '县政协';
