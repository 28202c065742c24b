/** Circulars: what came of something, told to all committees. Nobody is ranked by them. The words are ours. */
import type { Customary } from '#reports/templates/customary.ts';

export const opinionCircular: Customary = {
  title: '关于{span}社情民意信息工作情况的通报',
  body: `现将{span}社情民意信息工作情况通报如下，数字截至{moment_day}。
一、收集和编报
[[各联络委登记群众反映的问题和建议{opinions_received}条||没有登记群众反映的问题和建议]][[，报送社情民意信息{opinion_items_submitted}条]][[，整理编辑{opinion_items_edited}条]][[，印发{opinion_items_issued}条]]。[[{ledger_monthly}。]]
〔opinions_received、opinion_items_submitted、opinion_items_edited 按 committee_id〕
二、采用和批示
[[信息被采用{adoptions}次，涉及{items_adopted}条[[，其中市级采用{adoptions_city}次]]。||还没有信息被采用。]][[获领导批示{instructions_received}件[[，已反馈{instructions_fed_back}件]]。]][[{instructions_all_fed_back}。]]
三、办理和答复
[[推动解决群众身边的问题{problems_solved}个[[；群众自己确认解决的{problems_verified}个]]。||没有登记已经解决的问题。]][[{referrals_all_in_time}。]]
四、工作要求
（请写下一阶段的要求，一段写一项。）`,
};

export const assessmentCircular: Customary = {
  title: '关于{year}年度乡镇（街道）政协联络委考核情况的通报',
  body: `现将全县乡镇（街道）政协联络委{year}年度考核情况通报如下，数字截至{moment_day}。
（请写考核依据哪个方案、怎样进行、什么时候审定。）
一、总体情况
[[全县设立联络委{committees_established}个||全县还没有设立联络委]][[，规范化建设验收合格{haves_accepted}个]]。[[报送计划、报告和总结{statements_accepted}份。]]
二、履职情况
[[收集群众反映的问题和建议{opinions_received}条||没有登记群众反映的问题和建议]][[，推动解决{problems_solved}个]]。[[开展调研视察{inspections_held}次||没有登记调研视察]][[，{inspections_quarterly|成立}||[[。{inspections_quarterly}]]]]。[[开展{consultation}{consultations_held}次||没有登记协商活动]][[，{consultations_half_yearly|成立}||[[。{consultations_half_yearly}]]]]。[[委员办理民生实事{deeds_done}件||没有登记民生实事]][[，{deed_every_member|成立}||[[。{deed_every_member}]]]]。
三、好的做法
（请写值得推广的做法；表扬了谁，写明事由。）
四、不足和要求
（请写不足和要求；点名批评以前，请先告知对方并留出核对的时间。）`,
};
