/** What superiors' sheets often call our figures, by their name. They only suggest: whoever fills the sheet looks. */
export const calledBySuperiors: Readonly<Record<string, readonly string[]>> = {
  committees_established: ['设立联络委', '联络机构', '建立联络委'],
  members_stationed: ['编入委员', '驻乡镇委员', '下沉委员', '联络委委员'],
  directors: ['主任配备', '联络委负责人'],
  opinions_received: ['收集意见建议', '群众意见建议', '收集民情', '民情登记', '反映问题'],
  problems_solved: ['推动解决问题', '解决实际问题', '帮助解决问题', '为民解决问题'],
  disputes_settled: ['化解矛盾纠纷', '调处矛盾纠纷'],
  opinion_items_submitted: ['报送社情民意', '上报社情民意', '报送信息'],
  adoptions: ['社情民意采用', '信息采用'],
  instructions_received: ['领导批示', '获批示'],
  inspections_held: ['调研视察', '视察调研', '视察考察'],
  consultations_held: ['协商活动', '协商议事', '基层协商', '院坝协商', '协商'],
  proposals_received: ['提交提案', '征集提案'],
  proposals_filed: ['立案', '提案立案'],
  proposals_replied: ['办复', '提案办复', '提案答复'],
  deeds_done: ['民生实事', '办理民生实事', '为民办实事', '为群众办实事'],
};
