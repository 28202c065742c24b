import type { Customary } from '#reports/templates/customary.ts';

/** The three parts of the speech this system was made for (三个有、四个方案、五个一); the words are ours. */
export const speech: Customary = {
  title: '关于乡镇（街道）政协联络委规范化建设情况的汇报',
  byline: '{body}（{until}）',
  body: `{period}，{county}政协把乡镇（街道）政协联络委作为协商向基层延伸的抓手，从建好机构、立好规矩、用好载体三个方面推进规范化建设。记录截至{moment_day}，有关情况汇报如下。
一、“三个有”，把机构建起来
一是抓组织有序。[[全县设立乡镇（街道）政协联络委{committees_established}个||全县还没有设立乡镇（街道）政协联络委]][[，{decision_by_standing_committee|成立}||[[。{decision_by_standing_committee}]]]]。
二是抓领导有力。[[联络委现有主任{directors}名||联络委还没有主任在任]][[，{directors_deputy_secretary|成立}||[[。{directors_deputy_secretary}]]]][[；{deputies_commissioners|成立}||[[。{deputies_commissioners}]]]]。
三是抓履职有人。[[全县现有政协委员{members_current}名[[，其中编入乡镇（街道）联络委{members_stationed}名]]||还没有登记在任的政协委员]][[，{directors_members|成立}||[[。{directors_members}]]]][[；{members_all_stationed|成立}||[[。{members_all_stationed}]]]]。[[联络委另吸纳各界代表和民生部门负责同志{non_members_added}名。]]
二、“四个方案”，把规矩立起来
[[{four_plans_adopted|成立}，联络委怎么设、怎么建、怎么干、怎么考都有章可循||[[{four_plans_adopted}||还没有登记印发的方案]]]]。
三、“五个一”，把活动办起来
一是每月反映一次民情。[[各联络委登记群众反映的问题和建议{opinions_received}条||各联络委没有登记群众反映的问题和建议]][[，{ledger_monthly|成立}||[[。{ledger_monthly}]]]]。[[编报社情民意信息{opinion_items_edited}条[[，其中报乡镇（街道）党委、政府办理{items_to_township}条]][[，报县政协转送县委、县政府{items_to_county}条]]。]][[协助化解矛盾纠纷{disputes_settled}起。]][[推动解决群众身边的具体问题{problems_solved}个。]]
二是每季开展一次调研视察。[[开展调研视察{inspections_held}次[[，其中与县政协联动{inspections_joint}次]]||没有登记调研视察]]。[[{inspections_quarterly}。]]
三是每半年开展一次协商。[[开展{consultation}{consultations_held}次||没有登记{consultation}]][[，{consultations_half_yearly|成立}||[[。{consultations_half_yearly}]]]]。
四是每年征集一批重点提案。[[共收到提案{proposals_received}件||没有收到提案]][[，单独立案{proposals_filed}件]][[，立案率{filing_rate}]]。[[{key_proposals}件列为重点提案由领导领衔督办[[，{key_proposals_all_closed|成立}||[[，已办结{key_proposals_closed}件||，还没有办结]]]]||没有确定重点提案]]。
五是每名委员办一件民生实事。[[{deeds_members}名委员为群众办理民生实事{deeds_done}件||没有登记民生实事]][[，{deed_every_member|成立}||[[。{deed_every_member}]]]]。
对照上级要求和群众期盼，工作中还有不足。下一步，将逐条核对本材料所附的数据和判断，补齐缺项，让联络委真正成为群众说话有回音、委员履职有平台的连心桥。`,
};
