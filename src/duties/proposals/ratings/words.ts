/** The clerk's words for how a reply was rated (domain rules 2.6). */

export const contactWays = { visited: '上门或当面', telephone: '电话', other: '其他方式', not_needed: '我说过不用', none: '没有联系' } as const;
export const toPoint = { yes: '针对', mostly: '基本针对', no: '不针对' } as const;
export const ratingWays = { self: '本人在系统里', message: '本人通过链接', paper: '纸质，县政协办公室录入' } as const;

/** Why a rating deserves a second look. */
export const flagWords = { device: '来自承办单位用过的设备', network: '来自承办单位用过的网络', burst: '短时间内来得较多' } as const;
export type Flag = keyof typeof flagWords;

/** From the best to the worst. */
export const ratingOrder = ['satisfied', 'basically', 'dissatisfied'] as const;
