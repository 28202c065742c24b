/** What one unit writes: the reply of the lead unit or of each separate unit goes to the proposers, the assisting unit's opinion (会办意见) to the lead unit. */
export const answerRoles = { lead: '答复', separate: '分办答复', assisting: '会办意见' } as const;

/** What became of one suggestion. Adopted, wholly or in part, counts for the adoption rate (采纳率, domain rules 2.6). */
export const adoptions = { adopted: '采纳', partly: '部分采纳', planned: '列入计划', not: '未采纳' } as const;
/** In separate handling every unit answers what is its own. */
export const adoptionsApart = { ...adoptions, other: '由其他单位答复' } as const;

/** What the first proposer says of a draft. */
export const draftViews = { agree: '同意', reserve: '保留意见', disagree: '不同意' } as const;

/** How the unit says that its letter may be published. */
export const openness = { open: '主动公开', asked: '依申请公开', closed: '不公开' } as const;
