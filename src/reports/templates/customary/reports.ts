/** Reports of the county body on its own work: to its plenary, to the superior body, to the county Party committee; and the brief. The words are ours. */
import type { Customary } from '#reports/templates/customary.ts';

const opinions = '[[收集群众反映的问题和建议{opinions_received}条[[，主要集中在{opinions_received|按category|前3}方面]]||没有登记群众反映的问题和建议]][[，推动解决{problems_solved}个]][[，化解矛盾纠纷{disputes_settled}起]]。[[整理编辑社情民意信息{opinion_items_edited}条||没有整理编辑社情民意信息]][[，信息被采用{adoptions}次]][[，获领导批示{instructions_received}件]]。';
const visits = '[[开展调研视察{inspections_held}次[[，其中与县政协联动{inspections_joint}次]]||没有登记调研视察]][[，{inspections_quarterly|成立}||[[。{inspections_quarterly}]]]]。[[提出建议{recommendations_made}条[[，已落实{recommendations_done}条]]。]]';
const consultations = '[[开展{consultation}{consultations_held}次[[，达成共识{consultation_points_agreed}条]]||没有登记{consultation}]][[，{consultations_half_yearly|成立}||[[。{consultations_half_yearly}]]]]。';
const proposals = '[[收到提案{proposals_received}件||没有收到提案]][[，单独立案{proposals_filed}件]][[，立案率{filing_rate}]]。[[确定重点提案{key_proposals}件[[，{key_proposals_all_closed|成立}||[[，已办结{key_proposals_closed}件||，还没有办结]]]]||没有确定重点提案]]。';
const deeds = '[[{deeds_members}名委员办理民生实事{deeds_done}件[[，其中受益人确认{deeds_confirmed}件]]||没有登记民生实事]]。';
/** Of a whole year, since a member has a year for it. */
const deedsOfAYear = '[[{deeds_members}名委员办理民生实事{deeds_done}件[[，其中受益人确认{deeds_confirmed}件]]||没有登记民生实事]][[，{deed_every_member|成立}||[[。{deed_every_member}]]]]。';

export const yearReport: Customary = {
  title: '{body}常务委员会{year}年工作报告',
  byline: '（{until}）',
  body: `各位委员：
受常务委员会委托，现在报告{year}年的工作，请予审议。数字截至{moment_day}。
一、过去一年的工作
（一）听民声，把群众的话带上来
${opinions}
（二）走基层，把情况摸清楚
${visits}
（三）聚共识，把协商办到村口
${consultations}
（四）督提案，把建议办成实事
${proposals}
（五）办实事，把委员放到群众身边
${deedsOfAYear}
与上年相比，主要工作如下表。
〔opinions_received、inspections_held、consultations_held、proposals_filed、deeds_done 比上年〕
二、存在的不足
（请如实写不足：哪项没有做到、为什么。）
三、今后一年的打算
（请写今后的打算，前面没有做到的写明补上的时间。）`,
};

export const halfReport: Customary = {
  title: '关于{span}乡镇（街道）政协联络委工作情况的报告',
  body: `现将{span}我县乡镇（街道）政协联络委工作情况报告如下，数字截至{moment_day}。
一、机构建设情况
[[全县设立联络委{committees_established}个||全县还没有设立联络委]][[，{posts_filled|成立}||[[。{posts_filled}]]]]。[[规范化建设验收合格{haves_accepted}个。]]
二、履职活动情况
${opinions}
${visits}
${consultations}
${proposals}
${deeds}
三、存在的问题
（请如实写存在的问题和原因。）
四、下步打算
（请写下步打算和完成的时间。）
特此报告。`,
};

export const report: Customary = {
  title: '关于{span}政协联络委履职情况的报告',
  body: `现将{span}乡镇（街道）政协联络委履职情况报告如下，数字截至{moment_day}。
一、基本情况
[[全县设立联络委{committees_established}个||全县还没有设立联络委]][[，编入委员{members_stationed}名]]。
二、主要工作
${opinions}
${visits}
${consultations}
${deeds}
三、困难和建议
（请写困难和建议；报告里不夹带请示事项。）
特此报告。`,
};

export const brief: Customary = {
  title: '{span}政协联络委工作动态',
  body: `记录截至{moment}，各乡镇（街道）政协联络委工作进展如下。
${opinions}
${visits}
${consultations}
${deeds}
〔opinions_received、inspections_held、consultations_held、deeds_done 按 month〕`,
};
