/** As what somebody is asked, in the order of lists. A consultation asks by role (domain rules 5). */
export const capacities = {
  leader: '党政领导', member: '政协委员', unit: '部门单位', expert: '专家', resident: '群众代表', concerned: '利害关系人', participant: '联络委参加人员', staff: '工作人员',
} as const;

export type Capacity = keyof typeof capacities;

/** What the organiser's list says of somebody in one half-day (domain rules 4; forms activity_attend). */
export const presences = { present: '参加', late: '迟到', left_early: '早退', leave: '请假', absent: '缺席' } as const;

export type Presence = keyof typeof presences;

/** Who came late or left early was there. */
export const isThere = (presence: Presence): boolean => presence === 'present' || presence === 'late' || presence === 'left_early';

/** Whoever is asked must come, or may. */
export const attendModes = { must: '应当参加', sign_up: '自愿报名' } as const;
