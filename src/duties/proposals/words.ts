/** The clerk's words for what a proposal's columns may hold. */

export const timeClasses = { session: '大会提案', ordinary: '平时提案' } as const;

/** Who may propose somewhere: which of them here, and when, the plan says (domain rules 2.1). */
export const proposerKinds = {
  member: '委员提案', joint: '委员联名提案', party: '党派提案', organisation: '人民团体提案', special_committee: '专门委员会提案', sector: '界别提案', group: '委员小组提案', committee: '联络委提案',
} as const;

export const dispositions = { filed: '立案', merged: '并案', converted: '转社情民意', letter: '作委员来信', refused: '不予立案', withdrawn: '撤案' } as const;

/** Grounds for not filing: the ten of the national body and the two that counties add (domain rules 2.2, S55, S56). */
export const refusalGrounds = {
  secrets: '涉及党和国家秘密',
  forbidden: '国家明令禁止',
  party_internal: '中共党员对党内有关组织、人事安排等方面的意见',
  other_party_internal: '民主党派成员反映本组织内部问题',
  litigation: '进入民事、刑事、行政诉讼或仲裁程序',
  academic: '属于学术研讨',
  personal: '为本人或亲属解决个人问题',
  promotion: '宣传、推介具体作品、产品',
  accusation: '指名举报',
  empty: '内容空泛，没有具体建议',
  own_unit: '反映本单位内部事务',
  form: '不符合提案形式要求',
} as const;

/**
 * What came of it, in one meaning everywhere: letters A to D mean different things in different counties, so the letter is kept
 * only as printed (domain rules 2.5).
 */
export const results = {
  SOLVED: '已解决或基本解决', PARTLY: '部分解决', IN_PROGRESS: '正在解决', PLANNED: '列入计划解决', DEFERRED: '因条件限制暂缓', REFERENCE: '留作参考', INFEASIBLE: '不可行',
} as const;

export const ratings = { satisfied: '满意', basically: '基本满意', dissatisfied: '不满意' } as const;

/** By whose office it is assigned (domain rules 2.3, S59). */
export const sides = { party: '党委系统（县委办公室）', government: '政府系统（县政府办公室）' } as const;

/** 独办, 主办会办, 分办 (domain rules 2.3, S61, S62): of separate ones each unit handles and replies by itself. */
export const handlingModes = { sole: '独办', lead: '主办、会办', separate: '分办' } as const;
