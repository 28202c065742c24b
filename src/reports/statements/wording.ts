/** The wordings from which statements are drafted, in the manner of `template.ts`; the words are ours. 〔…〕 places a table. */
import type { Kind } from '#reports/statements/periods.ts';

export const FIVE_ONES = '五个一数据表';
export const LEDGER = '民情台账清单';
export const MONTH = '本月数据表';
export const TASKS = '五个一任务表';
export const CALENDAR = '月度安排表';

const done = `一是每月反映民情。[[登记群众反映{opinions_received}条||没有登记群众反映]][[，推动解决{problems_solved}个]]；{ledger_monthly}。[[受理矛盾纠纷{disputes_received}起[[，协助化解{disputes_settled}起]]。]][[编报社情民意信息{opinion_items_edited}条。]][[上级采用{items_adopted}条。]][[获领导批示{instructions_received}件。]]
二是每季调研视察。[[开展调研视察{inspections_held}次[[，其中与县政协联动{inspections_joint}次]]||还没有开展调研视察]]；{inspections_quarterly}。
三是每半年协商。[[开展{consultation}{consultations_held}次||还没有开展{consultation}]]；{consultations_half_yearly}。
四是征集提案。[[征集提案{proposals_gathered_by_committees}件[[，单独立案{proposals_filed}件]][[，列为重点提案{key_proposals}件]]||还没有征集到提案]]。
五是为民办实事。[[{deeds_members}名委员办理民生实事{deeds_done}件||还没有登记民生实事]]；{deed_every_member}。
规范化建设方面，[[清单要求{have_items_asked}项[[，已具备{have_items_met}项||，还没有具备]]||还没有施行的清单]]。`;

const opening = '{period}，{committee}在当地党（工）委领导和县政协指导下，按照履职方案开展“五个一”工作。记录截至{moment}，有关情况报告如下。';

/** `{{matters}}` is where the typical matters go, `{{hard}}` what is still unsolved or was handed to the county. */
export const wordings: Readonly<Record<Kind, string>> = {
  monthly: `{month}，{committee}[[登记群众反映的问题和建议{opinions_received}条，按办理情况分：{ledger_states}||没有收到新的群众反映，本月零报告]]。[[推动解决{problems_solved}个。]][[受理矛盾纠纷{disputes_received}起[[，化解{disputes_settled}起]]。]][[编报社情民意信息{opinion_items_edited}条[[，报同级党委、政府{items_to_township}条]][[，报县政协转呈{items_to_county}条]]。]]记录截至{moment}。
〔${MONTH}〕
{{matters}}
{{hard}}
〔${LEDGER}〕`,
  half_year: `${opening}
一、开展情况
〔${FIVE_ONES}〕
${done}
二、典型事例
{{matters}}
三、存在的问题
（请主任如实写一两条不足：哪项没有做到、为什么。）
四、下步打算
（请主任写下半年打算；前面没有做到的，写明补上的时间。）`,
  yearly_plan: `为做好{year}年联络委工作，根据履职方案，结合本地实际，制定本计划。
一、总体要求
围绕当地党（工）委中心工作和群众期盼，以“五个一”为载体，组织委员知情明政、协商议政、为民服务。
二、主要任务
〔${TASKS}〕
三、月度安排
〔${CALENDAR}〕
四、重点选题
（请主任写今年调研视察、协商和提案的选题，各一两个。）
五、工作保障
{director}负总责，工作人员负责台账、会务和报送；活动尽量合并安排，不重复要材料。`,
  yearly_summary: `${opening}
一、主要工作
〔${FIVE_ONES}〕
${done}
二、典型事例
{{matters}}
三、存在的问题
（请主任如实写一两条不足：哪项没有做到、为什么。）
四、明年打算
（请主任写明年打算。）`,
};
