/** What the proposals of a period came to. The words are ours. */
import type { Customary } from '#reports/templates/customary.ts';

export const proposalReport: Customary = {
  title: '关于{span}提案工作情况的报告',
  byline: '{body}（{until}）',
  body: `各位委员：
受{body}常务委员会委托，现将{span}提案工作情况报告如下，数字截至{moment_day}。
一、提出和审查
[[共收到提案{proposals_received}件[[，委员提案{proposals_by_members}件]][[，集体提案{proposals_collective}件]][[，内容主要集中在{proposals_received|按category|前3}方面]]。||没有收到提案。]][[经审查，[[单独立案{proposals_filed}件]][[，并案{proposals_merged}件]][[，转社情民意信息{proposals_converted}件]][[，不予立案{proposals_refused}件]][[，还在审查{proposals_under_review}件]]。]][[立案率{filing_rate}。]]
〔proposals_received、proposals_filed 按 category 占比合计100〕
二、办理和评价
[[已办复{proposals_replied}件||还没有办复的提案]][[，办复率{reply_rate}]][[；已办结{proposals_closed}件]][[，办结率{closing_rate}]]。
[[提案人已评价{proposals_rated}件[[，满意率{satisfaction_rate}]]。||还没有提案人作出评价。]]
三、重点提案
[[确定重点提案{key_proposals}件[[，已办结{key_proposals_closed}件]]。||没有确定重点提案。]]
〔key_proposals 清单 前20〕
四、存在的不足和打算
（请如实写不足和今后的打算。）`,
};

export const handlingReport: Customary = {
  title: '关于{span}提案办理情况的报告',
  byline: '{body}（{until}）',
  body: `各位委员：
现将{span}提案办理情况报告如下，数字截至{moment_day}。
一、承办任务
[[交承办单位办理的提案{proposals_at_units}件[[，由{proposal_units}个单位承办]]。||还没有交给承办单位的提案。]][[承办单位对分工提出异议{proposals_bounced}件[[，由交办机关指定承办{proposals_forced}件]]。]]
〔proposals_at_units、proposals_replied 按 lead_unit_id〕
二、办复和落实
[[已办复{proposals_replied}件[[，其中按期答复{proposals_replied_in_time}件]]||还没有办复的提案]][[，办复率{reply_rate}]]。[[与提案人沟通{proposals_talked}件[[，沟通率{talk_rate}]]。]][[{undertakings_all_in_time}。]]
三、存在的问题和打算
（请如实写问题：哪些没有办复、为什么、什么时候办完。）`,
};
