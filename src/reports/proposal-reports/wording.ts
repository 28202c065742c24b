/** The wordings from which reports on proposals are drafted, in the manner of `template.ts`; the words are ours. 〔…〕 places a table. */
import type { Kind } from '#reports/proposal-reports/record.ts';

const asked = '受{body}常务委员会委托，现将{period}提案工作情况报告如下。数字截至{moment}。';

const rated = '[[提案人已评价{proposals_rated}件[[，对办理结果满意和基本满意的{proposals_satisfied}件]][[，满意率{satisfaction_rate}]][[，不满意的{proposals_dissatisfied}件]]。||还没有提案人作出评价。]][[因不满意办理第二次的{proposals_reworked}件[[，三方见面{proposals_met}件]]。]]';
const suggestions = '[[承办单位逐条答复建议{suggestions_answered}条[[，采纳{suggestions_adopted}条]][[，列入计划{suggestions_planned}条]][[，采纳率{adoption_rate}]]。]]';
const units = '[[由{proposal_units}个单位承办，主办（含分办）{proposal_lead_items}件次[[，会办{proposal_assisting_items}件次]]。]]';
const talked = '[[办理中与提案人沟通的{proposals_talked}件。]][[沟通率{talk_rate}。]]';
const replied = '[[已办复{proposals_replied}件||还没有办复的提案]][[，办复率{reply_rate}]][[；已办结{proposals_closed}件]][[，办结率{closing_rate}]]。';

const bodiesCommended = '[[评为先进承办单位{proposal_units_commended}个。]][[评为提案办理先进个人{proposal_persons_commended}人。]]';
const commended = `[[评为优秀提案{proposals_excellent}件[[，占单独立案的{proposals_excellent_rate}]][[，其中集体提案{proposals_excellent_collective}件[[，占优秀提案的{proposals_excellent_collective_rate}]]]]。]]${bodiesCommended}`;

export const wordings: Readonly<Record<Kind, string>> = {
  work: `各位委员：
${asked}
一、提案的提出和审查
[[共收到提案{proposals_received}件[[，其中大会提案{proposals_of_session}件]][[，平时提案{proposals_ordinary}件]]。||没有收到提案。]][[按提案者分，[[委员提案{proposals_by_members}件]][[，集体提案{proposals_collective}件]]。]][[在提案上签名的{proposal_signers}人、{proposal_signatures}人次[[，提出集体提案的单位{proposal_bodies}个]]。]]
[[经审查，[[单独立案{proposals_filed}件]][[，并案{proposals_merged}件，并入{proposal_merge_groups}件主案]][[，转社情民意信息{proposals_converted}件]][[，作委员来信处理{proposals_as_letters}件]][[，不予立案{proposals_refused}件]][[，退回修改{proposals_returned}件]][[，尚在审查{proposals_under_review}件]]。||还没有审查结果。]][[提交后撤案{proposals_withdrawn}件。]][[立案率{filing_rate}。]]
〔按类别〕
〔按提案类型〕
二、提案的办理
${units}${talked}
${replied}
〔按办理结果〕
三、评价和采纳
${rated}${suggestions}
四、重点提案和评优表彰
[[确定重点提案{key_proposals}件[[，已办结{key_proposals_closed}件||，还没有办结的]]。||没有确定重点提案。]]
${commended}
五、存在的问题
（请如实写一两条不足：哪项没有做到、为什么。）
六、今后的打算
（请写今后的打算；前面没有做到的，写明补上的时间。）`,
  handling: `各位委员：
现将{period}提案办理情况报告如下。数字截至{moment}。
一、承办的任务
[[交承办单位办理的提案{proposals_at_units}件。||还没有交给承办单位的提案。]]${units}[[承办单位对分工提出异议的{proposals_bounced}件[[，由交办机关指定承办{proposals_forced}件]]。]][[经批准延期{proposals_extended}件。]]
〔按承办单位〕
二、办理和答复
${talked}
${replied}[[其中按期答复{proposals_replied_in_time}件。]]
〔按答复函类别〕
〔按办理结果〕
三、提案人的评价
${rated}${suggestions}
〔按对办理结果的评价〕
${bodiesCommended}
四、存在的问题
（请如实写一两条不足：哪项没有做到、为什么。）
五、下步打算
（请写下步打算；还没有办复、办结的，写明完成的时间。）`,
};

/** Behind the body: what it does not place itself. */
export const ALL_TABLES = '提案统计表';
