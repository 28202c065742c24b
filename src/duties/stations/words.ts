import { kindWordIn } from '#duties/own-kinds.ts';

/** The words of service stations. */

/** The usual kinds (domain rules 6: 服务站、工作室、联络点); a county's own stand under their own word (`stations.kinds`). */
export const stationKinds = { station: '委员服务站', studio: '委员工作室', point: '委员联络点' } as const;

export const stationWord = (kind: string): string => kindWordIn(stationKinds, kind);

/** How a booking or an order reached the committee; only `page` came without a person of the committee. */
export const bookingWays = { page: '网上预约', telephone: '电话', visit: '当面' } as const;
export const orderWays = { page: '网上点单', telephone: '电话', visit: '当面', paper: '纸质点单', ledger: '民情台账转来' } as const;

export const ordererKinds = { resident: '群众', village: '村（社区）', body: '单位、学校' } as const;

/** Why a committee takes no order on; the words go to whoever ordered. */
export const refusals = {
  beyond: '不是委员能提供的服务', other_channel: '有专门的部门或热线受理', repeated: '重复点单', unclear: '联系不上，说不清要什么', nobody: '近期没有合适的委员', other: '其他',
} as const;

/** Why a member does not take an order on: one tap, no explanation owed. */
export const declines = { busy: '时间安排不开', skill: '不是我的专长', far: '路程太远', health: '身体原因', other: '其他' } as const;

/** How it became known that the service was done, beside the word of whoever did it. */
export const confirmations = { receipt: '凭回执确认', call_back: '电话回访', slip: '签字单' } as const;

export const satisfactions = { '5': '很满意', '4': '满意', '3': '一般', '2': '不满意', '1': '很不满意' } as const;

/** Hours of a day as they are typed: 9:00, ９：３０, 14点. Undefined when they are none. */
export function hourTyped(typed: string): string | undefined {
  const parts = /^(\d{1,2})(?:[:.点时](\d{1,2})?分?)?$/u.exec(typed.normalize('NFKC').replaceAll('：', ':').trim());
  if (!parts) return undefined;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : undefined;
}

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

export const weekdayOf = (day: string): string => WEEKDAYS[new Date(day).getUTCDay()]!;

/** 3月5日 周三 09:00—11:00. */
export const shiftTime = ({ day, starts, ends }: { day: string; starts: string; ends: string }): string => `${shortDay(day)} ${weekdayOf(day)} ${starts}—${ends}`;

export function shortDay(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
}
