/** What is recorded as an event because no duty records it. Domain rules 7.2 (S155: meetings attended, training, history and friendship, invited county activities). */
export const eventKinds = {
  plenary: '全体会议', standing: '常委会会议', chairs: '主席会议', special: '专委会会议', body: '联络委会议', briefing: '情况通报会',
  training: '学习培训', history: '文史和联谊', invited: '应邀参加的活动', other: '其他会议活动',
} as const;

export type EventKind = keyof typeof eventKinds;

/** Those under 会议 in an archive; the others have headings of their own. */
export const meetingKinds: readonly EventKind[] = ['plenary', 'standing', 'chairs', 'special', 'body', 'briefing'];

/** Whom the list begins with: everybody of these is on it, and only exceptions are tapped. */
export const circles = { all: '全体在任委员', standing: '在任常委', own: '本联络委的委员', none: '先不列名单' } as const;

export type Circle = keyof typeof circles;
