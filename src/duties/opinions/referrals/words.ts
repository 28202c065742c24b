export const senders = { committee: '联络委', county: '县政协办公室' } as const;

/** States in which the clock runs. */
export const running = ['sent', 'returned', 'accepted', 'drafted'] as const;

/** What a unit answers that became of a matter (forms, 转办单与办理反馈). 已解决 is what the handler says; whether it is so the resident tells. */
export const results = { solved: '已解决', in_progress: '正在解决', planned: '列入计划', not_now: '暂不能解决', unfounded: '不属实' } as const;

/** The same on paper, one of them to be ticked by hand. */
export const resultBoxes = Object.values(results).map((word) => `□${word}`).join('　');
