/** 句库: ready sentences with their numbers, by chapter, in the manner of `template.ts`; the words are ours. A county adds its own beside them. */

export const chapters = {
  institutions: '机构和队伍', opinions: '民情和社情民意', inspections: '调研视察', consultations: '协商', proposals: '提案', deeds: '民生实事', work: '制度和报送',
} as const;

export type Chapter = keyof typeof chapters;

export const bank: Readonly<Record<Chapter, readonly string[]>> = {
  institutions: [
    '[[全县设立乡镇（街道）政协联络委{committees_established}个||全县还没有设立乡镇（街道）政协联络委]][[，{decision_by_standing_committee}]]。',
    '[[{posts_filled}；{workers_everywhere}。]]',
    '[[现有政协委员{members_current}名[[，其中编入联络委{members_stationed}名]]||没有登记在任的政协委员]][[，{members_all_stationed}]]。',
    '[[{haves_complete}个联络委必备项目齐全[[，占{haves_complete_share|率}]]。]]',
  ],
  opinions: [
    '[[收集群众反映的问题和建议{opinions_received|余}条，比上年{opinions_received|增减}。||没有登记群众反映的问题和建议。]]',
    '[[群众反映的问题和建议主要集中在{opinions_received|按category|前3}方面。]]',
    '[[推动解决群众身边的问题{problems_solved}个[[；群众自己确认解决的{problems_verified}个]]。]]',
    '[[受理矛盾纠纷{disputes_received}起[[，化解{disputes_settled}起]]。]]',
    '[[建案卷调解矛盾纠纷{mediations_taken}起[[，达成协议{mediations_settled}起]][[，调解成功率{mediation_rate|率}]]。]]',
    '[[整理编辑社情民意信息{opinion_items_edited}条||没有整理编辑社情民意信息]][[，信息被采用{adoptions}次]][[，获领导批示{instructions_received}件]]。[[{instructions_all_fed_back}。]]',
    '[[向承办单位转办{referrals_sent}件[[，按期答复{referrals_replied_in_time}件]][[，按期答复率{referrals_in_time_rate|率}]]。]]',
  ],
  inspections: [
    '[[开展调研视察{inspections_held}次[[，委员参加{inspections_attendances|余}人次]]||没有登记调研视察]][[，{inspections_quarterly}]]。',
    '[[提出建议{recommendations_made}条[[，已落实{recommendations_done}条]][[，落实率{recommendations_done_rate|率}]]。]]',
  ],
  consultations: [
    '[[开展{consultation}{consultations_held}次[[，达成共识{consultation_points_agreed}条]]||没有登记{consultation}]][[，{consultations_half_yearly}]]。',
    '[[[[协商成果采纳率{consultation_adoption_rate|率}]][[，协商成果落实率{consultation_done_rate|率}]]。]]',
  ],
  proposals: [
    '[[共收到提案{proposals_received}件||没有收到提案]][[，单独立案{proposals_filed}件]][[，立案率{filing_rate}]]。',
    '[[[[委员提案{proposals_by_members}件]][[，集体提案{proposals_collective}件]]。]]',
    '[[交{proposal_units}个单位办理[[，主办（含分办）{proposal_lead_items}件次]][[，会办{proposal_assisting_items}件次]]。]]',
    '[[已办复{proposals_replied}件||还没有办复的提案]][[，办复率{reply_rate}]][[；已办结{proposals_closed}件]][[，办结率{closing_rate}]]。',
    '[[确定重点提案{key_proposals}件：{key_proposals|前3}。]]',
    '[[提案人已评价{proposals_rated}件[[，满意率{satisfaction_rate}]]。]]',
  ],
  deeds: [
    '[[{deeds_members}名委员办理民生实事{deeds_done|余}件[[，受益人确认{deeds_confirmed}件]]。||没有登记民生实事。]]',
    '[[[[兑现承诺{deed_promises_kept}件]][[，还没有兑现{deed_promises_open}件]]。]]',
  ],
  work: [
    '[[{four_plans_adopted}。]]',
    '[[各联络委报送计划、报告和总结{statements_submitted}份[[，通过{statements_accepted}份]]。]]',
    '[[完成交办事项{tasks_done}项[[，按期完成率{tasks_on_time_rate|率}]]。]]',
  ],
};
