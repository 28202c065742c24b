/** Kinds of consultation, the more formal first; the county's own words for them are a parameter. Domain rules 5.1, 5.2. */
export const consultationKinds = { topical: '专题协商', sector: '界别协商', grassroots: '基层小微协商' } as const;

export type ConsultationKind = keyof typeof consultationKinds;

/** What the deciding body did with the advice. A consultation itself decides nothing. */
export const uptakes = { done: '已落实', under_way: '正在落实', planned: '列入计划', none: '未采纳' } as const;

/** In which states a consultation was held. */
export const heldStates: readonly string[] = ['held', 'reported', 'closed'];

/** Room, courtyard or on the spot (forms, deliberation_plan). */
export const venueKinds = { room: '协商议事室', courtyard: '院坝（小院）', site: '现场' } as const;

/** Who brought a topic. */
export const topicSources = {
  resident: '群众', member: '政协委员', participant: '参加人员', ledger: '民情台账', special_committee: '专委会', unit: '部门单位', party: '党委交题', committee: '联络委',
} as const;

export const halves = { 1: '上半年', 2: '下半年' } as const;

/** 2026年上半年: when a topic is planned for, as far as that is said. */
export const plannedWords = ({ planned_year, planned_half }: { planned_year: number | null; planned_half: number | null }): string =>
  (planned_year ? `${planned_year}年${planned_half ? halves[planned_half as 1] : ''}` : '');
