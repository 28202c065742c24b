/** Minutes, notices, requests, replies and letters: mostly people's words, with the numbers that they rest on. The words are ours. */
import type { Customary } from '#reports/templates/customary.ts';

export const minutes: Customary = {
  title: '研究政协联络委工作的会议纪要',
  body: `会议听取了{span}乡镇（街道）政协联络委工作情况汇报：[[各联络委收集群众反映的问题和建议{opinions_received}条||各联络委没有登记群众反映的问题和建议]][[，推动解决{problems_solved}个]][[，开展{consultation}{consultations_held}次]]。
（请写会议的意见。）
会议议定：
（请逐项写议定的事项：谁来办、办到什么程度、什么时候办完。）`,
};

export const notice: Customary = {
  title: '关于做好政协联络委工作的通知',
  body: `为做好联络委工作，现将有关事项通知如下。
一、工作情况
{span}，[[各联络委登记群众反映的问题和建议{opinions_received}条||各联络委没有登记群众反映的问题和建议]][[，{ledger_monthly|成立}||[[。{ledger_monthly}]]]]。数字截至{moment_day}。
二、有关要求
（请逐项写要求：做什么、做到什么程度、什么时候报。）`,
};

export const request: Customary = {
  title: '关于调整乡镇（街道）政协联络委设置的请示',
  body: `目前，[[全县设立乡镇（街道）政协联络委{committees_established}个||全县还没有设立乡镇（街道）政协联络委]][[，有主任{directors}名]][[，编入委员{members_stationed}名]]。
（请写缘由和依据。）
（请写请示的事项；一文只请示一件事。）
妥否，请批示。`,
};

export const reply: Customary = {
  title: '关于同意调整政协联络委设置的批复',
  body: `你们的请示收悉。经研究，现批复如下。
（请写同意或者不同意的事项和理由。）
[[目前，全县设立联络委{committees_established}个。]]请做好衔接，人员配备情况及时报告。
此复。`,
};

export const letter: Customary = {
  title: '关于商请办理提案的函',
  body: `{span}，[[交承办单位办理的提案{proposals_at_units}件[[，已办复{proposals_replied}件]][[，按期答复{proposals_replied_in_time}件]]||没有交承办单位办理的提案]]。数字截至{moment_day}。
（请写商请的事项和需要对方配合的内容。）
专此函达。`,
};
