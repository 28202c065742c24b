import { z } from 'zod';
import { day, lines, number, text } from '#platform/fields.ts';

/** More have no vote in a county's standing committee. */
const MOST_SEATS = 999;

/** 三方见面: who met and what was said. */
export const meetingFields = z.object({
  met_on: day('见面日期', { hint: '不填就是今天' }).optional(),
  met_who: text('参加的人', 300, { hint: '提案人、承办单位、县政协各有谁' }),
  met_note: lines('见面情况', 2_000, { hint: '各方说了什么，达成了什么' }),
});

/** One sheet of one vote. */
export const voteFields = z.object({
  vote_on: day('会议日期', { hint: '不填就是今天' }).optional(),
  vote_seats: number('常委会全体组成人员', 1, MOST_SEATS),
  vote_for: number('赞成', 0, MOST_SEATS),
  vote_against: number('反对', 0, MOST_SEATS),
  vote_abstained: number('弃权', 0, MOST_SEATS),
});

export const reworkFields = z.object({ due_on: day('答复期限', { hint: '不填就按方案规定的二次办理时限' }).optional() });
export const consentFields = z.object({ close_agreed_on: day('同意日期', { hint: '不填就是今天' }).optional() });
export const closingFields = z.object({
  closed_on: day('办结日期', { hint: '不填就是今天' }).optional(),
  close_note: lines('办结说明', 2_000, { hint: '提案人仍不满意的，必须写明为什么办结、以后怎么办' }).optional(),
});
