/** When in the course of the handling the unit talked with the proposer (办前了解意图, 办中通报进展, 办后送达听取意见: domain rules 2.5). */
export const stages = { before: '办前', during: '办中', after: '办后' } as const;

export const ways = { visit: '登门走访', meeting: '当面座谈', research: '一同调研', telephone: '电话', message: '微信、短信', letter: '书面' } as const;
